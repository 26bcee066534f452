import type { INodeParameters } from 'n8n-workflow';

import { describeContract } from '../../support/contract';
import {
	API,
	byId,
	communityId,
	eventId,
	expectFailure,
	jsonOf,
	members,
	nodeType,
	openKnolyx,
	runKnolyx,
	stranger,
} from '../knolyxCommunity';

const { knolyx, credentials, arrange: arrangeKnolyx } = openKnolyx();
const [ines] = members;

const arrange = () => {
	arrangeKnolyx();
	for (const { id } of members) knolyx().state.events.get(eventId)?.attendees.add(id);
};

const parameters = {
	communityId: `${communityId}`,
	eventId: byId(`${eventId}`),
	userId: byId('={{ $json.userId }}'),
};

const cancel = async (userIds: unknown[], changes: INodeParameters = {}) =>
	await runKnolyx(
		{ resource: 'attendance', operation: 'cancel', ...parameters, ...changes },
		userIds.map((userId) => ({ userId })) as never,
		credentials(),
	);
const reads = () => knolyx().diary.filter(({ method }) => method === 'GET');
const cancellations = () =>
	knolyx().ledger.filter(({ action }) => action === 'attendance.cancel').length;

beforeEach(arrange);

describeContract({
	nodeType,
	resource: 'attendance',
	operation: 'cancel',
	parameters,
	credentials,
	sandbox: knolyx,
	arrange,
	rows: members.map(({ id }) => ({ userId: id })),
	ownData: ({ userId }) => ({ userId: `${userId as number}` }),
	writes: true,
	expressionFields: ['communityId', 'eventId', 'userId'],
	request: { method: 'DELETE', path: /\/attend\// },
	takePermissionAway: () => (knolyx().state.permissions = []),
});

describe('cancelling an attendance', () => {
	test('sends one DELETE to the path of the attendance, without a body', async () => {
		const run = await cancel([ines.id]);
		expect(knolyx().diary).toMatchObject([
			{
				method: 'DELETE',
				url: `${API}/community/${communityId}/event/${eventId}/attend/${ines.id}`,
				rawBody: '',
				headers: { 'x-project-id': 'sandbox-project', 'x-api-key': 'sandbox-knolyx-key' },
			},
		]);
		expect(run.success).toEqual([
			{
				json: {
					outcome: 'removed',
					communityId: `${communityId}`,
					eventId: `${eventId}`,
					userId: `${ines.id}`,
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	test('a record in the answer is added, but never in place of the outcome and the ids', async () => {
		const body = { outcome: 'theirs', userId: 7, note: 'see you' };
		knolyx().faults.add({ effect: { kind: 'status', code: 200, body } });
		const run = await cancel([ines.id]);
		expect(jsonOf(run.success)).toMatchObject([
			{ outcome: 'removed', userId: `${ines.id}`, note: 'see you' },
		]);
	});

	test.each([[{}], [[]], [{ message: 'Later' }]])(
		'an event answered with %j proves nothing about a user who was not found',
		async (body) => {
			knolyx().faults.add({
				match: { method: 'GET', path: `/event/${eventId}$` },
				effect: { kind: 'status', code: 200, body },
			});
			const { failed } = await cancel([stranger.id]);
			expect(jsonOf(failed)).toMatchObject([{ details: { reason: 'unexpectedAnswer' } }]);
		},
	);

	test('a user who does not attend is left as they are, once the event is seen to exist', async () => {
		const run = await cancel([stranger.id]);
		expect(jsonOf(run.success)).toMatchObject([{ outcome: 'unchanged', userId: `${stranger.id}` }]);
		expect(reads().map(({ url }) => url)).toEqual([
			`${API}/community/${communityId}/event/${eventId}`,
		]);
		expect(run.hints[0].message).toBe('1 person: 1 not attending.');
	});

	test('a user who does not attend fails the row if the user wants that', async () => {
		const run = await cancel([stranger.id], { options: { ifNotAttending: 'fail' } });
		expectFailure(run, {
			message: 'The user does not attend this event',
			reason: 'notFound',
			httpStatus: 404,
			advice: "Set 'If Not Attending' to 'Succeed' to accept this.",
		});
	});

	test.each([
		['event', { eventId: byId('999') }],
		['community', { communityId: '999' }],
	])('an unknown %s is told apart from a user who does not attend', async (_, changes) => {
		expectFailure(await cancel([ines.id], changes), {
			message: 'Entity not found',
			reason: 'notFound',
			httpStatus: 404,
			advice: "Check 'Community ID' and 'Event'.",
		});
	});

	test('the event is read once, however many rows do not attend it', async () => {
		const run = await cancel([stranger.id, 901, 902, 903, 904, 905]);
		expect(run.success).toHaveLength(6);
		expect(reads()).toHaveLength(1);
	});

	test('a key that may not read events leaves both possibilities open', async () => {
		knolyx().state.permissions = ['EVENT_MANAGE'];
		expectFailure(await cancel([stranger.id]), {
			message: "The event, or the user's attendance, was not found; this key may not read which",
			reason: 'notFound',
			httpStatus: 404,
			advice: "Check 'Community ID' and 'Event'.",
		});
	});

	test('an event that cannot be read at all fails the row as one to run again', async () => {
		knolyx().faults.add({
			match: { method: 'GET', times: 'always' },
			effect: { kind: 'status', code: 500 },
		});
		const run = await cancel([stranger.id]);
		expectFailure(run, {
			message: 'Knolyx answered: Scripted fault of the sandbox',
			reason: 'unreachable',
			httpStatus: 500,
		});
	});

	test('a key without the permission is told which one it lacks', async () => {
		knolyx().state.permissions = ['EVENT_READ'];
		expectFailure(await cancel([ines.id]), {
			message: 'Access Denied',
			reason: 'keyLacksPermission',
			httpStatus: 403,
			advice: 'Ask Knolyx to give this API key the permission EVENT_MANAGE.',
		});
	});

	test('an answer that is lost is asked for again: the attendance is gone, and nobody is cancelled twice', async () => {
		knolyx().faults.add({ effect: { kind: 'close', when: 'after' } });
		const run = await cancel([ines.id]);
		expect(jsonOf(run.success)).toMatchObject([{ outcome: 'unchanged' }]);
		expect(cancellations()).toBe(1);
	});

	test('after a lost answer “not attending” proves nothing to a user who wants it to fail', async () => {
		knolyx().faults.add({ effect: { kind: 'close', when: 'after' } });
		const run = await cancel([ines.id], { options: { ifNotAttending: 'fail' } });
		expectFailure(run, {
			message: 'User is not registered (after a try that got no answer)',
			reason: 'outcomeUnknown',
			httpStatus: 404,
		});
	});

	test('rows about the same user cancel them once', async () => {
		const run = await cancel([ines.id, `${ines.id}`, ` ${ines.id}`]);
		const outcomes = jsonOf(run.success).map(({ outcome }) => outcome);
		expect(outcomes).toEqual(['removed', 'unchanged', 'unchanged']);
		expect(cancellations()).toBe(1);
	});
});
