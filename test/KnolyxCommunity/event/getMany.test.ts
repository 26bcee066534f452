import type { INodeParameters } from 'n8n-workflow';

import { describeContract } from '../../support/contract';
import { describeListOfKnolyx } from '../listOfKnolyx';
import {
	API,
	communityId,
	expectFailure,
	jsonOf,
	nodeType,
	openKnolyx,
	runKnolyx,
} from '../knolyxCommunity';

const { knolyx, credentials, arrange: arrangeKnolyx } = openKnolyx();
const communities = [communityId, 56, 57];

const event = (id: number, ofCommunity: number) => ({
	id,
	communityId: ofCommunity,
	title: `Event ${id}`,
	startDateTime: '2031-03-04 08:00:00',
	endDateTime: '2031-03-04 10:00:00',
	attendees: new Set<number>(),
});

const arrange = () => {
	arrangeKnolyx();
	const { state } = knolyx();
	state.events.clear();
	for (const id of communities) {
		state.communities.set(id, { id, name: `Community ${id}` });
		state.events.set(id * 100, event(id * 100, id));
	}
};

const getMany = async (changes: INodeParameters = {}) =>
	await runKnolyx(
		{
			resource: 'event',
			operation: 'getMany',
			communityId: '={{ $json.community }}',
			...changes,
		},
		[{ community: communityId }],
		credentials(),
	);

beforeEach(arrange);

describeContract({
	nodeType,
	resource: 'event',
	operation: 'getMany',
	parameters: { communityId: '={{ $json.community }}' },
	credentials,
	sandbox: knolyx,
	arrange,
	rows: communities.map((community) => ({ community })),
	ownData: ({ community }) => ({ id: (community as number) * 100 }),
	writes: false,
	expressionFields: ['communityId'],
	request: { method: 'GET', path: /\/event\/paged$/ },
	takePermissionAway: () => (knolyx().state.permissions = []),
});

describeListOfKnolyx({
	knolyx,
	getMany,
	path: `${API}/community/${communityId}/event/paged`,
	fill(count) {
		knolyx().state.events.clear();
		for (let id = 1; id <= count; id++) knolyx().state.events.set(id, event(id, communityId));
	},
});

test('every event comes as Knolyx describes it', async () => {
	const run = await getMany();
	const { id, title, startDateTime, endDateTime } = event(5500, communityId);
	expect(jsonOf(run.success)).toEqual([{ id, title, startDateTime, endDateTime }]);
});

test('an unknown community is not found', async () => {
	expectFailure(await getMany({ communityId: '999' }), {
		message: 'Entity not found',
		reason: 'notFound',
		httpStatus: 404,
		advice: 'Check the IDs of this row.',
	});
});
