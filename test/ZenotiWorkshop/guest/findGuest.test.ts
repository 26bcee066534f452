import type { IDataObject } from 'n8n-workflow';

import { zenotiGuest } from '../../../sandbox';
import { detailsOf, essence, known, located, useZenoti } from '../zenotiRun';

const zenoti = useZenoti();

const register = async (items: IDataObject[]) =>
	await zenoti.run({
		operation: 'register',
		parameters: {
			workshopId: known.workshop,
			trackId: known.track,
			guestId: located('email', '={{ $json.email }}'),
			centerId: located('id', known.center),
		},
		items,
		onError: 'continueErrorOutput',
	});

const addGuest = (number: number, email: string, centerId: string = known.center) => {
	const id = `33333333-3333-4333-8333-${String(number).padStart(12, '0')}`;
	const guest = zenotiGuest({ id, centerId, firstName: 'Guest', lastName: `${number}`, email });
	zenoti.provider.state.guests.set(id, guest);
	return id;
};

const search = (email: string, center = `&center_id=${known.center}`, page = 1) =>
	`GET /v1/guests/search?page=${page}&size=100&email=${encodeURIComponent(email)}${center}`;
const post = `POST /v1/workshops/${known.workshop}/registrations`;

describe('a guest by e-mail address', () => {
	it('is searched in the center, then registered', async () => {
		const run = await register([{ email: 'ada@example.com' }]);
		expect(zenoti.requests()).toEqual([search('ada@example.com'), post]);
		expect(zenoti.provider.diary.map(essence)[1]!.body).toEqual({
			track_id: known.track,
			guest_id: known.ada,
			center_id: known.center,
		});
		expect(run.success).toMatchObject([
			{ json: { outcome: 'created', guestId: known.ada }, pairedItem: { item: 0 } },
		]);
	});

	it('is found whatever the letter case and the spaces around the address, on both sides', async () => {
		addGuest(77, ' Dora@Example.com ');
		const run = await register([{ email: ' ADA@example.COM ' }, { email: 'dora@example.com' }]);
		expect(run.success.map(({ json }) => json.guestId)).toEqual([
			known.ada,
			'33333333-3333-4333-8333-000000000077',
		]);
		expect(zenoti.provider.diary[0]!.query.email).toBe('ADA@example.COM');
	});

	it('is told from others whose address merely begins alike', async () => {
		const id = addGuest(70, 'eve@example.com');
		for (let number = 100; number < 250; number++) addGuest(number, `eve@example.com.${number}`);
		zenoti.provider.state.guests.delete(id);
		addGuest(70, 'eve@example.com');
		const run = await register([{ email: 'eve@example.com' }]);
		expect(run.success[0]!.json.guestId).toBe(id);
		expect(zenoti.requests()).toEqual([
			search('eve@example.com'),
			search('eve@example.com', undefined, 2),
			post,
		]);
	});

	it('is searched once for many rows and registered once', async () => {
		const run = await register([
			{ email: 'ada@example.com' },
			{ email: 'ADA@example.com' },
			{ email: 'ada@example.com' },
		]);
		expect(run.success.map(({ json }) => json.outcome)).toEqual([
			'created',
			'unchanged',
			'unchanged',
		]);
		expect(zenoti.requests().filter((url) => url.includes('search'))).toHaveLength(1);
		expect(zenoti.provider.ledger).toHaveLength(1);
	});

	it('is found in another center of the organization, and registered in the chosen one', async () => {
		const id = addGuest(80, 'far@example.com', known.otherCenter);
		const run = await register([{ email: 'far@example.com' }]);
		expect(zenoti.requests()).toEqual([
			search('far@example.com'),
			search('far@example.com', ''),
			post,
		]);
		expect(run.success[0]!.json).toMatchObject({ guestId: id, centerId: known.center });
	});

	it('counts as one guest when Zenoti lists the same one twice', async () => {
		const guest = { id: known.ada, personal_info: { email: 'ada@example.com' } };
		const twin = { ...guest, id: known.ada.toUpperCase() };
		zenoti.answerNext('search', 200, { guests: [guest, twin] });
		const run = await register([{ email: 'ada@example.com' }]);
		expect(run.success[0]!.json.guestId).toBe(known.ada);
	});
});

describe('an e-mail address that leads to nobody', () => {
	const sentence = `Could not register guest nobody@example.com for workshop 11900: Zenoti knows no guest with the e-mail address nobody@example.com in center ${known.center}. Correct the address, or create the guest first. [item 0]`;

	it('fails by name, and nobody is registered', async () => {
		const run = await register([{ email: 'nobody@example.com' }, { email: 'ben@example.com' }]);
		expect(run.failed).toEqual([
			{
				json: {
					email: 'nobody@example.com',
					error: sentence,
					message: expect.stringContaining('Zenoti knows no guest'),
					details: {
						reason: 'notFound',
						httpStatus: null,
						providerCode: null,
						retryable: false,
						step: null,
					},
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(run.success.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
	});

	it('fails alike where the organization allows no search without a center', async () => {
		zenoti.provider.state.searchGuestAcrossCenters = false;
		const run = await register([{ email: 'nobody@example.com' }]);
		expect(run.failed[0]!.json.error).toBe(sentence);
		expect(zenoti.requests()).toHaveLength(2);
	});

	it.each(['not-an-email', 'a b@example.com', '..', ''])('%p is refused unsent', async (email) => {
		const run = await register([{ email }]);
		expect(detailsOf(run.failed[0])).toMatchObject({ reason: 'invalidInput' });
		expect(zenoti.requests()).toEqual([]);
	});
});

describe('an e-mail address that leads to several guests', () => {
	it('fails, naming them, and nobody is registered', async () => {
		addGuest(90, 'ada@example.com');
		const run = await register([{ email: 'ada@example.com' }]);
		expect(run.failed[0]!.json.error).toBe(
			`Could not register guest ada@example.com for workshop 11900: 2 guests have the e-mail address ada@example.com: Ada Example (${known.ada}), Guest 90 (33333333-3333-4333-8333-000000000090). Choose 'By ID' in 'Guest' and enter the right one, or merge them in Zenoti. [item 0]`,
		);
		expect(detailsOf(run.failed[0])).toMatchObject({ reason: 'ambiguous', retryable: false });
		expect(zenoti.provider.ledger).toEqual([]);
	});

	it('names at most five of them', async () => {
		for (let number = 91; number <= 97; number++) addGuest(number, 'ada@example.com');
		const run = await register([{ email: 'ada@example.com' }]);
		const message = String(run.failed[0]!.json.message);
		expect(message).toMatch(/^8 guests have .+ and 3 more$/);
		expect(message.match(/-4333-/g)).toHaveLength(5);
	});

	it('takes the one in the center before those elsewhere', async () => {
		addGuest(90, 'ada@example.com', known.otherCenter);
		const run = await register([{ email: 'ada@example.com' }]);
		expect(run.success[0]!.json.guestId).toBe(known.ada);
	});
});

describe('a search that does not work', () => {
	it('fails in Zenoti’s words when it is refused', async () => {
		zenoti.answerNext('search', 400, { error: { code: 502, message: 'InvalidInput' } });
		const run = await register([{ email: 'ada@example.com' }]);
		expect(run.failed[0]!.json.message).toBe('InvalidInput');
		expect(detailsOf(run.failed[0])).toMatchObject({ reason: 'rejected', providerCode: 502 });
	});

	it('is never taken for "nobody" when the answer is no list', async () => {
		zenoti.answerNext('search', 200, { error: null });
		const run = await register([{ email: 'ada@example.com' }]);
		expect(detailsOf(run.failed[0])).toMatchObject({ reason: 'unexpectedAnswer' });
	});

	it('means "nobody" when the list is empty, null, or left out with a total of 0', async () => {
		for (const body of [{ guests: [] }, { guests: null }, { page_info: { total: 0 } }]) {
			zenoti.provider.faults.clear();
			zenoti.provider.faults.add({
				match: { path: 'search', times: 'always' },
				effect: { kind: 'status', code: 200, body },
			});
			const run = await register([{ email: 'ada@example.com' }]);
			expect(detailsOf(run.failed[0])).toMatchObject({ reason: 'notFound' });
		}
	});

	it('is tried again for the next row', async () => {
		zenoti.answerNext('search', 400, { error: { code: 502, message: 'InvalidInput' } });
		zenoti.provider.latencyMs = 5;
		const run = await register([
			{ email: 'ada@example.com' },
			...Array.from({ length: 6 }, () => ({ email: 'ada@example.com' })),
		]);
		expect(run.success.length).toBeGreaterThan(0);
	});
});
