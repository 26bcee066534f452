import type { IDataObject } from 'n8n-workflow';

import { expectFailure, jsonOf, known, useSwoogo } from '../swoogoRun';

const swoogo = useSwoogo();

const getMany = async (parameters: IDataObject = {}) =>
	await swoogo.run({ resource: 'event', operation: 'getMany', parameters });

const queries = () => swoogo.sent('GET', '/events').map(({ query }) => query);
const idsOf = (run: Awaited<ReturnType<typeof getMany>>) => jsonOf(run.success).map(({ id }) => id);

const add = (id: number, changes: IDataObject) => {
	const event = swoogo.provider.state.events.get(known.event)!;
	swoogo.provider.state.events.set(id, { ...event, id, ...changes });
};

swoogo.describeContract({
	resource: 'event',
	operation: 'getMany',
	parameters: {},
	rows: [{ n: 1 }, { n: 2 }, { n: 3 }],
	ownData: () => ({}),
	writes: false,
	expressionFields: [],
	request: { method: 'GET', path: '/events$' },
});

test('the first 50 events come with their dates, by one request', async () => {
	const run = await getMany();
	expect(queries()).toEqual([
		{
			page: '1',
			'per-page': '50',
			sort: 'id',
			fields: 'id,name,status,start_date,start_time,end_date,end_time,timezone,url,capacity',
		},
	]);
	expect(run.success).toMatchObject([
		{ json: { id: 700, name: 'Sample Summit', start_date: '2031-03-04' }, pairedItem: { item: 0 } },
		{ json: { id: 701, name: 'Winter Forum' }, pairedItem: { item: 0 } },
	]);
});

test('without Simplify every documented field is asked for', async () => {
	await getMany({ simplify: false });
	expect(String(queries()[0].fields).split(',')).toHaveLength(25);
});

test('all events are read by key', async () => {
	swoogo.provider.state.maximumPageSize = 2;
	for (const id of [702, 703, 704]) add(id, {});
	expect(idsOf(await getMany({ returnAll: true }))).toEqual([700, 701, 702, 703, 704]);
	expect(queries().map(({ search }) => search)).toEqual([undefined, 'id>701', 'id>703']);
});

describe('filters', () => {
	beforeEach(() => {
		add(702, { name: 'Spring Summit', status: 'draft', start_date: '2031-04-01' });
		add(703, { name: 'Dateless', start_date: '' });
	});

	it.each([
		[{ name: 'SUMMIT' }, 'name=*contains*summit', [700, 702]],
		[{ status: 'Draft' }, 'status=draft', [702]],
		[{ startsFrom: '2031-03-05' }, 'start_date>=2031-03-05', [702]],
		[{ startsFrom: '2031-04-01' }, 'start_date>=2031-04-01', [702]],
		[{ startsUntil: '2031-03-04' }, 'start_date<=2031-03-04', [700, 701]],
		[{ startsUntil: '2031-03-04T23:30:00' }, 'start_date<=2031-03-04', [700, 701]],
		[{ name: 'summit', status: 'live' }, 'status=live', [700]],
		[{ name: 'a & b' }, undefined, []],
	])('%j send “%s” and keep what meets them all', async (filters, search, expected) => {
		const run = await getMany({ filters });
		expect(queries()[0].search).toBe(search);
		expect(idsOf(run)).toEqual(expected);
	});

	it('are applied here where Swoogo ignores them', async () => {
		swoogo.provider.state.unfilterableFields = ['name', 'start_date'];
		expect(idsOf(await getMany({ filters: { name: 'summit' } }))).toEqual([700, 702]);
		expect(idsOf(await getMany({ filters: { startsFrom: '2031-04-01' } }))).toEqual([702]);
	});

	it('by something that is no date are refused, unsent', async () => {
		expectFailure(await getMany({ filters: { startsFrom: 'soon' } }), {
			message: '\'Starts From\' is not a date: "soon"',
			reason: 'invalidInput',
		});
		expect(swoogo.provider.diary).toEqual([]);
	});
});
