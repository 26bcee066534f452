import type { INodeParameters } from 'n8n-workflow';

import {
	API,
	byEmail,
	byId,
	communityId,
	eventId,
	expectFailure,
	jsonOf,
	lateEventId,
	members,
	openKnolyx,
	runKnolyx,
	stranger,
	workgroupId,
} from './knolyxCommunity';

const { knolyx, credentials, arrange } = openKnolyx();
const [ines, omar] = members;
const ids = { communityId: `${communityId}`, eventId: `${eventId}` };

const check = async (
	parameters: INodeParameters & { operation: string },
	rows: Array<Record<string, unknown>>,
	options: INodeParameters = {},
) =>
	await runKnolyx(
		{
			resource: 'attendance',
			communityId: `${communityId}`,
			eventId: byId(`={{ $json.event ?? ${eventId} }}`),
			userId: byId('={{ $json.id }}'),
			...parameters,
			options: { checkOnly: true, ...options },
		},
		rows as never,
		credentials(),
	);
const asked = () => knolyx().diary.map(({ method, path }) => `${method} ${path.slice(API.length)}`);
const readings = [
	'GET /key',
	...Array(2).fill(`GET /community/${communityId}/event/${eventId}/attendees/paged`),
];
const lacking = (name: string) => ({
	message: `This API key lacks the permission ${name}`,
	reason: 'keyLacksPermission',
	httpStatus: null,
	advice: `Ask Knolyx to give this API key the permission ${name}.`,
});

beforeEach(() => {
	arrange();
	knolyx().state.events.get(eventId)?.attendees.add(ines.id);
});

describe("'Check Only' of attend", () => {
	const attend = { operation: 'attend' };

	test('the attendee list tells who would be registered and who attends already', async () => {
		const { success, hints } = await check(attend, [ines, omar, { id: omar.id }]);
		expect(jsonOf(success)).toEqual([
			{
				outcome: 'unchanged',
				...ids,
				userId: `${ines.id}`,
				id: ines.id,
				name: 'Ines Duarte',
				email: ines.email,
			},
			{ outcome: 'wouldCreate', ...ids, userId: `${omar.id}` },
			{ outcome: 'unchanged', ...ids, userId: `${omar.id}` },
		]);
		expect(hints[0].message).toBe('3 people: 2 already registered, 1 would be registered.');
		expect(asked().sort()).toEqual(readings.sort());
		expect(knolyx().ledger).toEqual([]);
	});

	test('who attends already fails the row if the user wants that', async () => {
		expectFailure(await check(attend, [ines], { ifAlreadyAttending: 'fail' }), {
			message: 'The user attends this event already',
			reason: 'rejected',
		});
	});

	test('an unknown event is not found', async () => {
		expectFailure(await check(attend, [{ ...ines, event: 999 }]), {
			message: 'Entity not found',
			reason: 'notFound',
			httpStatus: 404,
		});
	});

	test('a key that lacks the permission is told which one', async () => {
		knolyx().state.permissions = ['EVENT_READ'];
		expectFailure(await check(attend, [omar]), lacking('EVENT_MANAGE'));
	});

	test('a list that does not name all users is not taken for an answer', async () => {
		const match = { path: /\/attendees\/paged$/, times: 'always' as const };
		knolyx().faults.add({ match, effect: { kind: 'status', code: 200, body: [{ name: 'Ines' }] } });
		expectFailure(await check(attend, [omar]), {
			message:
				'The attendee list of the event does not name the user IDs of all attendees, so whether this user attends cannot be told',
			reason: 'unexpectedAnswer',
			advice: "Switch 'Check Only' off to run it.",
		});
	});
});

describe("'Check Only' of cancel", () => {
	const cancel = { operation: 'cancel' };

	test('the attendee list tells who would be cancelled and who does not attend', async () => {
		const { success, hints } = await check(cancel, [ines, omar, { id: ines.id }]);
		expect(jsonOf(success)).toMatchObject([
			{ outcome: 'wouldRemove', userId: `${ines.id}`, email: ines.email },
			{ outcome: 'unchanged', userId: `${omar.id}` },
			{ outcome: 'unchanged', userId: `${ines.id}` },
		]);
		expect(hints[0].message).toBe('3 people: 2 not attending, 1 would be cancelled.');
		expect(knolyx().state.events.get(eventId)?.attendees.has(ines.id)).toBe(true);
	});

	test('by e-mail address it is the same', async () => {
		const byAddress = { ...cancel, userId: byEmail('={{ $json.email }}') };
		const { success } = await check(byAddress, [ines, stranger]);
		expect(jsonOf(success)).toMatchObject([
			{ outcome: 'wouldRemove', userId: `${ines.id}`, email: ines.email },
			{ outcome: 'unchanged', email: stranger.email },
		]);
	});

	test('who does not attend fails the row if the user wants that', async () => {
		expectFailure(await check(cancel, [omar], { ifNotAttending: 'fail' }), {
			message: 'The user does not attend this event',
			reason: 'notFound',
		});
	});

	test('a key that lacks the permission is told which one', async () => {
		knolyx().state.permissions = ['EVENT_READ'];
		expectFailure(await check(cancel, [ines]), lacking('EVENT_MANAGE'));
	});
});

describe("'Check Only' of register", () => {
	const register = {
		operation: 'register',
		email: '={{ $json.email }}',
		firstName: 'Any',
		lastName: 'Body',
		workgroupId: byId(`${workgroupId}`),
	};

	test('tells what each step would do, and once per person and event', async () => {
		const { email } = stranger;
		const rows = [{ email: ines.email }, { email }, { email }, { email, event: lateEventId }];
		const { success, hints } = await check(register, rows);
		const [known, unknown] = ['wouldUpdate', 'wouldCreate'];
		expect(jsonOf(success)).toMatchObject([
			{
				outcome: 'unchanged',
				userId: `${ines.id}`,
				steps: { provision: known, addUser: known, attend: 'unchanged' },
			},
			{
				outcome: 'wouldCreate',
				email,
				steps: { provision: unknown, addUser: known, attend: 'wouldCreate' },
			},
			{ outcome: 'unchanged', steps: { provision: known, addUser: known, attend: 'unchanged' } },
			{
				outcome: 'wouldCreate',
				eventId: `${lateEventId}`,
				steps: { provision: known, addUser: known, attend: unknown },
			},
		]);
		expect(hints[0].message).toBe('4 people: 2 already registered, 2 would be registered.');
		expect(asked().filter((request) => !request.startsWith('GET '))).toEqual([]);
		expect(knolyx().state.users.get(ines.id)).toMatchObject({ firstName: 'Ines' });
	});

	test.each([
		['provision', 'USER_PROVISION'],
		['addUser', 'WORKGROUP_ADD_MEMBER'],
		['attend', 'EVENT_MANAGE'],
	])('a key that lacks the permission of the step %s is told so', async (step, name) => {
		const { permissions } = knolyx().state;
		knolyx().state.permissions = permissions.filter((each) => each !== name);
		const run = await check(register, [stranger]);
		expectFailure(run, lacking(name));
		expect(run.failed[0].json.details).toMatchObject({ step });
	});

	test.each([
		['addUser', { workgroupId: byId('999') }, 'The list of workgroups has none with the ID 999'],
		['attend', { eventId: byId('999') }, 'Entity not found'],
	])('what the step %s needs is looked up', async (step, changes, message) => {
		const run = await check({ ...register, ...changes } as never, [stranger]);
		expectFailure(run, { message, reason: 'notFound' });
		expect(run.failed[0].json.details).toMatchObject({ step });
	});

	test('bad input is refused as ever, before anything is sent', async () => {
		expectFailure(await check(register, [{ email: 'nobody' }]), {
			message: '\'Email\' is not an e-mail address: "nobody"',
			reason: 'invalidInput',
		});
		expect(asked()).toEqual([]);
	});
});

describe("'Check Only' of provision", () => {
	const provision = {
		resource: 'user',
		operation: 'provision',
		email: '={{ $json.email }}',
		firstName: 'Any',
		lastName: 'Body',
	};

	test('looks at the key, as there is no lookup of users, and mails nobody', async () => {
		const { success, hints } = await check(provision, [stranger, { email: 'new@example.com' }]);
		expect(jsonOf(success)).toEqual([
			{ outcome: 'wouldCreate', email: stranger.email },
			{ outcome: 'wouldCreate', email: 'new@example.com' },
		]);
		expect(hints[0].message).toBe('2 people: 2 would be created.');
		expect(asked()).toEqual(['GET /key']);
		expect(knolyx().ledger).toEqual([]);
	});

	test('a key that lacks the permission is told which one', async () => {
		knolyx().state.permissions = ['EVENT_MANAGE'];
		expectFailure(await check(provision, [stranger]), lacking('USER_PROVISION'));
	});

	test('a refused key is a refused key', async () => {
		const match = { times: 'always' as const };
		knolyx().faults.add({ match, effect: { kind: 'unauthorized' } });
		expectFailure(await check(provision, [stranger]), {
			message: "Knolyx refused the credential 'Knolyx API'",
			reason: 'credentialsRejected',
			httpStatus: 401,
		});
	});
});
