import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox';
import { expectFailure, jsonOf, known, located, useSwoogo } from './swoogoRun';

/** One kind of thing that belongs to an event, and how it is read. */
export interface PartOfEvent {
	resource: string;
	/** The field that chooses one. */
	idField: string;
	/** Below the base URL, e.g. `/sessions`. */
	path: string;
	/** The label of the field that chooses one. */
	label: string;
	/** The fields asked for with Simplify, and how many without. */
	simple: string;
	allFields: number;
	/** Where the simulated Swoogo keeps them. */
	recordsOf: (state: Sandbox['swoogo']['state']) => Map<number, IDataObject & { id: number }>;
}

const ids = Array.from({ length: 16 }, (_, index) => 71 + index);

type Swoogo = ReturnType<typeof useSwoogo>;

/** The tests of `get` and `getMany` of a part of an event. */
export function describePartOfEvent(part: PartOfEvent): void {
	const swoogo = useSwoogo();
	const arrange = () => {
		const records = part.recordsOf(swoogo.provider.state);
		for (const id of ids) {
			records.set(id, { id, event_id: known.event, name: `Part ${id}`, capacity: null });
		}
		records.set(99, { id: 99, event_id: known.otherEvent, name: 'Elsewhere', capacity: null });
	};
	beforeEach(arrange);

	describe(`one ${part.resource}`, () => describeOne(part, swoogo, arrange));
	describe(`many of ${part.resource}`, () => describeMany(part, swoogo, arrange));
}

function describeOne(part: PartOfEvent, swoogo: Swoogo, arrange: () => void): void {
	const { resource, idField, path, simple } = part;
	const queryOf = () => swoogo.sent('GET', /./)[0].query;
	const byId = { [idField]: located('id', '={{ $json.id }}') };
	const get = async (id: unknown, parameters: IDataObject = {}) =>
		await swoogo.run({
			resource,
			operation: 'get',
			parameters: { ...byId, ...parameters },
			items: [{ id: id as number }],
		});

	swoogo.describeContract({
		resource,
		operation: 'get',
		parameters: byId as never,
		arrangeFurther: arrange,
		rows: ids.map((id) => ({ id })),
		ownData: ({ id }) => ({ id }),
		writes: false,
		expressionFields: [idField],
		request: { method: 'GET', path: `${path}/` },
	});

	test('is read with one request for the fields that most workflows need', async () => {
		const run = await get(' 71 ');
		expect(swoogo.requests()).toEqual([`GET ${path}/71`]);
		expect(queryOf()).toEqual({ fields: simple });
		expect(run.success).toMatchObject([
			{ json: { id: 71, name: 'Part 71' }, pairedItem: { item: 0 } },
		]);
	});

	test('is read with every documented field without Simplify', async () => {
		await get(71, { simplify: false });
		expect(String(queryOf().fields).split(',')).toHaveLength(part.allFields);
	});

	test('that was chosen from the list needs no event', async () => {
		await get(71, { [idField]: located('list', '71') });
		expect(swoogo.requests()).toEqual([`GET ${path}/71`]);
	});

	test('that does not exist is not found', async () => {
		expectFailure(await get(9999), {
			message: 'Object not found.',
			reason: 'notFound',
			httpStatus: 404,
		});
	});

	test('is not read by its name, unsent', async () => {
		expectFailure(await get('Part 71'), {
			message: `'${part.label}' must be a whole number, not "Part 71"`,
			reason: 'invalidInput',
		});
		expect(swoogo.provider.diary).toEqual([]);
	});
}

function describeMany(part: PartOfEvent, swoogo: Swoogo, arrange: () => void): void {
	const { resource, path, simple } = part;
	const queryOf = () => swoogo.sent('GET', /./)[0].query;
	const parameters = { eventId: located('id', '={{ $json.eventId }}') };
	const getMany = async (further: IDataObject = {}, eventId: number = known.event) =>
		await swoogo.run({
			resource,
			operation: 'getMany',
			parameters: { ...parameters, ...further },
			items: [{ eventId }],
		});
	const idsOf = (run: Awaited<ReturnType<typeof getMany>>) =>
		jsonOf(run.success).map(({ id }) => id);

	swoogo.describeContract({
		resource,
		operation: 'getMany',
		parameters: parameters as never,
		arrangeFurther: arrange,
		rows: [{ eventId: 700 }, { eventId: '700' }, { eventId: ' 700 ' }],
		ownData: () => ({}),
		writes: false,
		expressionFields: ['eventId'],
		request: { method: 'GET', path: `${path}$` },
	});

	test('are read with one request, those of the event only', async () => {
		expect(idsOf(await getMany())).toEqual(ids);
		expect(swoogo.requests()).toEqual([`GET ${path}`]);
		expect(queryOf()).toMatchObject({ event_id: '700', 'per-page': '50', fields: simple });
	});

	test('stop at the limit', async () => {
		expect(idsOf(await getMany({ limit: 3 }))).toEqual(ids.slice(0, 3));
		expect(queryOf()).toMatchObject({ 'per-page': '3' });
	});

	test('are all read by key', async () => {
		swoogo.provider.state.maximumPageSize = 6;
		expect(idsOf(await getMany({ returnAll: true }))).toEqual(ids);
		const searches = swoogo.sent('GET', /./).map(({ query }) => query.search);
		expect(searches).toEqual([undefined, 'id>76', 'id>82']);
	});

	test('are read with every documented field without Simplify', async () => {
		await getMany({ simplify: false });
		expect(String(queryOf().fields).split(',')).toHaveLength(part.allFields);
	});

	test('of an event that does not exist are not found', async () => {
		expectFailure(await getMany({}, 999), {
			message: 'Event not found.',
			reason: 'notFound',
			httpStatus: 404,
		});
	});
}
