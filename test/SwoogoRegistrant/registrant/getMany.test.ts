import type { IDataObject } from 'n8n-workflow';

import { crowd, emailOf, expectFailure, jsonOf, known, located, useSwoogo } from '../swoogoRun';

const swoogo = useSwoogo();

const getMany = async (parameters: IDataObject = {}, items: IDataObject[] = [{}]) =>
	await swoogo.run({
		resource: 'registrant',
		operation: 'getMany',
		parameters: { eventId: located('id', known.event), ...parameters },
		items,
	});

const queries = () => swoogo.sent('GET', '/registrants').map(({ query }) => query);
const idsOf = (run: Awaited<ReturnType<typeof getMany>>) => jsonOf(run.success).map(({ id }) => id);

/** Everybody in the event, by id. */
const everybody = [
	...[known.petra, known.marcus, known.ada, known.ben, known.grace, known.cleo],
	...crowd.map(({ id }) => id),
];

swoogo.describeContract({
	resource: 'registrant',
	operation: 'getMany',
	parameters: { eventId: located('id', '={{ $json.eventId }}'), limit: 2 } as never,
	arrangeFurther() {
		swoogo.provider.state.events.set(702, { id: 702, name: 'Third', capacity: null });
		swoogo.add(5401, 'third', { event_id: 702 });
	},
	rows: [
		{ eventId: known.event, firstId: known.petra },
		{ eventId: known.otherEvent, firstId: known.zoe },
		{ eventId: 702, firstId: 5401 },
	],
	ownData: ({ eventId }) =>
		eventId === known.event ? {} : { id: eventId === 702 ? 5401 : known.zoe },
	writes: false,
	expressionFields: ['eventId'],
	request: { method: 'GET', path: '/registrants$' },
});

describe('how much is returned', () => {
	it('is limited to 50, simplified, with one request of that size', async () => {
		const run = await getMany();
		expect(idsOf(run)).toEqual(everybody);
		expect(queries()).toEqual([
			{
				event_id: '700',
				page: '1',
				'per-page': '50',
				sort: 'id',
				fields:
					'id,group_id,contact_id,email,first_name,last_name,company,registration_status,registered_at,checked_in_at',
			},
		]);
		expect(run.success[0]).toEqual({
			json: {
				id: known.petra,
				group_id: known.petra,
				contact_id: 105001,
				email: 'petra@example.com',
				first_name: 'Petra',
				last_name: 'Example',
				company: '',
				registration_status: 'confirmed',
				registered_at: expect.any(String),
				checked_in_at: null,
			},
			pairedItem: { item: 0 },
		});
	});

	it('is what the limit says', async () => {
		expect(idsOf(await getMany({ limit: 3 }))).toEqual(everybody.slice(0, 3));
		expect(queries()).toMatchObject([{ 'per-page': '3' }]);
	});

	it('is everybody, read by key, when all are wanted', async () => {
		swoogo.provider.state.maximumPageSize = 10;
		const run = await getMany({ returnAll: true });
		expect(idsOf(run)).toEqual(everybody);
		expect(queries().map(({ search, page }) => [search, page])).toEqual([
			[undefined, undefined],
			['id>5304', undefined],
			['id>5314', undefined],
		]);
	});

	it('is everybody also when others are deleted meanwhile', async () => {
		swoogo.provider.state.maximumPageSize = 10;
		swoogo.provider.latencyMs = 20;
		const running = getMany({ returnAll: true });
		while (queries().length < 2) await new Promise((resolve) => setImmediate(resolve));
		swoogo.provider.state.registrants.delete(known.petra);
		swoogo.provider.state.registrants.delete(known.marcus);
		expect(idsOf(await running)).toEqual(everybody);
	});

	it('is everybody, page by page, where Swoogo ignores the filter', async () => {
		swoogo.provider.state.maximumPageSize = 10;
		swoogo.provider.state.unfilterableFields = ['id'];
		expect(idsOf(await getMany({ returnAll: true }))).toEqual(everybody);
	});

	it('is nothing in an event without people', async () => {
		swoogo.provider.state.events.set(702, { id: 702, name: 'Empty', capacity: null });
		const run = await getMany({ eventId: located('id', 702), returnAll: true });
		expect(run).toMatchObject({ status: 'success', success: [], failed: [] });
	});

	it('is refused in an event that does not exist', async () => {
		expectFailure(await getMany({ eventId: located('id', 999) }), {
			message: 'Event not found.',
			reason: 'notFound',
			httpStatus: 404,
			error:
				'Could not list the registrants of event 999: Event not found. Check the IDs of this row: it is absent, or not accessible to this credential. [item 0]',
		});
	});

	it('is not endless when Swoogo repeats a page', async () => {
		swoogo.provider.state.maximumPageSize = 10;
		const match = { method: 'GET', path: '/registrants$', nth: 2, times: 'always' as const };
		swoogo.provider.faults.add({ match, effect: { kind: 'repeatPage' } });
		const run = await getMany({ returnAll: true, options: { sort: 'email' } });
		expect(run.failed[0].json).toMatchObject({
			message: 'Swoogo answered with the same page of a list again',
			details: { reason: 'unexpectedAnswer' },
		});
	});

	it('is refused when the answer is no list', async () => {
		swoogo.answerNext('GET', '/registrants$', 200, { id: 1 });
		expectFailure(await getMany(), {
			message: 'Swoogo answered with an answer that is not a list of records',
			reason: 'unexpectedAnswer',
			httpStatus: 200,
		});
	});
});

describe('which fields are returned', () => {
	it('is every documented one without simplification', async () => {
		const run = await getMany({ simplify: false, limit: 1 });
		expect(String(queries()[0].fields).split(',')).toHaveLength(52);
		expect(run.success[0].json).toMatchObject({ event_id: known.event, secure_id: 'SECURE5001' });
	});

	it('is what the option says, and always the id', async () => {
		swoogo.add(5001, 'petra', { c_1234: 'Vegan' });
		const run = await getMany({ limit: 1, options: { fields: ' email, c_1234,, ' } });
		expect(queries()[0].fields).toBe('id,email,c_1234');
		expect(jsonOf(run.success)).toEqual([
			{ id: known.petra, email: 'petra@example.com', c_1234: 'Vegan' },
		]);
	});
});

describe('the order', () => {
	it('is Swoogo’s, read page by page', async () => {
		swoogo.provider.state.maximumPageSize = 10;
		const run = await getMany({ returnAll: true, options: { sort: 'first_name' } });
		const names = jsonOf(run.success).map(({ first_name }) => String(first_name).toLowerCase());
		expect(names).toEqual([...names].sort());
		expect(queries()).toMatchObject(
			[1, 2, 3].map((page) => ({ page: `${page}`, sort: 'first_name' })),
		);
	});
});

describe('filters', () => {
	beforeEach(() => {
		swoogo.registrant(known.ada).registration_status = 'cancelled';
		swoogo.registrant(known.ben).registration_status = 'Attended';
	});

	it.each([
		[{ email: ' ADA@example.com' }, 'email=ada@example.com', [known.ada]],
		[{ groupId: known.marcus }, 'group_id=5002', [known.marcus, known.grace]],
		[{ registrationStatus: 'attended' }, 'registration_status=attended', [known.ben]],
		[{ registrationStatus: 'waitlisted' }, 'registration_status=waitlisted', []],
		[{ groupId: known.ada, registrationStatus: 'cancelled' }, 'group_id=5101', [known.ada]],
		[{ groupId: known.ada, registrationStatus: 'confirmed' }, 'group_id=5101', []],
		[
			{ email: 'a&b@example.com', registrationStatus: 'cancelled' },
			'registration_status=cancelled',
			[],
		],
	])('%j send “%s” and keep what meets them all', async (filters, search, expected) => {
		const run = await getMany({ filters });
		expect(queries()).toMatchObject([{ search, 'per-page': '200', page: '1' }]);
		expect(idsOf(run)).toEqual(expected);
	});

	it('are applied here where Swoogo ignores them', async () => {
		swoogo.provider.state.unfilterableFields = ['registration_status'];
		swoogo.provider.state.maximumPageSize = 10;
		const filters = { registrationStatus: 'cancelled' };
		expect(idsOf(await getMany({ filters, returnAll: true }))).toEqual([known.ada]);
		expect(queries()).toHaveLength(3);
	});

	it('read the fields that they need, whatever fields are wanted', async () => {
		const filters = { groupId: known.marcus };
		const run = await getMany({ filters, options: { fields: 'company' } });
		expect(queries()[0].fields).toBe('id,company,group_id');
		expect(idsOf(run)).toEqual([known.marcus, known.grace]);
	});

	it('with an address that cannot be searched for are applied here alone', async () => {
		swoogo.add(5198, 'someone', { email: 'a&b@example.com' });
		expect(idsOf(await getMany({ filters: { email: 'A&B@example.com' } }))).toEqual([5198]);
		expect(queries()[0]).not.toHaveProperty('search');
	});

	it('that are left empty filter nothing', async () => {
		const filters = { email: '', groupId: '', registrationStatus: '' };
		expect(idsOf(await getMany({ filters }))).toEqual(everybody);
	});

	it('stop at the limit', async () => {
		const filters = { registrationStatus: 'confirmed' };
		expect(idsOf(await getMany({ filters, limit: 2 }))).toEqual([known.petra, known.marcus]);
	});

	it('by a group that is no number are refused, unsent', async () => {
		expectFailure(await getMany({ filters: { groupId: emailOf('ada') } }), {
			message: '\'Group ID\' must be a whole number, not "ada@example.com"',
			reason: 'invalidInput',
		});
		expect(swoogo.provider.diary).toEqual([]);
	});
});
