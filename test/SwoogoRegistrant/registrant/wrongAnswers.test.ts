import type { IDataObject } from 'n8n-workflow';

import { byId, crowd, emailOf, jsonOf, known, located, outcomesOf, useSwoogo } from '../swoogoRun';

const swoogo = useSwoogo();

beforeEach(() => {
	const { sessions } = swoogo.provider.state;
	sessions.set(61, { id: 61, event_id: known.event, name: 'Talk' });
});

const ada = { id: known.ada, email: emailOf('ada') };
const adaPath = `/registrants/${known.ada}$`;
const without = (name: string, record: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
const sessionId = located('id', '61');

const operations: Array<[string, string, IDataObject]> = [
	['registrant', 'cancel', {}],
	['registrant', 'update', { updateFields: { company: 'Northwind' } }],
	['registrant', 'checkIn', {}],
	['registrant', 'get', {}],
	['group', 'addRegistrant', { groupId: String(known.petra) }],
	['group', 'removeRegistrant', {}],
	['session', 'addRegistrant', { sessionId }],
	['session', 'removeRegistrant', { sessionId }],
];

describe.each(operations)('%s %s', (resource, operation, parameters) => {
	it.each([
		['nothing but braces', {}],
		['an empty list', []],
		['a word', '"text"'],
		['words about it', { message: 'Try again later' }],
		['something wrapped around it', { data: { id: known.ada } }],
		['somebody else', { id: known.ben, event_id: 700, registration_status: 'confirmed' }],
	])('does nothing with %s in place of the registrant', async (_, body) => {
		swoogo.answerNext('GET', adaPath, 200, body);
		const { success, failed } = await swoogo.run({
			resource,
			operation,
			parameters: { ...byId, ...parameters },
			items: [ada],
		});
		expect(success).toEqual([]);
		expect(failed).toMatchObject([
			{ json: { details: { reason: 'unexpectedAnswer' } }, pairedItem: { item: 0 } },
		]);
		expect(swoogo.writes()).toEqual([]);
		expect(swoogo.requests().filter((request) => !request.startsWith('GET'))).toEqual([]);
	});
});

it.each([
	['nothing but braces', {}],
	['words about it', { message: 'Try again later' }],
	['somebody else', { id: known.ben, event_id: 700, session_ids: [] }],
])(
	'%s in place of the registrant does not prove that a lost write was not made',
	async (_, body) => {
		const { faults } = swoogo.provider;
		faults.add({
			match: { method: 'POST', path: '/session/' },
			effect: { kind: 'close', when: 'after' },
		});
		faults.add({
			match: { method: 'GET', path: adaPath, nth: 2 },
			effect: { kind: 'status', code: 200, body },
		});
		const { failed } = await swoogo.run({
			resource: 'session',
			operation: 'addRegistrant',
			parameters: { ...byId, sessionId },
			items: [ada],
		});
		expect(jsonOf(failed)).toMatchObject([{ details: { reason: 'outcomeUnknown' } }]);
		expect(swoogo.sent('POST', /session/)).toHaveLength(1);
	},
);

describe('a list of people that cannot be trusted', () => {
	const people = crowd.slice(0, 8).map(({ name }) => ({ email: emailOf(name) }));
	const create = async (items: IDataObject[]) =>
		await swoogo.run({
			resource: 'registrant',
			operation: 'create',
			parameters: {
				eventId: located('id', known.event),
				email: '={{ $json.email }}',
				firstName: 'Ada',
				lastName: 'Example',
			},
			items,
		});
	const listing = (change: (record: IDataObject) => IDataObject) =>
		crowd.map(({ id }) => change({ ...(swoogo.registrant(id) as IDataObject) }));
	const answerWith = (items: IDataObject[], _meta: IDataObject = {}) =>
		swoogo.provider.faults.add({
			match: { method: 'GET', path: '/registrants$', times: 'always' },
			effect: { kind: 'status', code: 200, body: { items, _meta } },
		});

	it.each([
		['many rows', people],
		['a single row', people.slice(0, 1)],
	])('without e-mail addresses registers nobody again, in a run of %s', async (_, items) => {
		answerWith(listing((record) => without('email', record)));
		const { failed } = await create(items);
		expect(failed).toHaveLength(items.length);
		expect(jsonOf(failed)[0]).toMatchObject({ details: { reason: 'unexpectedAnswer' } });
		expect(swoogo.writes()).toEqual([]);
	});

	it.each([
		['without their event', (record: IDataObject) => without('event_id', record)],
		[
			'with their event as a choice',
			(record: IDataObject) => ({ ...record, event_id: { id: 700, value: 'Sample Summit' } }),
		],
	])('%s still shows who is registered', async (_, change) => {
		answerWith(listing(change));
		const run = await create(people);
		expect(outcomesOf(run)).toEqual(people.map(() => 'unchanged'));
		expect(swoogo.writes()).toEqual([]);
	});

	it('that is empty although it counts people registers nobody again', async () => {
		answerWith([], { totalCount: 16, pageCount: 1, currentPage: 1, perPage: 200 });
		const { failed } = await create(people);
		expect(jsonOf(failed)[0]).toMatchObject({
			message: 'Swoogo answered with an empty page of a list that has more by its own count',
			details: { reason: 'unexpectedAnswer' },
		});
		expect(swoogo.writes()).toEqual([]);
	});
});

describe('an answer to a registration', () => {
	const nora = {
		eventId: located('id', known.event),
		email: 'nora.ibsen@example.com',
		firstName: 'Nora',
		lastName: 'Ibsen',
		additionalFields: { sessionIds: ['61'] },
	};

	it.each([
		['about somebody else', { id: known.ben, event_id: 700, email: emailOf('ben') }],
		['with no ID', { id: null, event_id: 700 }],
		['with an ID that is none', { id: {}, email: nora.email }],
		['with an ID below one', { id: -1, email: nora.email }],
	])('%s is not followed by writes to anybody but the person', async (_, body) => {
		swoogo.provider.faults.add({
			match: { method: 'POST', path: '/registrants/create' },
			effect: { kind: 'status', code: 200, body, when: 'after' },
		});
		const { success } = await swoogo.run({
			resource: 'registrant',
			operation: 'registerPerson',
			parameters: nora,
		});
		const [created] = [...swoogo.provider.state.registrants.values()].filter(
			({ email }) => email === nora.email,
		);
		expect(jsonOf(success)).toMatchObject([
			{ outcome: 'created', registrantId: String(created.id), email: nora.email },
		]);
		expect(swoogo.sent('POST', /session/).map(({ path }) => path)).toEqual([
			`/api/v1/registrants/${created.id}/session/61`,
		]);
	});
});
