import type { IDataObject } from 'n8n-workflow';

import type { NodeRun } from '../support/engine';
import { byEmail, byId, crowd, emailOf, jsonOf, known, located, useSwoogo } from './swoogoRun';

const swoogo = useSwoogo();
const event = { eventId: located('id', known.event) };
const email = '={{ $json.email }}';
const newcomer = 'nora@example.com';
const [ada, ben, petra] = [emailOf('ada'), emailOf('ben'), emailOf('petra')];

type Rows = Array<IDataObject>;
interface Call {
	resource: string;
	operation: string;
	parameters: IDataObject;
}

const upsert: Call = {
	resource: 'registrant',
	operation: 'upsert',
	parameters: { ...event, email, additionalFields: { company: '={{ $json.company }}' } },
};
const registerPerson: Call = {
	resource: 'registrant',
	operation: 'registerPerson',
	parameters: {
		...event,
		email,
		firstName: 'Ada',
		lastName: 'Example',
		additionalFields: {
			company: '={{ $json.company }}',
			groupId: '={{ $json.group }}',
			sessionIds: '={{ $json.sessions }}',
		},
	},
};
const addToGroup: Call = {
	resource: 'group',
	operation: 'addRegistrant',
	parameters: { ...byId, groupId: '={{ $json.group }}' },
};
const ofRegistrant = (operation: string, parameters: IDataObject = {}): Call => ({
	resource: 'registrant',
	operation,
	parameters: { ...byId, ...parameters },
});
const removeFromGroup: Call = {
	resource: 'group',
	operation: 'removeRegistrant',
	parameters: byEmail,
};
const ofSession = (operation: string): Call => ({
	resource: 'session',
	operation,
	parameters: { ...byId, sessionId: located('id', '={{ $json.session }}') },
});
const create: Call = {
	resource: 'registrant',
	operation: 'create',
	parameters: { ...event, email, firstName: 'Nora', lastName: 'Ibsen' },
};
const withOption = (call: Call, options: IDataObject): Call => ({
	...call,
	parameters: { ...call.parameters, options },
});

beforeEach(() => {
	const { sessions } = swoogo.provider.state;
	for (const [id, event_id] of [
		[61, known.event],
		[62, known.event],
		[64, known.otherEvent],
	] as const) {
		sessions.set(id, { id, event_id, name: `Talk ${id}` });
	}
});

const WORDS: Record<string, string> = {
	wouldCreate: 'created',
	wouldUpdate: 'updated',
	wouldRemove: 'removed',
};

/** What every row says: its outcome and steps, or why it failed. */
function endingsOf({ success, failed }: NodeRun): string[] {
	const endings: string[] = [];
	for (const { json, pairedItem } of [...success, ...failed]) {
		const { outcome, steps = {}, details } = json as Record<string, IDataObject | undefined>;
		const words = outcome
			? [outcome, ...Object.entries(steps).map(([name, each]) => `${name} ${String(each)}`)]
			: ['failed', details?.reason];
		endings[(pairedItem as { item: number }).item] = words.join(', ');
	}
	return endings;
}

const inWordsOfTheRun = (endings: string[]) =>
	endings.map((words) => words.replace(/would\w+/g, (word) => WORDS[word]!));

async function check(call: Call, items: Rows): Promise<NodeRun> {
	const options = { ...(call.parameters.options as IDataObject), checkOnly: true };
	const run = await swoogo.run({ ...withOption(call, options), items });
	expect(swoogo.writes()).toEqual([]);
	return run;
}

/** Further rows of the same kind, so that the whole event is read once. */
const further: Record<string, (person: (typeof crowd)[number]) => IDataObject> = {
	byEmail: ({ name }) => ({ email: emailOf(name), company: 'Quartz' }),
	byId: ({ id }) => ({ id, group: known.marcus, session: 61, company: 'Quartz' }),
};

const scenarios: Array<[string, Call, Rows, string[]]> = [
	[
		'a newcomer twice, with other details',
		upsert,
		[
			{ email: newcomer, company: 'Fern' },
			{ email: ' Nora@Example.com', company: 'Moss' },
			{ email: newcomer, company: 'Moss' },
		],
		['created', 'updated', 'unchanged'],
	],
	[
		'a change there and back',
		ofRegistrant('update', { updateFields: { company: '={{ $json.company }}' } }),
		['Fern', 'Fern', 'Moss', 'Fern'].map((company) => ({ id: known.ada, company })),
		['updated', 'unchanged', 'updated', 'updated'],
	],
	[
		'a newcomer twice where that is to fail',
		withOption(create, { ifAlreadyRegistered: 'fail' }),
		[{ email: newcomer }, { email: newcomer }],
		['created', 'failed, rejected'],
	],
	[
		'a newcomer who starts out cancelled',
		{
			...upsert,
			parameters: {
				...event,
				email,
				additionalFields: { registrationStatus: '={{ $json.status }}' },
			},
		},
		[
			{ email: newcomer, status: 'cancelled' },
			{ email: newcomer, status: '' },
		],
		['created', 'failed, rejected'],
	],
	[
		'a newcomer in one session, then in another, then in both',
		registerPerson,
		['61', '62', '61,62'].map((sessions) => ({ email: newcomer, sessions })),
		[
			'created, upsert created, addToSessions created',
			'updated, upsert unchanged, addToSessions created',
			'unchanged, upsert unchanged, addToSessions unchanged',
		],
	],
	[
		'a newcomer on their own, then in a group, then in another one',
		registerPerson,
		['', known.petra, known.petra, known.marcus].map((group) => ({ email: newcomer, group })),
		[
			'created, upsert created',
			'updated, upsert unchanged, addToGroup created',
			'unchanged, upsert unchanged, addToGroup unchanged',
			'failed, invalidInput',
		],
	],
	[
		'somebody registered twice the same way',
		registerPerson,
		[1, 2].map(() => ({ email: ada, company: 'Fern', group: known.petra, sessions: '61' })),
		[
			'updated, upsert updated, addToGroup created, addToSessions created',
			'unchanged, upsert unchanged, addToGroup unchanged, addToSessions unchanged',
		],
	],
	[
		'a primary who is to join another group after somebody joined theirs',
		registerPerson,
		[
			{ email: ada, group: known.petra },
			{ email: petra, group: known.marcus },
		],
		['updated, upsert unchanged, addToGroup created', 'failed, invalidInput'],
	],
	[
		'a primary whom a newcomer joined',
		registerPerson,
		[
			{ email: newcomer, group: known.petra },
			{ email: petra, group: known.marcus },
		],
		['created, upsert created, addToGroup created', 'failed, invalidInput'],
	],
	[
		'a group whose primary an earlier row puts into another one',
		registerPerson,
		[
			{ email: ada, group: known.petra },
			{ email: ben, group: known.ada },
		],
		['updated, upsert unchanged, addToGroup created', 'failed, invalidInput'],
	],
	[
		'a primary who joins another group after a row that adds to theirs',
		addToGroup,
		[
			{ id: known.ada, group: known.petra },
			{ id: known.petra, group: known.marcus },
		],
		['created', 'failed, invalidInput'],
	],
	[
		'one group, another one, and the first once more',
		addToGroup,
		[known.petra, known.marcus, known.petra].map((group) => ({ id: known.ada, group })),
		['created', 'failed, invalidInput', 'unchanged'],
	],
	[
		'the group of somebody who joined another one',
		addToGroup,
		[
			{ id: known.ada, group: known.petra },
			{ id: known.ben, group: known.ada },
		],
		['created', 'failed, invalidInput'],
	],
	[
		'the only member, then the primary',
		removeFromGroup,
		['grace', 'grace', 'marcus'].map((name) => ({ email: emailOf(name) })),
		['removed', 'unchanged', 'unchanged'],
	],
	[
		'two sessions, and the first once more',
		ofSession('addRegistrant'),
		[61, 62, 61].map((session) => ({ id: known.ada, session })),
		['created', 'created', 'unchanged'],
	],
	[
		'a person checked in, and once more',
		ofRegistrant('checkIn'),
		[{ id: known.ada }, { id: known.ada }],
		['updated', 'unchanged'],
	],
];

test.each(scenarios)('Check Only says what the run does: %s', async (_, call, rows, endings) => {
	const foreseen = await check(call, rows);
	expect(inWordsOfTheRun(endingsOf(foreseen))).toEqual(endings);
	expect(endingsOf(await swoogo.run({ ...call, items: rows }))).toEqual(endings);
});

test.each(scenarios)('and in a run of many rows: %s', async (_, call, rows, endings) => {
	const others = crowd.slice(0, 6).map(further['email' in rows[0]! ? 'byEmail' : 'byId']!);
	const items = [...rows, ...others];
	const foreseen = inWordsOfTheRun(endingsOf(await check(call, items)));
	expect(foreseen.slice(0, rows.length)).toEqual(endings);
	expect(endingsOf(await swoogo.run({ ...call, items }))).toEqual(foreseen);
});

describe('the sessions of somebody who is not registered yet', () => {
	const asked = () => swoogo.requests().filter((request) => request.includes('/session'));

	it.each([
		['no event has', 99, 'Object not found.'],
		['another event has', 64, 'Session 64 is in event 701, not in event 700'],
	])('a session that %s fails the row', async (_, sessions, message) => {
		const { success, failed } = await check(registerPerson, [{ email: newcomer, sessions }]);
		expect(success).toEqual([]);
		expect(jsonOf(failed)).toMatchObject([
			{
				message,
				error: expect.stringContaining('Check the session'),
				details: { reason: 'notFound', step: 'addToSessions' },
			},
		]);
	});

	it('each is read once in a run', async () => {
		const rows = crowd.map((_, index) => ({
			email: `new.${index}@example.com`,
			sessions: '61,62',
		}));
		await check(registerPerson, rows);
		expect(asked()).toEqual(['GET /sessions/61', 'GET /sessions/62']);
	});
});

test('a newcomer of an earlier row is named without an ID', async () => {
	const twice = [{ email: newcomer }, { email: newcomer }];
	const { success } = await check(create, twice);
	expect(jsonOf(success)[1]).not.toHaveProperty('registrantId');
	const { failed } = await check(withOption(create, { ifAlreadyRegistered: 'fail' }), twice);
	expect(jsonOf(failed)).toMatchObject([
		{ message: 'They are registered already: nora@example.com (Nora Ibsen)' },
	]);
});

test('a row that really writes believes nothing that a checked one foresees', async () => {
	const items = [
		{ id: known.ada, checks: true },
		{ id: known.ada, checks: false },
	];
	const call = withOption(ofRegistrant('cancel'), { checkOnly: '={{ $json.checks }}' });
	expect(endingsOf(await swoogo.run({ ...call, items }))).toEqual(['wouldRemove', 'removed']);
});
