import type { INodeParameters } from 'n8n-workflow';

import { describeContract } from '../../support/contract';
import { describeListOfKnolyx } from '../listOfKnolyx';
import {
	API,
	byId,
	communityId,
	eventId,
	expectFailure,
	jsonOf,
	lateEventId,
	members,
	nodeType,
	openKnolyx,
	otherEventId,
	runKnolyx,
} from '../knolyxCommunity';

const { knolyx, credentials, arrange: arrangeKnolyx } = openKnolyx();
const eventIds = [eventId, otherEventId, lateEventId];

const arrange = () => {
	arrangeKnolyx();
	for (const [index, id] of eventIds.entries()) {
		knolyx().state.events.get(id)?.attendees.add(members[index].id);
	}
};

const getMany = async (changes: INodeParameters = {}) =>
	await runKnolyx(
		{
			resource: 'attendance',
			operation: 'getMany',
			communityId,
			eventId: byId('={{ $json.event }}'),
			...changes,
		},
		[{ event: eventId }],
		credentials(),
	);

beforeEach(arrange);

describeContract({
	nodeType,
	resource: 'attendance',
	operation: 'getMany',
	parameters: { communityId: `${communityId}`, eventId: byId('={{ $json.event }}') },
	credentials,
	sandbox: knolyx,
	arrange,
	rows: eventIds.map((event, index) => ({ event, attendee: members[index].id })),
	ownData: ({ attendee }) => ({ id: attendee }),
	writes: false,
	expressionFields: ['communityId', 'eventId'],
	request: { method: 'GET', path: /\/attendees\/paged$/ },
	takePermissionAway: () => (knolyx().state.permissions = []),
});

describeListOfKnolyx({
	knolyx,
	getMany,
	path: `${API}/community/${communityId}/event/${eventId}/attendees/paged`,
	fill(count) {
		const { users, events } = knolyx().state;
		events.get(eventId)?.attendees.clear();
		for (let id = 1; id <= count; id++) {
			const email = `person.${id}@example.com`;
			users.set(id, { id, firstName: 'Person', lastName: `${id}`, email, gender: 'FEMALE' });
			events.get(eventId)?.attendees.add(id);
		}
	},
});

test('every attendee comes as Knolyx describes them', async () => {
	const [{ id, email }] = members;
	const run = await getMany();
	expect(jsonOf(run.success)).toEqual([{ id, name: 'Ines Duarte', email }]);
});

test('an unknown event is not found', async () => {
	expectFailure(await getMany({ eventId: byId('999') }), {
		message: 'Entity not found',
		reason: 'notFound',
		httpStatus: 404,
		advice: 'Check the IDs of this row.',
	});
});
