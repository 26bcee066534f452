import type { IDataObject, INodeParameters } from 'n8n-workflow';

import {
	emailOf,
	expectFailure,
	jsonOf,
	known,
	located,
	outcomesOf,
	useSwoogo,
} from '../swoogoRun';

const swoogo = useSwoogo();

const parameters = {
	eventId: located('id', '={{ $json.eventId }}'),
	email: '={{ $json.email }}',
	firstName: '={{ $json.firstName }}',
	lastName: '={{ $json.lastName }}',
};

/** Takes the group and the sessions from columns of the same name. */
const additionalFields = {
	groupId: '={{ $json.groupId }}',
	sessionIds: '={{ $json.sessionIds }}',
};

const row = (email: string, columns: IDataObject = {}): IDataObject => ({
	eventId: known.event,
	email,
	firstName: 'Ada',
	lastName: 'Example',
	...columns,
});

const nora = row('nora.ibsen@example.com');
const ada = row(emailOf('ada'));
const everything = { groupId: known.petra, sessionIds: '61, 62' };

/** Enough rows for the whole event to be read once; the further ones change nothing. */
const many = (...items: IDataObject[]) => [
	...items,
	...Array.from({ length: 6 }, () => row(emailOf('cleo'), { firstName: 'Cleo' })),
];
const few = (...items: IDataObject[]) => items;

const register = async (items: IDataObject[], options: IDataObject = {}) =>
	await swoogo.run({
		resource: 'registrant',
		operation: 'registerPerson',
		parameters: { ...parameters, additionalFields, options },
		items,
	});

function addSessions(): void {
	const { sessions } = swoogo.provider.state;
	for (const id of [61, 62]) sessions.set(id, { id, event_id: known.event, name: `Talk ${id}` });
}

beforeEach(addSessions);

const steps = (upsert: string, addToGroup: string, addToSessions: string) => ({
	steps: { upsert, addToGroup, addToSessions },
});

describe.each([
	['somebody new', { additionalFields: {} }],
	['somebody new for a group and sessions', { additionalFields }],
])('%s', (_, fields) => {
	swoogo.describeContract({
		resource: 'registrant',
		operation: 'registerPerson',
		parameters: { ...parameters, ...fields } as INodeParameters,
		arrangeFurther: addSessions,
		rows: ['nora', 'otto', 'pia'].map((name) => row(`${name}@example.com`, everything)),
		crowd: Array.from({ length: 16 }, (_each, index) =>
			row(`newcomer.${index}@example.com`, everything),
		),
		ownData: ({ email, eventId }) => ({
			outcome: 'created',
			email,
			eventId: `${eventId as number}`,
			registrantId: expect.stringMatching(/^\d+$/),
		}),
		writes: true,
		expressionFields: ['eventId', 'email', 'firstName', 'lastName'],
		request: { method: 'POST', path: '/registrants/create$' },
	});
});

describe.each([
	['few rows', few],
	['many rows', many],
])('in a run of %s', (_, run) => {
	it('somebody new is registered, then put into the group, then into the sessions', async () => {
		const { success } = await register(run({ ...nora, ...everything }));
		expect(success[0]).toEqual({
			json: expect.objectContaining({
				outcome: 'created',
				eventId: '700',
				email: 'nora.ibsen@example.com',
				registrantId: '9001',
				groupId: '5001',
				group_id: known.petra,
				session_ids: ['61', '62'],
				...steps('created', 'created', 'created'),
			}),
			pairedItem: { item: 0 },
		});
		expect(swoogo.writes()).toEqual([
			'registrant.create nora.ibsen@example.com',
			'group.add nora.ibsen@example.com',
			'session.add nora.ibsen@example.com',
			'session.add nora.ibsen@example.com',
		]);
		expect(swoogo.sent('POST', '/registrants/create')[0].body).toEqual({
			event_id: '700',
			email: 'nora.ibsen@example.com',
			first_name: 'Ada',
			last_name: 'Example',
			send_email: 'false',
		});
	});

	it('the same again changes nothing, and says so for every step', async () => {
		await register(run({ ...nora, ...everything }));
		const writes = swoogo.writes();
		const { success } = await register(run({ ...nora, ...everything }));
		expect(success[0].json).toMatchObject({
			outcome: 'unchanged',
			...steps('unchanged', 'unchanged', 'unchanged'),
		});
		expect(swoogo.writes()).toEqual(writes);
	});

	it('three equal rows register once', async () => {
		const item = { ...nora, ...everything };
		const { success } = await register(run(item, { ...item }, { ...item }));
		expect(
			jsonOf(success)
				.slice(0, 3)
				.map(({ outcome }) => outcome),
		).toEqual(['created', 'unchanged', 'unchanged']);
		expect(swoogo.writes()).toHaveLength(4);
	});

	it.each([
		['only the group', { groupId: known.petra }, { upsert: 'unchanged', addToGroup: 'created' }],
		['only a session', { sessionIds: [61] }, { upsert: 'unchanged', addToSessions: 'created' }],
		['only a name', { lastName: 'Lovelace' }, { upsert: 'updated' }],
	])('somebody known for whom %s is new comes out as updated', async (_each, columns, taken) => {
		const { success } = await register(run({ ...ada, ...columns }));
		expect(success[0].json).toMatchObject({ outcome: 'updated', registrantId: '5101' });
		expect(success[0].json.steps).toEqual(taken);
	});

	it('somebody known for whom nothing is new comes out as unchanged', async () => {
		const { success } = await register(run(ada));
		expect(success[0].json).toMatchObject({ outcome: 'unchanged', steps: { upsert: 'unchanged' } });
		expect(swoogo.writes()).toEqual([]);
	});

	it('only the sessions that somebody is not in yet are joined', async () => {
		Object.assign(swoogo.registrant(known.ada), { session_ids: ['61'] });
		const { success } = await register(run({ ...ada, sessionIds: '61, 62' }));
		expect(success[0].json).toMatchObject({ session_ids: ['61', '62'] });
		expect(swoogo.writes()).toEqual(['session.add ada@example.com']);
	});

	it('somebody who waits for a session goes on waiting', async () => {
		Object.assign(swoogo.registrant(known.ada), { waitlisted_session_ids: ['61'] });
		const { success } = await register(run({ ...ada, sessionIds: '61' }));
		expect(success[0].json).toMatchObject({
			outcome: 'unchanged',
			steps: { upsert: 'unchanged', addToSessions: 'waitlisted' },
		});
		expect(swoogo.writes()).toEqual([]);
	});
});

test('the person is mailed once, about the registration', async () => {
	await register([{ ...nora, ...everything }], { sendEmail: true });
	expect(swoogo.writes().filter((write) => write.startsWith('mail.'))).toEqual([
		'mail.registration_created nora.ibsen@example.com',
	]);
});

test('many new people of one group cost one reading of the event, and three writes each', async () => {
	const items = Array.from({ length: 10 }, (_, index) =>
		row(`newcomer.${index}@example.com`, { groupId: known.petra, sessionIds: [61] }),
	);
	const run = await register(items);
	expect(outcomesOf(run)).toEqual(items.map(() => 'created'));
	expect(swoogo.sent('GET', '/registrants')).toHaveLength(1);
	expect(swoogo.sent('GET', /./)).toHaveLength(2);
	expect(swoogo.writes()).toHaveLength(30);
});

describe('a group that cannot take somebody', () => {
	it.each([
		[
			'is in another event',
			{ groupId: known.zoe },
			'The registrant is in event 700, but group 5201 is in event 701',
		],
		[
			'is named by a mere member',
			{ groupId: known.grace },
			'Registrant 5103 is a member of group 5002, not the primary registrant of a group',
		],
		[
			'is not the one that they are in',
			{ email: emailOf('grace'), groupId: known.petra },
			'Registrant 5103 is already in group 5002',
		],
		[
			'is not their own, which has members',
			{ email: emailOf('marcus'), groupId: known.petra },
			'Registrant 5002 is the primary registrant of a group with 1 other member',
		],
	])('because it %s stops the row before anything is written', async (_, columns, message) => {
		const run = await register([{ ...nora, ...columns }]);
		expectFailure(run, { message, reason: 'invalidInput' });
		expect(run.failed[0].json.details).toMatchObject({ step: 'addToGroup' });
		expect(swoogo.writes()).toEqual([]);
	});

	it('because nobody has its ID stops the row before anything is written', async () => {
		const run = await register([{ ...nora, groupId: 9999 }]);
		expectFailure(run, {
			message: 'Registrant not found.',
			reason: 'notFound',
			httpStatus: 404,
			error:
				"Could not register nora.ibsen@example.com for event 700: Registrant not found. Check 'Group': it is the registrant ID of the group's primary registrant. [item 0]",
		});
		expect(swoogo.writes()).toEqual([]);
	});
});

describe('a step that does not work is named, and the next run goes on from there', () => {
	const item = { ...nora, ...everything };
	const refusal = [{ field: 'id', message: 'Not now.' }];

	it.each([
		['upsert', '/registrants/create$', 0, steps('created', 'created', 'created'), 'created'],
		['addToGroup', '/groups/', 1, steps('unchanged', 'created', 'created'), 'updated'],
		['addToSessions', '/session/61$', 2, steps('unchanged', 'unchanged', 'created'), 'updated'],
		['addToSessions', '/session/62$', 3, steps('unchanged', 'unchanged', 'created'), 'updated'],
	])('%s at %s', async (step, path, writes, taken, outcome) => {
		swoogo.answerNext('POST', path, 422, refusal);
		const run = await register([item]);
		expectFailure(run, { message: 'id: Not now', reason: 'rejected', httpStatus: 422 });
		expect(run.failed[0].json.details).toMatchObject({ step });
		expect(swoogo.writes()).toHaveLength(writes);

		const again = await register([item]);
		expect(jsonOf(again.success)).toMatchObject([{ outcome, ...taken }]);
		expect(swoogo.writes()).toHaveLength(4);
	});

	it('a full session is called full, and the person stays registered', async () => {
		swoogo.provider.state.sessions.get(62)!.capacity = 1;
		Object.assign(swoogo.registrant(known.ben), { session_ids: ['62'] });
		const run = await register([item]);
		expect(run.failed[0].json.details).toMatchObject({ reason: 'full', step: 'addToSessions' });
		const [again] = (await register([item], { overrideCapacity: true })).success;
		expect(again.json).toMatchObject({ outcome: 'updated', session_ids: ['61', '62'] });
	});

	it('an answer that names nobody leaves the further steps to the next run', async () => {
		swoogo.provider.state.createAnswer = 'timestampsOnly';
		const match = { method: 'GET', path: '/registrants$', nth: 2 };
		swoogo.provider.faults.add({ match, effect: { kind: 'status', code: 400 } });
		const run = await register([item]);
		expectFailure(run, {
			message: 'The person is registered, but Swoogo did not say which ID they have',
			reason: 'unexpectedAnswer',
		});
		expect(jsonOf((await register([item])).success)).toMatchObject([{ outcome: 'updated' }]);
		expect(swoogo.writes()).toHaveLength(4);
	});
});

test.each(['/registrants/create$', '/groups/', '/session/61$'])(
	'an answer that is lost at %s makes no second write',
	async (path) => {
		const effect = { kind: 'close', when: 'after' } as const;
		swoogo.provider.faults.add({ match: { method: 'POST', path }, effect });
		const run = await register([{ ...nora, ...everything }], { sendEmail: true });
		expect(outcomesOf(run)).toEqual(['created']);
		expect(swoogo.writes()).toHaveLength(5);
	},
);

test('somebody who was registered a moment ago is looked at before they join a group', async () => {
	swoogo.provider.state.duplicateEmails = 'refused';
	swoogo.provider.faults.add({
		match: { method: 'GET', path: '/registrants$' },
		effect: { kind: 'status', code: 200, body: { items: [], _meta: { pageCount: 0 } } },
	});
	const run = await register([row(emailOf('grace'), { firstName: 'Grace', groupId: known.petra })]);
	expectFailure(run, {
		message: 'Registrant 5103 is already in group 5002',
		reason: 'invalidInput',
	});
	expect(swoogo.writes()).toEqual([]);
});

describe('with Check Only', () => {
	const check = async (...items: IDataObject[]) => await register(items, { checkOnly: true });

	it('somebody new would be registered, put into the group and into the sessions', async () => {
		const item = { ...nora, ...everything };
		const run = await check(item, item);
		expect(jsonOf(run.success)).toMatchObject([
			{ outcome: 'wouldCreate', ...steps('wouldCreate', 'wouldCreate', 'wouldCreate') },
			{ outcome: 'unchanged', ...steps('unchanged', 'unchanged', 'unchanged') },
		]);
		expect(swoogo.writes()).toEqual([]);
	});

	it('somebody known is told apart step by step, and sessions are asked about', async () => {
		const run = await check(
			{ ...ada, ...everything },
			{ ...row(emailOf('ben')), firstName: 'Ben', groupId: known.ben },
			{ ...row(emailOf('cleo')), firstName: 'Clio' },
		);
		expect(jsonOf(run.success)).toMatchObject([
			{ outcome: 'wouldUpdate', ...steps('unchanged', 'wouldCreate', 'wouldCreate') },
			{ outcome: 'unchanged', steps: { upsert: 'unchanged', addToGroup: 'unchanged' } },
			{ outcome: 'wouldUpdate', steps: { upsert: 'wouldUpdate' } },
		]);
		expect(swoogo.sent('POST', /session/).map(({ query }) => query)).toEqual([
			{ validate_only: 'true' },
			{ validate_only: 'true' },
		]);
		expect(swoogo.writes()).toEqual([]);
	});

	it('a full session fails the row', async () => {
		swoogo.provider.state.sessions.get(62)!.capacity = 1;
		Object.assign(swoogo.registrant(known.ben), { session_ids: ['62'] });
		const run = await check({ ...ada, ...everything });
		expect(run.failed[0].json.details).toMatchObject({ reason: 'full', step: 'addToSessions' });
		expect(swoogo.writes()).toEqual([]);
	});

	it('a group that cannot take them fails the row', async () => {
		const run = await check(row(emailOf('grace'), { groupId: known.petra }));
		expect(run.failed[0].json.details).toMatchObject({ step: 'addToGroup' });
		expect(swoogo.writes()).toEqual([]);
	});
});
