import { simplify } from '../../shared/fields';
import type { Operation } from '../../shared/operation';
import { path } from '../../shared/request';
import { ofEvent, sessionId } from '../fields';
import { ALL_FIELDS, SIMPLE_FIELDS } from './sessionFields';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get session',
	description: 'Retrieve one session with its times and capacity',
	attempt: 'get session {sessionId}',
	fields: [...ofEvent(sessionId), simplify],
	async run(item) {
		const session = item.integerId('sessionId');
		const fields = item.flag('simplify', true) ? SIMPLE_FIELDS : ALL_FIELDS;
		// https://developer.swoogo.com/api-reference/sessions/get-one-session
		const reply = await item.send({
			method: 'GET',
			path: path`/sessions/${session}`,
			query: { fields: fields.join(',') },
		});
		return [item.found(reply, session)];
	},
};
