import type { INodeParameters } from 'n8n-workflow';

import { describeContract } from '../../support/contract';
import {
	API,
	byId,
	communityId,
	eventId,
	expectFailure,
	jsonOf,
	lateEventId,
	nodeType,
	openKnolyx,
	otherEventId,
	runKnolyx,
} from '../knolyxCommunity';

const { knolyx, credentials, arrange } = openKnolyx();
const parameters = {
	communityId: `${communityId}`,
	eventId: byId('={{ $json.event }}'),
};

const getEvent = async (event: unknown, changes: INodeParameters = {}) =>
	await runKnolyx(
		{ resource: 'event', operation: 'get', ...parameters, ...changes },
		[{ event }] as never,
		credentials(),
	);

beforeEach(arrange);

describeContract({
	nodeType,
	resource: 'event',
	operation: 'get',
	parameters,
	credentials,
	sandbox: knolyx,
	arrange,
	rows: [eventId, otherEventId, lateEventId].map((event) => ({ event })),
	ownData: ({ event }) => ({ id: event }),
	writes: false,
	expressionFields: ['communityId', 'eventId'],
	request: { method: 'GET', path: /\/event\/\d+$/ },
	takePermissionAway: () => (knolyx().state.permissions = []),
});

describe('getting an event', () => {
	test('sends one GET and gives the event as Knolyx describes it', async () => {
		const run = await getEvent(` ${eventId} `);
		expect(knolyx().diary).toMatchObject([
			{
				method: 'GET',
				url: `${API}/community/${communityId}/event/${eventId}`,
				rawBody: '',
				headers: { 'x-project-id': 'sandbox-project', 'x-api-key': 'sandbox-knolyx-key' },
			},
		]);
		expect(run.success).toEqual([
			{
				json: {
					id: eventId,
					title: 'Open studio',
					startDateTime: '2031-03-04 08:00:00',
					endDateTime: '2031-03-04 10:00:00',
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(run.hints[0].message).toBe('1 item: 1 record read.');
	});

	test.each([
		['event', 999, {}],
		['community', eventId, { communityId: '999' }],
	])('an unknown %s is not found', async (_, event, changes) => {
		expectFailure(await getEvent(event, changes), {
			message: 'Entity not found',
			reason: 'notFound',
			httpStatus: 404,
			advice: 'Check the IDs of this row.',
		});
	});

	test.each([
		['nothing', '', 'nothing (HTTP status 200)'],
		['a word', 'OK', 'no record'],
		['a list', [{ id: 1 }], 'no record'],
		['an empty record', {}, 'no record'],
	])('%s is not taken for an event', async (_, body, words) => {
		const match = { times: 'always' as const };
		knolyx().faults.add({ match, effect: { kind: 'status', code: 200, body } });
		expectFailure(await getEvent(eventId), {
			message: `Knolyx answered with ${words}`,
			reason: 'unexpectedAnswer',
			httpStatus: 200,
		});
	});

	test('ids of 64 bits in the answer keep every digit', async () => {
		const body = '{"id":9007199254740993,"title":"Number 9007199254740993","rooms":[1,2.5,-3]}';
		const headers = { 'content-type': 'application/json' };
		knolyx().faults.add({ effect: { kind: 'status', code: 200, body, headers } });
		const run = await getEvent('9007199254740993');
		expect(jsonOf(run.success)).toEqual([
			{ id: '9007199254740993', title: 'Number 9007199254740993', rooms: [1, 2.5, -3] },
		]);
	});

	test.each([
		{ kind: 'close' },
		{ kind: 'reset' },
		{ kind: 'html' },
		{ kind: 'malformedJson' },
		{ kind: 'status', code: 500 },
	] as const)('%j: it is asked again', async (effect) => {
		knolyx().faults.add({ effect });
		const run = await getEvent(eventId);
		expect(jsonOf(run.success)).toMatchObject([{ id: eventId }]);
		expect(knolyx().diary).toHaveLength(2);
	});
});
