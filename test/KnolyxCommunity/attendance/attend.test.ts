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

const { knolyx, credentials, arrange } = openKnolyx();
const [ines] = members;

const parameters = {
	communityId: `${communityId}`,
	eventId: byId(`${eventId}`),
	userId: byId('={{ $json.userId }}'),
};

const attend = async (rows: Array<{ userId: unknown }>, changes: INodeParameters = {}) =>
	await runKnolyx(
		{ resource: 'attendance', operation: 'attend', ...parameters, ...changes },
		rows as never,
		credentials(),
	);
const attendOnce = async (changes: INodeParameters = {}) =>
	await attend([{ userId: ines.id }], changes);
const attendPath = (userId: number | string) =>
	`${API}/community/${communityId}/event/${eventId}/attend/${userId}`;

beforeEach(arrange);

describeContract({
	nodeType,
	resource: 'attendance',
	operation: 'attend',
	parameters,
	credentials,
	sandbox: knolyx,
	arrange,
	rows: members.map(({ id }) => ({ userId: id })),
	ownData: ({ userId }) => ({ userId: `${userId as number}` }),
	writes: true,
	expressionFields: ['communityId', 'eventId', 'userId'],
	request: { method: 'POST', path: /\/attend\// },
	takePermissionAway: () => (knolyx().state.permissions = []),
});

describe('what attend sends', () => {
	test('one POST to the path of the attendance, with both keys and without a body', async () => {
		const run = await attendOnce();
		expect(knolyx().diary).toMatchObject([
			{
				method: 'POST',
				url: attendPath(ines.id),
				rawBody: '',
				headers: {
					accept: 'application/json',
					'x-project-id': 'sandbox-project',
					'x-api-key': 'sandbox-knolyx-key',
				},
				status: 200,
			},
		]);
		expect(run.success).toEqual([
			{
				json: {
					outcome: 'created',
					communityId: `${communityId}`,
					eventId: `${eventId}`,
					userId: `${ines.id}`,
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	test.each([[ines.id], [`${ines.id}`], [` ${ines.id}\t`]])(
		'the id %j means the same user',
		async (userId) => {
			const run = await attend([{ userId }]);
			expect(knolyx().diary.map(({ path }) => path)).toEqual([attendPath(ines.id)]);
			expect(run.success[0].json.userId).toBe(`${ines.id}`);
		},
	);

	test('an id of 64 bits keeps every digit', async () => {
		const run = await attend([{ userId: '9007199254740993' }]);
		expect(knolyx().diary[0].path).toBe(attendPath('9007199254740993'));
		expect(run.failed[0].json.error).toContain('user 9007199254740993');
	});

	test.each([
		['abc', '\'User\' must be a whole number, not "abc"'],
		['12.5', '\'User\' must be a whole number, not "12.5"'],
		['-1', '\'User\' must be a whole number, not "-1"'],
		['0', '\'User\' must be a whole number, not "0"'],
		['50101/../1', '\'User\' must be a whole number, not "50101/../1"'],
		['ines@example.com', '\'User\' must be a whole number, not "ines@example.com"'],
		[12.5, '\'User\' must be a whole number, not "12.5"'],
		[9007199254740992, "'User' has too many digits for a number"],
		[['50101', '50102'], "'User' must be one value"],
		[{ id: 50101 }, "'User' must be one value"],
		['', "'User' is empty for this row"],
		['  ', "'User' is empty for this row"],
		[null, "'User' is empty for this row"],
	])('the id %j is refused before anything is sent', async (userId, message) => {
		const run = await attend([{ userId }]);
		expectFailure(run, { message, reason: 'invalidInput', httpStatus: null });
		expect(knolyx().diary).toEqual([]);
	});
});

describe('what the answers of attend mean', () => {
	const answerWith = (body: unknown) =>
		knolyx().faults.add({ effect: { kind: 'status', code: 200, body } });

	test.each([
		['nothing', ''],
		['a word', 'OK'],
		['a list', [{ id: 1 }]],
	])('%s is a success that adds nothing', async (_, body) => {
		answerWith(body);
		const run = await attendOnce();
		const keys = Object.keys(run.success[0].json);
		expect(keys).toEqual(['outcome', 'communityId', 'eventId', 'userId']);
	});

	test('a record is added, but never in place of the outcome and the ids', async () => {
		answerWith({ outcome: 'theirs', userId: 7, id: 3, note: 'welcome', error: null });
		const run = await attendOnce();
		expect(run.success[0].json).toEqual({
			outcome: 'created',
			communityId: `${communityId}`,
			eventId: `${eventId}`,
			userId: `${ines.id}`,
			id: 3,
			note: 'welcome',
		});
	});

	test('a success that carries an error is a failure', async () => {
		answerWith({ error: 'The event is full' });
		expectFailure(await attendOnce(), { message: 'The event is full', reason: 'rejected' });
	});

	test('a user who attends already is left as they are', async () => {
		knolyx().state.events.get(eventId)?.attendees.add(ines.id);
		const run = await attendOnce();
		expect(jsonOf(run.success)).toMatchObject([{ outcome: 'unchanged', userId: `${ines.id}` }]);
		expect(run.hints[0].message).toBe('1 person: 1 already registered.');
		expect(knolyx().ledger).toEqual([]);
	});

	test('a user who attends already fails the row if the user wants that', async () => {
		knolyx().state.events.get(eventId)?.attendees.add(ines.id);
		const run = await attendOnce({ options: { ifAlreadyAttending: 'fail' } });
		expectFailure(run, {
			message: 'User is already registered',
			reason: 'rejected',
			httpStatus: 409,
			advice: "Set 'If Already Attending' to 'Succeed' to accept this.",
		});
	});

	test('a user without access to the community is told apart from a key without permission', async () => {
		const run = await attend([{ userId: stranger.id }]);
		expectFailure(run, {
			message: 'User does not have access to the community',
			reason: 'noAccess',
			httpStatus: 403,
			advice: 'Add the person to a workgroup that opens this community, then run the row again.',
		});
	});

	test('a key without permission is told apart from a user without access', async () => {
		knolyx().state.permissions = ['USER_PROVISION', 'EVENT_READ'];
		expectFailure(await attendOnce(), {
			message: 'Access Denied',
			reason: 'keyLacksPermission',
			httpStatus: 403,
			advice: 'Ask Knolyx to give this API key the permission EVENT_MANAGE.',
		});
	});

	test('the permissions of the key are read once for all rows', async () => {
		await attend(Array.from({ length: 6 }, () => ({ userId: stranger.id })));
		expect(knolyx().diary.filter(({ path }) => path.endsWith('/key'))).toHaveLength(1);
	});

	test.each([
		['is refused', { kind: 'status', code: 404 } as const],
		['is no data', { kind: 'html' } as const],
		['names no permissions', { kind: 'status', code: 200, body: { id: 4 } } as const],
	])('the refusal stays in Knolyx’s words when the key’s own record %s', async (_, effect) => {
		knolyx().faults.add({ match: { path: /\/key$/, times: 'always' }, effect });
		const run = await attend([{ userId: stranger.id }]);
		expectFailure(run, {
			message: 'User does not have access to the community',
			reason: 'noAccess',
			httpStatus: 403,
		});
	});

	test.each([
		['event', { eventId: byId('999') }],
		['community', { communityId: '999' }],
		['user', { userId: byId('999') }],
	])('an unknown %s is not found', async (_, changes) => {
		expectFailure(await attendOnce(changes), {
			message: 'Entity not found',
			reason: 'notFound',
			httpStatus: 404,
			advice: "Check 'Community ID', 'Event' and the user of this row.",
		});
	});

	test.each([
		[{ message: 'Words in message', error: 'Bad Request' }, 'Words in message', null],
		[{ detail: 'Words in detail', title: 'Bad Request' }, 'Words in detail', null],
		[{ title: 'Words in title' }, 'Words in title', null],
		[{ error: 'Words in error', code: 'E17' }, 'Words in error', 'E17'],
		[
			{ message: 'Not valid', errors: [{ field: 'userId', defaultMessage: 'is locked' }, null] },
			'Not valid; userId is locked',
			null,
		],
		['Plain words', 'Plain words', null],
		['', 'HTTP status 422', null],
		[{ reasons: ['other shape'] }, '{"reasons":["other shape"]}', null],
		[['other shape'], '["other shape"]', null],
	])('the refusal %j is worded', async (body, message, providerCode) => {
		knolyx().faults.add({ effect: { kind: 'status', code: 422, body } });
		const run = await attendOnce();
		expectFailure(run, { message, reason: 'rejected', httpStatus: 422 });
		expect(run.failed[0].json.details).toMatchObject({ providerCode });
	});
});
