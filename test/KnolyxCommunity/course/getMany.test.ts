import type { INodeParameters } from 'n8n-workflow';

import { describeContract } from '../../support/contract';
import { API, jsonOf, nodeType, runKnolyx } from '../knolyxCommunity';
import { describeListOfKnolyx } from '../listOfKnolyx';
import { courseIds, openCourses } from './courses';

const { knolyx, credentials, arrange } = openCourses('grantAccess');

const getMany = async (changes: INodeParameters = {}) =>
	await runKnolyx({ resource: 'course', operation: 'getMany', ...changes }, [{}], credentials());

beforeEach(arrange);

describeContract({
	nodeType,
	resource: 'course',
	operation: 'getMany',
	parameters: {},
	credentials,
	sandbox: knolyx,
	arrange,
	rows: [{ row: 1 }, { row: 2 }, { row: 3 }],
	ownData: () => ({}),
	writes: false,
	expressionFields: [],
	request: { method: 'GET', path: /\/course$/ },
	takePermissionAway: () => (knolyx().state.permissions = []),
});

describeListOfKnolyx({
	knolyx,
	getMany,
	path: `${API}/course`,
	fill(count) {
		const { courses } = knolyx().state;
		const [course] = courses.values();
		courses.clear();
		for (let id = 1; id <= count; id++) courses.set(id, { ...course, id });
	},
});

test('every course comes as Knolyx describes it', async () => {
	const run = await getMany();
	expect(jsonOf(run.success)).toEqual(courseIds.map((id) => knolyx().state.courses.get(id)));
});
