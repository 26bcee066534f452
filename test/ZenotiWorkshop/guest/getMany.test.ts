import type { IDataObject } from 'n8n-workflow';

import { detailsOf, known, located, useZenoti } from '../zenotiRun';

const zenoti = useZenoti();

const getMany = async (filters: IDataObject = {}, changes: IDataObject = {}) =>
	await zenoti.run({
		resource: 'guest',
		operation: 'getMany',
		parameters: { filters, ...changes },
		onError: 'continueErrorOutput',
	});
const search = (query = '', size = 50) =>
	`GET /v1/guests/search?page=1&size=${size}${query && `&${query}`}`;

zenoti.describeContract({
	resource: 'guest',
	operation: 'getMany',
	parameters: { filters: { lastName: '={{ $json.lastName }}' } },
	rows: [{ lastName: 'Example' }, { lastName: 'Exam' }, { lastName: 'Ex' }],
	ownData: () => ({}),
	writes: false,
	expressionFields: [],
	request: { method: 'GET', path: '/guests/search$' },
});

it('lists the guests of the organization, simplified', async () => {
	const run = await getMany();
	expect(zenoti.requests()).toEqual([search()]);
	expect(run.success.map(({ json }) => json.email)).toEqual([
		'ada@example.com',
		'ben@example.com',
		'cleo@example.com',
	]);
	for (const { json } of run.success) expect(Object.keys(json).length).toBeLessThanOrEqual(10);
});

it('lists them as Zenoti sends them without Simplify', async () => {
	const run = await getMany({ firstName: 'Ada' }, { simplify: false });
	expect(run.success).toMatchObject([
		{ json: { id: known.ada, personal_info: { first_name: 'Ada' } }, pairedItem: { item: 0 } },
	]);
});

it('hands every filter over under Zenoti’s name', async () => {
	await getMany({
		centerId: located('list', known.center),
		firstName: ' Ada ',
		lastName: 'Example',
		phone: '(202) 555',
		searchAcrossZone: true,
		tags: 'vip',
		userCode: 'G1',
		userName: 'ada',
		zipCode: 43085,
	});
	expect(zenoti.provider.diary[0]!.query).toEqual({
		page: '1',
		size: '50',
		center_id: known.center,
		first_name: 'Ada',
		last_name: 'Example',
		phone: '202555',
		search_across_zone: 'true',
		tags: 'vip',
		user_code: 'G1',
		user_name: 'ada',
		zip_code: '43085',
	});
});

it('leaves out what is empty', async () => {
	await getMany({ centerId: located('id', ''), firstName: '', searchAcrossZone: false });
	expect(zenoti.requests()).toEqual([search()]);
});

describe('the filter Email', () => {
	beforeEach(() => {
		zenoti.guest({ number: 10, email: 'ada@example.com.au' });
		zenoti.guest({ number: 11, email: 'ADA@example.com' });
	});

	it('brings exactly this address when it is a whole one', async () => {
		const run = await getMany({ email: 'ada@example.com' });
		expect(zenoti.requests()).toEqual([search('email=ada%40example.com', 100)]);
		expect(run.success.map(({ json }) => json.email)).toEqual([
			'ada@example.com',
			'ADA@example.com',
		]);
	});

	it('leaves a part of an address to Zenoti', async () => {
		const run = await getMany({ email: 'ada' });
		expect(run.success).toHaveLength(3);
	});

	it('stops at the limit', async () => {
		const run = await getMany({ email: 'ada@example.com' }, { limit: 1 });
		expect(run.success).toHaveLength(1);
	});
});

it('lists all guests of a large organization, each once', async () => {
	for (let number = 100; number < 347; number++) zenoti.guest({ number });
	const run = await getMany({}, { returnAll: true });
	expect(new Set(run.success.map(({ json }) => json.id)).size).toBe(250);
	expect(zenoti.requests()).toHaveLength(3);
});

it('nobody found is no failure', async () => {
	const run = await getMany({ firstName: 'Zorro' });
	expect([run.status, run.success, run.failed]).toEqual(['success', [], []]);
});

it('passes a refused search across centers on in Zenoti’s words', async () => {
	zenoti.provider.state.searchGuestAcrossCenters = false;
	const run = await getMany({ firstName: 'Ada' });
	expect(run.failed[0]!.json.message).toBe('Invalid center_id.');
	expect(detailsOf(run.failed[0])).toMatchObject({ reason: 'rejected', providerCode: 502 });
});

it.each([
	[{ centerId: located('id', 'x') }, `'Center' must be an ID of 32 letters and digits, not "x"`],
	[{ phone: '+1202' }, `'Phone' begins with a dial code: "+1202"`],
])('%p is refused unsent', async (filters, message) => {
	const run = await getMany(filters);
	expect(run.failed[0]!.json.message).toBe(message);
	expect(zenoti.requests()).toEqual([]);
});
