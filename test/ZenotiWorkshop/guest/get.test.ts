import type { IDataObject } from 'n8n-workflow';

import { detailsOf, known, located, useZenoti } from '../zenotiRun';

const zenoti = useZenoti();

const get = async (guestId: IDataObject | string, changes: IDataObject = {}) =>
	await zenoti.run({
		resource: 'guest',
		operation: 'get',
		parameters: { guestId, ...changes },
		onError: 'continueErrorOutput',
	});

const read = `GET /v1/guests/${known.ada}?expand=tags&expand=referral&expand=address_info&expand=preferences&expand=login_info`;

zenoti.describeContract({
	resource: 'guest',
	operation: 'get',
	parameters: { guestId: located('id', '={{ $json.guestId }}') as never },
	rows: [{ guestId: known.ada }, { guestId: known.ben }, { guestId: known.cleo }],
	ownData: ({ guestId }) => ({ id: guestId }),
	writes: false,
	expressionFields: ['guestId'],
	request: { method: 'GET', path: '/guests/[0-9a-f-]{36}$' },
});

it('brings at most ten fields of the guest, flat', async () => {
	zenoti.guest({
		number: 1,
		id: known.ada,
		firstName: 'Ada',
		lastName: 'Example',
		email: 'ada@example.com',
		phone: { country_code: 225, number: '2025550123' },
		code: 'G1',
	});
	const run = await get(located('id', known.ada));
	expect(zenoti.requests()).toEqual([read]);
	expect(run.success).toEqual([
		{
			json: {
				id: known.ada,
				code: 'G1',
				first_name: 'Ada',
				last_name: 'Example',
				email: 'ada@example.com',
				mobile_phone: '2025550123',
				date_of_birth: '0001-01-01T00:00:00',
				center_id: known.center,
				created_date: '2026-01-05T09:00:00',
			},
			pairedItem: { item: 0 },
		},
	]);
});

it('leaves out what Zenoti leaves out', async () => {
	const run = await get(located('id', known.ada));
	expect(Object.keys(run.success[0]!.json)).not.toContain('center_name');
});

it('brings the whole guest as Zenoti keeps it without Simplify', async () => {
	const run = await get(located('list', known.ada), { simplify: false });
	expect(run.success[0]!.json).toEqual(zenoti.provider.state.guests.get(known.ada));
});

describe('by e-mail address', () => {
	it('is searched in the whole organization without a center', async () => {
		const run = await get(located('email', ' ADA@example.com '));
		expect(zenoti.requests()).toEqual([
			'GET /v1/guests/search?page=1&size=100&email=ADA%40example.com',
			read,
		]);
		expect(run.success[0]!.json.id).toBe(known.ada);
	});

	it('is searched in the center first when one is given', async () => {
		const centerId = located('id', known.center);
		const run = await get(located('email', 'ada@example.com'), { centerId });
		expect(zenoti.requests()[0]).toBe(
			`GET /v1/guests/search?page=1&size=100&email=ada%40example.com&center_id=${known.center}`,
		);
		expect(run.success[0]!.json.id).toBe(known.ada);
	});

	it('works with a plain address from an AI tool', async () => {
		const run = await get('ada@example.com');
		expect(run.success[0]!.json.id).toBe(known.ada);
	});

	it('fails by name when nobody has it', async () => {
		const run = await get(located('email', 'nobody@example.com'));
		expect(run.failed[0]!.json.error).toBe(
			'Could not get guest nobody@example.com: Zenoti knows no guest with the e-mail address nobody@example.com. Correct the address, or create the guest first. [item 0]',
		);
		expect(detailsOf(run.failed[0])).toMatchObject({ reason: 'notFound' });
	});

	it('asks for the center where the organization allows no search across centers', async () => {
		zenoti.provider.state.searchGuestAcrossCenters = false;
		const run = await get(located('email', 'ada@example.com'));
		expect(run.failed[0]!.json.error).toBe(
			"Could not get guest ada@example.com: Invalid center_id. Fill in 'Center': without it, Zenoti may allow no search across centers. [item 0]",
		);
	});
});

it('an unknown guest is not found', async () => {
	const run = await get(located('id', '33333333-3333-4333-8333-999999999999'));
	expect(run.failed[0]!.json).toMatchObject({
		error:
			"Could not get guest 33333333-3333-4333-8333-999999999999: Guest not found. Check 'Guest'. [item 0]",
		details: { reason: 'notFound', httpStatus: 400, providerCode: 414 },
	});
});
