import type { IDataObject } from 'n8n-workflow';

import { detailsOf, known, located, strangers, useZenoti } from '../zenotiRun';

const zenoti = useZenoti();

const parameters = {
	centerId: located('id', known.center),
	email: '={{ $json.email }}',
	firstName: '={{ $json.firstName }}',
	lastName: '={{ $json.lastName }}',
};

const findOrCreate = async (items: IDataObject[], changes: IDataObject = {}) =>
	await zenoti.run({
		resource: 'guest',
		operation: 'findOrCreate',
		parameters: { ...parameters, ...changes },
		items,
		onError: 'continueErrorOutput',
	});

const dora = { email: 'dora@example.com', firstName: 'Dora', lastName: 'Novak' };
const search = (query: string) => `GET /v1/guests/search?page=1&size=100&${query}`;
const inCenter = `&center_id=${known.center}`;

zenoti.describeContract({
	resource: 'guest',
	operation: 'findOrCreate',
	parameters: parameters as never,
	rows: strangers.slice(0, 3),
	crowd: strangers,
	ownData: ({ email }) => ({ email, guestId: expect.any(String) }),
	writes: true,
	expressionFields: ['centerId', 'email', 'firstName', 'lastName'],
	request: { method: 'POST', path: '/guests$' },
});

describe('by e-mail address', () => {
	it('finds a guest of the center, and changes nothing about them', async () => {
		const run = await findOrCreate([{ ...dora, email: ' ADA@example.com ' }]);
		expect(zenoti.requests()).toEqual([search(`email=ADA%40example.com${inCenter}`)]);
		expect(run.success).toMatchObject([
			{
				json: {
					outcome: 'unchanged',
					guestId: known.ada,
					centerId: known.center,
					email: 'ADA@example.com',
					personal_info: { first_name: 'Ada' },
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(run.hints[0]!.message).toBe('1 person: 1 found.');
	});

	it('finds a guest of another center of the organization', async () => {
		const far = zenoti.guest({ number: 40, email: dora.email, centerId: known.otherCenter });
		const run = await findOrCreate([dora]);
		expect(run.success[0]!.json).toMatchObject({ outcome: 'unchanged', guestId: far });
	});

	it('creates somebody whom nobody knows, with what else is given', async () => {
		const run = await findOrCreate([dora], {
			additionalFields: {
				city: 'Columbus',
				mobileNumber: '202 555 0123',
				mobileCountryId: '225',
				email: 'ignored@example.com',
			},
		});
		expect(zenoti.requests()).toEqual([
			search(`email=dora%40example.com${inCenter}`),
			search('email=dora%40example.com'),
			'POST /v1/guests',
		]);
		expect(zenoti.provider.diary[2]!.body).toEqual({
			center_id: known.center,
			personal_info: {
				first_name: 'Dora',
				last_name: 'Novak',
				email: 'dora@example.com',
				mobile_phone: { country_code: 225, number: '2025550123' },
			},
			address_info: { city: 'Columbus' },
		});
		expect(run.success[0]!.json.outcome).toBe('created');
	});

	it('is the address of the row, whatever else says so', async () => {
		await findOrCreate([dora], {
			matchBy: "={{ 'email' }}",
			additionalFields: { email: 'other@example.com' },
		});
		expect(zenoti.provider.diary.at(-1)!.body).toMatchObject({
			personal_info: { email: 'dora@example.com' },
		});
	});

	it('is not confused by a search that ignores the address and shows everybody', async () => {
		zenoti.provider.state.unsearchableGuestFields = ['email'];
		zenoti.provider.state.searchPageInfo = 'omitted';
		for (let number = 100; number < 330; number++) {
			zenoti.guest({ number, email: `other.${number}@example.com` });
		}
		const last = zenoti.guest({ number: 330, email: dora.email });
		const run = await findOrCreate([dora, { ...dora, email: 'nobody@example.com' }]);
		expect(run.success.map(({ json }) => [json.outcome, json.guestId])).toEqual([
			['unchanged', last],
			['created', expect.any(String)],
		]);
	});

	it('asks once in a run where the organization allows no search across centers', async () => {
		zenoti.provider.state.searchGuestAcrossCenters = false;
		const run = await findOrCreate(strangers);
		expect(run.success).toHaveLength(strangers.length);
		const refused = zenoti
			.requests()
			.filter((url) => url.includes('search') && !url.includes('center_id'));
		expect(refused.length).toBeLessThanOrEqual(5);
	});

	it('creates nobody while it is not known whether another center knows them', async () => {
		zenoti.provider.faults.add({
			match: { path: 'search', nth: 2, times: 'always' },
			effect: { kind: 'status', code: 500 },
		});
		const run = await findOrCreate([dora]);
		expect(detailsOf(run.failed[0])).toMatchObject({ reason: 'unreachable', retryable: true });
		expect(zenoti.writes()).toEqual([]);
	});

	it('names the candidates when several have the address, and creates nobody', async () => {
		const twin = zenoti.guest({ number: 51, email: 'ada@example.com' });
		const run = await findOrCreate([{ ...dora, email: 'ada@example.com' }]);
		expect(run.failed[0]!.json.error).toBe(
			`Could not find or create guest Dora Novak: 2 guests have the e-mail address ada@example.com: Ada Example (${known.ada}), Guest 51 (${twin}). Merge them in Zenoti, or name the right one by ID with another operation. [item 0]`,
		);
		expect(detailsOf(run.failed[0])).toMatchObject({ reason: 'ambiguous' });
	});

	it('creates a person once, however often the sheet has them, with one search', async () => {
		const rows = [dora, { ...dora, email: 'DORA@example.com' }, { ...dora, lastName: 'Other' }];
		const run = await findOrCreate(rows);
		expect(run.success.map(({ json }) => json.outcome)).toEqual([
			'created',
			'unchanged',
			'unchanged',
		]);
		expect(new Set(run.success.map(({ json }) => json.guestId)).size).toBe(1);
		expect(zenoti.requests()).toHaveLength(3);
	});

	it('recognises its own work when it runs again', async () => {
		await findOrCreate([dora]);
		const again = await findOrCreate([dora]);
		expect(again.success[0]!.json.outcome).toBe('unchanged');
		expect(zenoti.writes()).toHaveLength(1);
	});
});

describe('by phone', () => {
	const byPhone = {
		matchBy: 'phone',
		phone: '={{ $json.phone }}',
		additionalFields: { mobileCountryId: '225', email: '={{ $json.email }}' },
	};
	const eve = { ...dora, phone: '(202) 555-0123' };

	it('finds a guest by the digits alone, however the number is written', async () => {
		const phone = { country_code: 225, number: '202.555.0123' };
		const id = zenoti.guest({ number: 60, phone });
		zenoti.provider.state.unsearchableGuestFields = ['phone'];
		const run = await findOrCreate([{ ...eve, phone: 2025550123 }], byPhone);
		expect(zenoti.requests()).toEqual([search(`phone=2025550123${inCenter}`)]);
		expect(run.success[0]!.json).toMatchObject({
			outcome: 'unchanged',
			guestId: id,
			phone: '2025550123',
		});
	});

	it('takes nobody whose number merely begins alike', async () => {
		zenoti.guest({ number: 61, phone: { country_code: 225, number: '20255501234' } });
		const run = await findOrCreate([eve], byPhone);
		expect(run.success[0]!.json.outcome).toBe('created');
	});

	it('creates somebody with the number and Zenoti’s number of the country', async () => {
		const run = await findOrCreate([eve], byPhone);
		expect(zenoti.provider.diary.at(-1)!.body).toEqual({
			center_id: known.center,
			personal_info: {
				first_name: 'Dora',
				last_name: 'Novak',
				email: 'dora@example.com',
				mobile_phone: { country_code: 225, number: '2025550123' },
			},
		});
		expect(run.success[0]!.json.outcome).toBe('created');
	});

	it.each([
		['', "'Phone' is empty for this row"],
		['+12025550123', `'Phone' begins with a dial code: "+12025550123"`],
		['-', `'Phone' is not a phone number: "-"`],
	])('%p is refused unsent', async (phone, message) => {
		const run = await findOrCreate([{ ...eve, phone }], byPhone);
		expect(run.failed[0]!.json.message).toBe(message);
		expect(zenoti.requests()).toEqual([]);
	});

	it('without the country is refused unsent, because Zenoti keeps both', async () => {
		const run = await findOrCreate([eve], { ...byPhone, additionalFields: {} });
		expect(run.failed[0]!.json.message).toBe("'Mobile Country ID' is empty for this row");
		expect(zenoti.requests()).toEqual([]);
	});
});

test("'Check Only' tells found from new people and repeated rows, and creates nobody", async () => {
	const rows = [{ ...dora, email: 'ada@example.com' }, dora, { ...dora }];
	const run = await findOrCreate(rows, { options: { checkOnly: true } });
	expect(run.success.map(({ json }) => json.outcome)).toEqual([
		'unchanged',
		'wouldCreate',
		'unchanged',
	]);
	expect(zenoti.writes()).toEqual([]);
});

test.each([
	['there', { searchGuestAcrossCenters: true }, ['wouldCreate', 'unchanged']],
	[
		'not there, where Zenoti allows no search across centers',
		{ searchGuestAcrossCenters: false },
		['wouldCreate', 'wouldCreate'],
	],
])(
	"'Check Only' in another center: whom an earlier row would create is %s",
	async (_, settings, outcomes) => {
		Object.assign(zenoti.provider.state, settings);
		const rows = [known.center, known.otherCenter].map((center) => ({ ...dora, center }));
		const run = await findOrCreate(rows, {
			centerId: located('id', '={{ $json.center }}'),
			options: { checkOnly: true },
		});
		expect(run.success.map(({ json }) => json.outcome)).toEqual(outcomes);
		expect(run.success.map(({ json }) => json.guestId)).toEqual([undefined, undefined]);
	},
);
