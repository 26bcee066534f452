import type { INodeParameters } from 'n8n-workflow';

import {
	API,
	byEmail,
	communityId,
	eventId,
	expectFailure,
	jsonOf,
	members,
	openKnolyx,
	runKnolyx,
	stranger,
} from '../knolyxCommunity';

const { knolyx, credentials, arrange } = openKnolyx();
const [ines, omar] = members;
const list = `${API}/community/${communityId}/event/${eventId}/attendees/paged`;
const ids = { communityId: `${communityId}`, eventId: `${eventId}` };

const run = async (operation: string, emails: unknown[], changes: INodeParameters = {}) =>
	await runKnolyx(
		{
			resource: 'attendance',
			operation,
			communityId: `${communityId}`,
			eventId: { __rl: true, mode: 'list', value: `${eventId}` },
			userId: byEmail('={{ $json.email }}'),
			...changes,
		},
		emails.map((email) => ({ email })) as never,
		credentials(),
	);
const attendees = () => knolyx().state.events.get(eventId)!.attendees;
const writes = () => knolyx().diary.filter(({ method }) => method !== 'GET');
const listAttendees = (records: unknown[]) => {
	const match = { path: /\/attendees\/paged$/, times: 'always' as const };
	knolyx().faults.add({ match, effect: { kind: 'status', code: 200, body: records } });
};

beforeEach(() => {
	arrange();
	for (const { id } of members) attendees().add(id);
});

describe('cancelling by e-mail address', () => {
	test('finds the user among the attendees and cancels them', async () => {
		const { success } = await run('cancel', [ines.email]);
		expect(jsonOf(success)).toEqual([
			{ outcome: 'removed', ...ids, userId: `${ines.id}`, email: ines.email },
		]);
		expect(knolyx().diary).toMatchObject([
			{ method: 'GET', url: `${list}?pagination.page=0&pagination.size=100` },
			{ method: 'GET', url: `${list}?pagination.page=1&pagination.size=100` },
			{ method: 'DELETE', url: expect.stringMatching(new RegExp(`/attend/${ines.id}$`)) },
		]);
		expect(attendees().has(ines.id)).toBe(false);
	});

	test('spaces and letter case make no difference, and the list is read once for all rows', async () => {
		const emails = [` ${ines.email.toUpperCase()}\n`, omar.email, 'INES.duarte@example.com'];
		const { success } = await run('cancel', emails);
		expect(jsonOf(success)).toMatchObject([
			{ outcome: 'removed', userId: `${ines.id}` },
			{ outcome: 'removed', userId: `${omar.id}` },
			{ outcome: 'unchanged', userId: `${ines.id}` },
		]);
		const readings = knolyx().diary.filter(({ path }) => path === list);
		expect(readings).toHaveLength(2);
	});

	test('an address without the mode counts as one', async () => {
		const { success } = await run('cancel', [ines.email], { userId: '={{ $json.email }}' });
		expect(jsonOf(success)).toMatchObject([{ outcome: 'removed', userId: `${ines.id}` }]);
	});

	test.each([stranger.email, 'ines.duarte@example.org', 'nes.duarte@example.com'])(
		'%s does not attend: nothing is sent',
		async (email) => {
			const { success, hints } = await run('cancel', [email]);
			expect(jsonOf(success)).toEqual([{ outcome: 'unchanged', ...ids, email }]);
			expect(hints[0].message).toBe('1 person: 1 not attending.');
			expect(writes()).toEqual([]);
		},
	);

	test('somebody who does not attend fails the row if the user wants that', async () => {
		const options = { ifNotAttending: 'fail' };
		expectFailure(await run('cancel', [stranger.email], { options }), {
			message: 'The user does not attend this event',
			reason: 'notFound',
			httpStatus: null,
			advice: "Set 'If Not Attending' to 'Succeed' to accept this.",
		});
	});

	test('several with the address are named, and nobody is cancelled', async () => {
		listAttendees([
			{ id: 1, name: 'Ines Duarte', email: 'Ines.Duarte@example.com' },
			{ id: 2, email: ines.email },
			{ id: '1', name: 'Ines Duarte', email: ines.email },
		]);
		expectFailure(await run('cancel', [ines.email]), {
			message: `2 attendees have the e-mail address ${ines.email}: Ines Duarte (1), 2`,
			reason: 'ambiguous',
			httpStatus: null,
			advice: "Enter the user's ID instead.",
		});
		expect(writes()).toEqual([]);
	});

	test.each([
		['at the top', { id: ines.id, email: ines.email }],
		['below user', { id: 7, user: { id: ines.id, email: ines.email, name: 'Ines' } }],
		['as userId', { id: 7, userId: ines.id, email: ines.email }],
	])('a user who is described %s is understood', async (_, record) => {
		listAttendees([record]);
		const { success } = await run('cancel', [ines.email]);
		expect(jsonOf(success)).toMatchObject([{ outcome: 'removed', userId: `${ines.id}` }]);
	});

	test.each([
		['addresses', { id: 7, name: 'Somebody' }],
		['IDs', { email: 'somebody@example.com' }],
	])('a list that does not name all %s proves nobody’s absence', async (_, record) => {
		listAttendees([record, { id: omar.id, email: omar.email }]);
		expectFailure(await run('cancel', [ines.email]), {
			message:
				'The attendee list of the event does not name the e-mail addresses of all attendees, so whether this user attends cannot be told',
			reason: 'unexpectedAnswer',
			advice: "Enter the user's ID instead.",
		});
		expect(writes()).toEqual([]);
	});

	test('an unknown event is not found', async () => {
		expectFailure(await run('cancel', [ines.email], { eventId: '999' }), {
			message: 'Entity not found',
			reason: 'notFound',
			httpStatus: 404,
		});
	});

	test('a key that may not read events is told so', async () => {
		knolyx().state.permissions = ['EVENT_MANAGE'];
		expectFailure(await run('cancel', [ines.email]), {
			message: 'Access Denied',
			reason: 'keyLacksPermission',
			httpStatus: 403,
		});
	});

	test.each(['ines', 'ines@', '50101'])('%s is no address, and nothing is sent', async (email) => {
		expectFailure(await run('cancel', [email]), {
			message: `'User' is not an e-mail address: "${email}"`,
			reason: 'invalidInput',
		});
		expect(knolyx().diary).toEqual([]);
	});
});

describe('attending by e-mail address', () => {
	test('recognises who attends already, with what Knolyx says of them', async () => {
		const { success, hints } = await run('attend', [ines.email.toUpperCase()]);
		expect(jsonOf(success)).toEqual([
			{
				outcome: 'unchanged',
				...ids,
				userId: `${ines.id}`,
				email: ines.email.toUpperCase(),
				id: ines.id,
				name: 'Ines Duarte',
			},
		]);
		expect(hints[0].message).toBe('1 person: 1 already registered.');
		expect(writes()).toEqual([]);
	});

	test('who attends already fails the row if the user wants that', async () => {
		const options = { ifAlreadyAttending: 'fail' };
		expectFailure(await run('attend', [ines.email], { options }), {
			message: 'The user attends this event already',
			reason: 'rejected',
			advice: "Set 'If Already Attending' to 'Succeed' to accept this.",
		});
	});

	test('everybody else cannot be found, and the way to register them is named', async () => {
		expectFailure(await run('attend', [stranger.email]), {
			message:
				'Nobody with this e-mail address attends the event, and Knolyx offers no search for users',
			reason: 'notFound',
			httpStatus: null,
			advice: "Use the operation 'Register', or enter the user's ID.",
		});
		expect(writes()).toEqual([]);
	});
});
