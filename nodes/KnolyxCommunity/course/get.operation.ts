import type { Operation } from '../../shared/operation';
import { path } from '../../shared/request';
import { permission } from '../apiKey/permissions';
import { courseId } from '../fields';
import { API } from '../knolyx';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get course',
	description: 'Retrieve one course',
	attempt: 'get course {courseId}',
	fields: [
		{ ...courseId, hint: 'Knolyx describes this call in a draft only; Get Many is published' },
	],
	async run(item) {
		const course = item.integerId('courseId');
		// https://github.com/knolyx-tech/knolyx-docs/blob/main/unfinished/course.md
		const reply = await item.send({ method: 'GET', path: `${API}${path`/course/${course}`}` });
		if (!reply.ok) throw item.refusal(reply, permission(reply, 'COURSE_GET'));
		return [item.found(reply)];
	},
};
