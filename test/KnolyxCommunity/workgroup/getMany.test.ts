import type { INodeParameters } from 'n8n-workflow';

import { describeContract } from '../../support/contract';
import { describeListOfKnolyx } from '../listOfKnolyx';
import {
	API,
	closedWorkgroupId,
	jsonOf,
	nodeType,
	openKnolyx,
	runKnolyx,
	workgroupId,
} from '../knolyxCommunity';

const { knolyx, credentials, arrange } = openKnolyx();

const getMany = async (changes: INodeParameters = {}) =>
	await runKnolyx({ resource: 'workgroup', operation: 'getMany', ...changes }, [{}], credentials());

beforeEach(arrange);

describeContract({
	nodeType,
	resource: 'workgroup',
	operation: 'getMany',
	parameters: {},
	credentials,
	sandbox: knolyx,
	arrange,
	rows: [{ row: 1 }, { row: 2 }, { row: 3 }],
	ownData: () => ({}),
	writes: false,
	expressionFields: [],
	request: { method: 'GET', path: /\/workgroup$/ },
	takePermissionAway: () => (knolyx().state.permissions = []),
});

describeListOfKnolyx({
	knolyx,
	getMany,
	path: `${API}/workgroup`,
	fill(count) {
		const { workgroups } = knolyx().state;
		workgroups.clear();
		for (let id = 1; id <= count; id++) {
			workgroups.set(id, { id, name: `Group ${id}`, opensCommunities: [], members: new Map() });
		}
	},
});

test('every workgroup comes as Knolyx describes it', async () => {
	const run = await getMany();
	expect(jsonOf(run.success)).toEqual([
		{ id: workgroupId, name: 'Spring cohort' },
		{ id: closedWorkgroupId, name: 'Trainers' },
	]);
});
