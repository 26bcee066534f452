import type { IDataObject } from 'n8n-workflow';

import { detailsOf, known, located, strangers, useZenoti } from '../zenotiRun';

const zenoti = useZenoti();

const parameters = {
	centerId: located('id', known.center),
	firstName: '={{ $json.firstName }}',
	lastName: '={{ $json.lastName }}',
	additionalFields: { email: '={{ $json.email }}' },
};

const create = async (items: IDataObject[], changes: IDataObject = {}, timezone?: string) =>
	await zenoti.run({
		resource: 'guest',
		operation: 'create',
		parameters: { ...parameters, ...changes },
		items,
		onError: 'continueErrorOutput',
		timezone,
	});

const dora = { email: 'dora@example.com', firstName: 'Dora', lastName: 'Novak' };
const search = (query: string) => `GET /v1/guests/search?page=1&size=100&${query}`;
const inCenter = `&center_id=${known.center}`;
const body = (index = 0) =>
	zenoti.provider.diary.filter(({ method }) => method === 'POST')[index]?.body as IDataObject;

zenoti.describeContract({
	resource: 'guest',
	operation: 'create',
	parameters: parameters as never,
	rows: strangers.slice(0, 3),
	crowd: strangers,
	ownData: ({ email }) => ({
		guestId: expect.any(String),
		personal_info: expect.objectContaining({ email }),
	}),
	writes: true,
	expressionFields: ['centerId', 'firstName', 'lastName'],
	request: { method: 'POST', path: '/guests$' },
});

describe('somebody who is no guest yet', () => {
	it('is looked for in the center by e-mail address, then created with what is given', async () => {
		const run = await create([dora]);
		expect(zenoti.requests()).toEqual([
			search(`email=dora%40example.com${inCenter}`),
			'POST /v1/guests',
		]);
		expect(body()).toEqual({
			center_id: known.center,
			personal_info: { first_name: 'Dora', last_name: 'Novak', email: 'dora@example.com' },
		});
		const [guest] = [...zenoti.provider.state.guests.values()].slice(-1);
		expect(run.success).toEqual([
			{
				json: {
					outcome: 'created',
					guestId: guest!.id,
					centerId: known.center,
					...guest,
					address_info: undefined,
					preferences: undefined,
					referral: undefined,
					login_info: undefined,
					tags: undefined,
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(zenoti.writes()).toEqual([['guest.created', 'dora@example.com']]);
		expect(run.hints[0]!.message).toBe('1 person: 1 created.');
	});

	it('takes every field along under Zenoti’s names', async () => {
		const additionalFields = {
			address1: ' 12 Main Street ',
			address2: 'Apartment 4',
			city: 'Columbus',
			countryId: '225',
			dateOfBirth: '1990-05-31',
			email: ' dora@example.com ',
			gender: 0,
			middleName: 'Ann',
			mobileCountryId: 225,
			mobileNumber: '(202) 555-0123',
			receiveMarketingEmail: false,
			receiveMarketingSms: 'yes',
			receiveTransactionalEmail: true,
			receiveTransactionalSms: true,
			stateId: '-2',
			stateName: 'Ohio',
			zipCode: 43085,
		};
		await create([dora], { additionalFields });
		expect(body()).toEqual({
			center_id: known.center,
			personal_info: {
				first_name: 'Dora',
				last_name: 'Novak',
				middle_name: 'Ann',
				email: 'dora@example.com',
				gender: 0,
				date_of_birth: '1990-05-31T00:00:00',
				mobile_phone: { country_code: 225, number: '2025550123' },
			},
			address_info: {
				address_1: '12 Main Street',
				address_2: 'Apartment 4',
				city: 'Columbus',
				country_id: 225,
				state_id: -2,
				state_other: 'Ohio',
				zip_code: '43085',
			},
			preferences: {
				receive_marketing_email: false,
				receive_marketing_sms: true,
				receive_transactional_email: true,
				receive_transactional_sms: true,
			},
		});
	});

	it('takes further fields along but never lets them change who it is', async () => {
		const additionalBody = JSON.stringify({
			code: 'VIP1',
			center_id: known.otherCenter,
			personal_info: { first_name: 'Nobody', preferred_name: 'Dolly' },
		});
		await create([dora], { options: { additionalBody } });
		expect(body()).toEqual({
			code: 'VIP1',
			center_id: known.center,
			personal_info: {
				first_name: 'Dora',
				last_name: 'Novak',
				preferred_name: 'Dolly',
				email: 'dora@example.com',
			},
		});
	});

	it.each([
		['a day', '1990-05-31', '1990-05-31'],
		['a moment late on that day, whatever its offset', '1990-05-31T23:30:00-11:00', '1990-05-31'],
		['midnight in UTC', '1990-05-31T00:00:00.000Z', '1990-05-31'],
		[
			'a date of Luxon',
			"={{ DateTime.fromISO('1990-05-31', { zone: 'Asia/Tokyo' }) }}",
			'1990-05-31',
		],
		[
			'a JavaScript date, in the workflow’s zone',
			"={{ new Date('1990-05-31T05:00:00Z') }}",
			'1990-05-30',
		],
	])('keeps the birthday as it is written: %s', async (_, dateOfBirth, day) => {
		await create([dora], { additionalFields: { dateOfBirth } }, 'Pacific/Honolulu');
		expect(body().personal_info).toMatchObject({ date_of_birth: `${day}T00:00:00` });
	});

	it('is created without any search when nothing tells them from others', async () => {
		await create([dora, dora], { additionalFields: {} });
		expect(zenoti.requests()).toEqual(['POST /v1/guests', 'POST /v1/guests']);
	});
});

describe('somebody who is a guest already', () => {
	it('comes out as unchanged with that guest', async () => {
		const run = await create([{ ...dora, email: ' ADA@example.com ' }]);
		expect(run.success).toMatchObject([
			{
				json: { outcome: 'unchanged', guestId: known.ada, centerId: known.center, id: known.ada },
				pairedItem: { item: 0 },
			},
		]);
		expect(zenoti.writes()).toEqual([]);
		expect(run.hints[0]!.message).toBe('1 person: 1 already there.');
	});

	it("fails when 'If Already Exists' says so", async () => {
		const run = await create([{ ...dora, email: 'ada@example.com' }], {
			options: { ifAlreadyExists: 'fail' },
		});
		expect(run.failed[0]!.json).toMatchObject({
			error: `Could not create guest Dora Novak: There is such a guest already: Ada Example (${known.ada}). Set 'If Already Exists' to 'Succeed' to accept this. [item 0]`,
			details: { reason: 'rejected', httpStatus: null, retryable: false },
		});
		expect(zenoti.writes()).toEqual([]);
	});

	it("is created once more when 'If Already Exists' says so, without any search", async () => {
		const run = await create([{ ...dora, email: 'ada@example.com' }], {
			options: { ifAlreadyExists: 'createAnyway' },
		});
		expect(run.success[0]!.json.outcome).toBe('created');
		expect(zenoti.requests()).toEqual(['POST /v1/guests']);
	});

	it('is created in this center when they are a guest of another one only', async () => {
		zenoti.guest({ number: 50, email: dora.email, centerId: known.otherCenter });
		const run = await create([dora]);
		expect(run.success[0]!.json.outcome).toBe('created');
	});

	it('is not guessed when several have the address', async () => {
		const twin = zenoti.guest({ number: 51, email: 'ada@example.com' });
		const run = await create([{ ...dora, email: 'ada@example.com' }]);
		expect(run.failed[0]!.json.error).toBe(
			`Could not create guest Dora Novak: 2 guests have the e-mail address ada@example.com: Ada Example (${known.ada}), Guest 51 (${twin}). Merge them in Zenoti, or set 'If Already Exists' to 'Create Anyway'. [item 0]`,
		);
		expect(detailsOf(run.failed[0])).toMatchObject({ reason: 'ambiguous' });
		expect(zenoti.writes()).toEqual([]);
	});

	it('is created once when the sheet has them twice, even if Zenoti’s search is slow to know them', async () => {
		zenoti.provider.faults.add({
			match: { path: 'search', times: 'always' },
			effect: { kind: 'status', code: 200, body: { guests: [] } },
		});
		const run = await create([dora, { ...dora, email: 'DORA@example.com' }]);
		expect(run.success.map(({ json }) => json.outcome)).toEqual(['created', 'unchanged']);
		expect(run.success[1]!.json.guestId).toBe(run.success[0]!.json.guestId);
		expect(zenoti.writes()).toHaveLength(1);
	});

	describe('without an e-mail address', () => {
		const byPhone = {
			additionalFields: { mobileNumber: '={{ $json.phone }}', mobileCountryId: '225' },
		};
		const phone = { country_code: 225, number: '202-555-0123' };
		const family = { phone: '2025550123', firstName: 'Eve', lastName: 'Stone' };
		let eve: string;
		beforeEach(() => {
			eve = zenoti.guest({ number: 60, firstName: 'EVE', lastName: 'Stone', phone });
		});

		it('is recognised by mobile number and name', async () => {
			zenoti.provider.state.unsearchableGuestFields = ['phone'];
			const run = await create([{ ...family, firstName: ' eve' }], byPhone);
			expect(zenoti.requests()[0]).toBe(search(`phone=2025550123${inCenter}`));
			expect(run.success[0]!.json).toMatchObject({ outcome: 'unchanged', guestId: eve });
		});

		it('is somebody else when only the mobile number is the same, as in a family', async () => {
			zenoti.provider.state.unsearchableGuestFields = ['phone'];
			const run = await create([{ ...family, firstName: 'Theo' }], byPhone);
			expect(run.success[0]!.json.outcome).toBe('created');
		});
	});
});

describe('what Zenoti refuses', () => {
	it('a guest who lacks what the organization asks for, saying where to add it', async () => {
		zenoti.provider.state.mandatoryGuestFields = ['gender'];
		const run = await create([dora]);
		expect(run.failed[0]!.json).toMatchObject({
			error:
				"Could not create guest Dora Novak: Guest mandatory fields missing: first_name, last_name, gender. The guest settings of this organization ask for more: add it to the row's fields. [item 0]",
			details: { reason: 'rejected', httpStatus: 400, providerCode: 481 },
		});
	});

	it('an address that is taken in another center: then that guest is the one', async () => {
		zenoti.provider.state.duplicateGuestEmails = 'refused';
		const other = zenoti.guest({ number: 70, email: dora.email, centerId: known.otherCenter });
		const run = await create([dora]);
		expect(run.success[0]!.json).toMatchObject({ outcome: 'unchanged', guestId: other });
		expect(zenoti.writes()).toEqual([]);
	});

	it('an address that is taken where nobody can see it', async () => {
		zenoti.answerNext('guests$', 400, { error: { code: 442, message: 'Email exists' } }, 'POST');
		const run = await create([dora]);
		expect(run.failed[0]!.json).toMatchObject({
			error:
				'Could not create guest Dora Novak: Email exists. Another guest has this e-mail address: look for them in Zenoti. [item 0]',
			details: { reason: 'rejected', providerCode: 442 },
		});
	});

	it('a search: then nobody is created', async () => {
		zenoti.answerNext('search', 400, { error: { code: 502, message: 'InvalidInput' } });
		const run = await create([dora]);
		expect(run.failed[0]!.json.message).toBe('InvalidInput');
		expect(zenoti.writes()).toEqual([]);
	});
});

describe('an answer that does not come', () => {
	const lost = (when: 'before' | 'after', times: number | 'always' = 1) =>
		zenoti.provider.faults.add({
			match: { method: 'POST', path: 'guests$', times },
			effect: { kind: 'close', when },
		});

	it('is replaced by the guest who was created', async () => {
		lost('after');
		const run = await create([dora]);
		expect(run.success[0]!.json).toMatchObject({ outcome: 'created', guestId: expect.any(String) });
		expect(zenoti.writes()).toEqual([['guest.created', 'dora@example.com']]);
	});

	it('is asked for once more when the guest is surely absent', async () => {
		lost('before');
		const run = await create([dora]);
		expect(run.success[0]!.json.outcome).toBe('created');
		expect(zenoti.writes()).toEqual([['guest.created', 'dora@example.com']]);
	});

	it.each([
		['nothing tells the guest from others', { additionalFields: {} }],
		['the guest may have been there before', { options: { ifAlreadyExists: 'createAnyway' } }],
	])('leaves the outcome unknown when %s', async (_, changes) => {
		lost('after');
		const run = await create([dora], changes);
		expect(detailsOf(run.failed[0])).toMatchObject({ reason: 'outcomeUnknown', retryable: false });
		expect(zenoti.writes()).toHaveLength(1);
	});

	it('that lacks the new ID is completed by a search', async () => {
		zenoti.provider.faults.add({
			match: { method: 'POST' },
			effect: { kind: 'status', code: 200, body: { status: 'ok' }, when: 'after' },
		});
		const run = await create([dora]);
		expect(run.success[0]!.json).toMatchObject({ outcome: 'created', guestId: expect.any(String) });
		expect(zenoti.writes()).toHaveLength(1);
	});
});

describe("'Check Only'", () => {
	const check = async (items: IDataObject[], changes: IDataObject = {}) =>
		(await create(items, { options: { checkOnly: true, ...changes } })).success.map(
			({ json }) => json.outcome,
		);

	it('tells new people from guests and repeated rows, and creates nobody', async () => {
		const [stranger] = strangers;
		const rows = [dora, { ...dora, email: 'ada@example.com' }, { ...dora }, stranger!];
		expect(await check(rows)).toEqual(['wouldCreate', 'unchanged', 'unchanged', 'wouldCreate']);
		expect(zenoti.writes()).toEqual([]);
	});

	it('fails a repeated row where a guest who exists already is to fail it', async () => {
		const options = { checkOnly: true, ifAlreadyExists: 'fail' };
		const { failed } = await create([dora, { ...dora }], { options });
		expect(failed.map(({ json }) => json.message)).toEqual([
			'There is such a guest already: Dora Novak',
		]);
	});

	it('promises as many guests as would be created where nobody is looked up', async () => {
		const outcomes = await check([dora, dora], { ifAlreadyExists: 'createAnyway' });
		expect(outcomes).toEqual(['wouldCreate', 'wouldCreate']);
	});
});

describe('rows that are refused before anything is sent', () => {
	it.each([
		[
			'mobileNumber',
			'+1 202 555 0123',
			`'Mobile Number' begins with a dial code: "+1 202 555 0123"`,
		],
		['mobileNumber', '0012025550123', `'Mobile Number' begins with a dial code: "0012025550123"`],
		['mobileNumber', 'call me', `'Mobile Number' is not a phone number: "call me"`],
		['mobileNumber', '2025550123', "'Mobile Country ID' is empty for this row"],
		['email', 'dora', `'Email' is not an e-mail address: "dora"`],
		['gender', 'female', `'Gender' must be a whole number, not "female"`],
		['dateOfBirth', '31/05/1990', `'Date of Birth' is not a date: "31/05/1990"`],
		[
			'receiveMarketingEmail',
			'maybe',
			`'Receive Marketing Email' must be true or false, not "maybe"`,
		],
	])('%s = %p', async (field, value, message) => {
		const run = await create([{ ...dora, value }], {
			additionalFields: { [field]: '={{ $json.value }}' },
		});
		expect(run.failed[0]!.json.message).toBe(message);
		expect(detailsOf(run.failed[0])).toMatchObject({ reason: 'invalidInput' });
		expect(zenoti.requests()).toEqual([]);
	});
});
