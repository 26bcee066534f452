import type { IDataObject } from 'n8n-workflow';

import { detailsOf, known, located, useZenoti } from '../zenotiRun';

const zenoti = useZenoti();

const update = async (
	updateFields: IDataObject,
	changes: IDataObject = {},
	items?: IDataObject[],
) =>
	await zenoti.run({
		resource: 'guest',
		operation: 'update',
		parameters: { guestId: located('id', known.ada), updateFields, ...changes },
		items,
		onError: 'continueErrorOutput',
	});

const guestOf = (id: string = known.ada) => zenoti.provider.state.guests.get(id)!;
const put = () => zenoti.provider.diary.filter(({ method }) => method === 'PUT');

/** Ada with something in every group that comes only when it is asked for. */
const whole = () => {
	const ada = {
		...guestOf(),
		tags: ['vip'],
		referral: { referral_source: { id: 'x', name: 'Friend' } },
		login_info: { user_name: 'ada' },
		preferences: { receive_marketing_email: true, recieve_lp_stmt: true },
		address_info: { address_1: '1 Old Road', city: 'Columbus', country_id: 225, state_id: 69 },
		guest_type: 3,
	};
	ada.personal_info.mobile_phone = { country_code: 225, number: '202-555-0123' };
	zenoti.provider.state.guests.set(known.ada, ada);
	return structuredClone(ada);
};

zenoti.describeContract({
	resource: 'guest',
	operation: 'update',
	parameters: {
		guestId: located('id', '={{ $json.guestId }}') as never,
		updateFields: { city: 'Columbus' },
	},
	rows: [{ guestId: known.ada }, { guestId: known.ben }, { guestId: known.cleo }],
	ownData: ({ guestId }) => ({ guestId }),
	writes: true,
	expressionFields: ['guestId'],
	request: { method: 'PUT', path: '/guests/[0-9a-f-]{36}$' },
});

describe('one changed field', () => {
	it('is written back with everything else, whole', async () => {
		const before = whole();
		const run = await update({ city: 'Dayton' });
		expect(zenoti.requests()).toEqual([
			`GET /v1/guests/${known.ada}?expand=tags&expand=referral&expand=address_info&expand=preferences&expand=login_info`,
			`PUT /v1/guests/${known.ada}`,
		]);
		const after = { ...before, address_info: { ...before.address_info, city: 'Dayton' } };
		expect(put()[0]!.body).toEqual(after);
		expect(guestOf()).toEqual(after);
		expect(run.success).toMatchObject([
			{
				json: { outcome: 'updated', guestId: known.ada, code: before.code },
				pairedItem: { item: 0 },
			},
		]);
		expect(run.hints[0]!.message).toBe('1 person: 1 updated.');
	});

	it('does not send the mark back that all is well', async () => {
		zenoti.answerNext('guests/', 200, { ...whole(), error: null }, 'GET');
		await update({ city: 'Dayton' });
		expect(put()[0]!.body).not.toHaveProperty('error');
	});

	it('is no write when it is so already', async () => {
		whole();
		const run = await update({
			city: 'Columbus',
			firstName: 'Ada',
			mobileNumber: '(202) 555 0123',
			receiveMarketingEmail: true,
		});
		expect(run.success[0]!.json).toMatchObject({ outcome: 'unchanged', id: known.ada });
		expect(put()).toEqual([]);
		expect(run.hints[0]!.message).toBe('1 person: 1 already so.');
	});
});

describe('what the row gives', () => {
	it('goes under Zenoti’s names', async () => {
		const before = whole();
		await update({
			email: 'ada.new@example.com',
			firstName: 'Adah',
			lastName: 'Novak',
			dateOfBirth: '1990-05-31',
			receiveMarketingEmail: false,
			stateName: 'Ohio',
		});
		expect(put()[0]!.body).toEqual({
			...before,
			personal_info: {
				...before.personal_info,
				email: 'ada.new@example.com',
				first_name: 'Adah',
				last_name: 'Novak',
				date_of_birth: '1990-05-31T00:00:00',
			},
			preferences: { receive_marketing_email: false, recieve_lp_stmt: true },
			address_info: { ...before.address_info, state_other: 'Ohio' },
		});
	});

	it('leaves what is empty as it is', async () => {
		const before = whole();
		await update({ city: '', firstName: null, zipCode: '43085' });
		expect(put()[0]!.body).toEqual({
			...before,
			address_info: { ...before.address_info, zip_code: '43085' },
		});
	});

	it('keeps the country of a new mobile number unless another one is given', async () => {
		whole();
		await update({ mobileNumber: '2025550199' });
		await update({ mobileNumber: '2025550199', mobileCountryId: '95' });
		expect(put().map(({ body }) => (body as IDataObject).personal_info)).toMatchObject([
			{ mobile_phone: { country_code: 225, number: '2025550199' } },
			{ mobile_phone: { country_code: 95, number: '2025550199' } },
		]);
	});

	it('asks for the country of a first mobile number, and writes nothing', async () => {
		const run = await update({ mobileNumber: '2025550199' });
		expect(run.failed[0]!.json.message).toBe("'Mobile Country ID' is empty for this row");
		expect(zenoti.writes()).toEqual([]);
	});

	it('includes raw fields', async () => {
		whole();
		const additionalBody = { personal_info: { home_phone: { country_code: 225, number: '1' } } };
		await update({}, { options: { additionalBody: JSON.stringify(additionalBody) } });
		expect(put()[0]!.body).toMatchObject({
			personal_info: { ...additionalBody.personal_info, first_name: 'Ada' },
		});
	});
});

describe('Clear Fields', () => {
	it('makes blank what is named, and nothing else', async () => {
		const before = whole();
		await update({ clearFields: ['address1', 'email', 'mobileNumber'] });
		expect(put()[0]!.body).toEqual({
			...before,
			personal_info: { ...before.personal_info, email: null, mobile_phone: null },
			address_info: { ...before.address_info, address_1: null },
		});
	});

	it('is no write when all of it is blank already', async () => {
		const run = await update({ clearFields: ['dateOfBirth', 'mobileNumber', 'zipCode'] });
		expect(run.success[0]!.json.outcome).toBe('unchanged');
		expect(put()).toEqual([]);
	});

	it.each([
		[
			{ clearFields: ['city'], city: 'Dayton' },
			"'Clear Fields' names a field that is filled in: City",
		],
		[{ clearFields: ['lastName'] }, `'Clear Fields' does not know "lastName"`],
	])('%p is refused unsent', async (fields, message) => {
		const run = await update(fields);
		expect(run.failed[0]!.json.message).toBe(message);
		expect(zenoti.requests()).toEqual([]);
	});
});

it('two rows about the same guest build on each other', async () => {
	whole();
	zenoti.provider.latencyMs = 15;
	await update({ city: '={{ $json.city }}', zipCode: '={{ $json.zip }}' }, {}, [
		{ city: 'Dayton' },
		{ zip: '43085' },
	]);
	expect(guestOf().address_info).toMatchObject({ city: 'Dayton', zip_code: '43085' });
});

it('finds the guest by e-mail address', async () => {
	const run = await update(
		{ city: 'Dayton' },
		{ guestId: located('email', 'BEN@example.com'), centerId: located('id', known.center) },
	);
	expect(run.success[0]!.json).toMatchObject({ outcome: 'updated', guestId: known.ben });
});

it('sends the same record again when an answer is lost, which changes nothing more', async () => {
	whole();
	zenoti.provider.faults.add({
		match: { method: 'PUT' },
		effect: { kind: 'close', when: 'after' },
	});
	const run = await update({ city: 'Dayton' });
	expect(run.success[0]!.json.outcome).toBe('updated');
	expect(put().map(({ body }) => body)).toEqual([put()[0]!.body, put()[0]!.body]);
	expect(zenoti.writes().map(([action]) => action)).toEqual(['guest.updated', 'guest.rewritten']);
});

it('a guest who cannot be read is not written', async () => {
	zenoti.answerNext('guests/', 200, {}, 'GET');
	const run = await update({ city: 'Dayton' });
	expect(detailsOf(run.failed[0])).toMatchObject({ reason: 'unexpectedAnswer' });
	expect(put()).toEqual([]);
});

it('a refusal is passed on in Zenoti’s words', async () => {
	zenoti.provider.state.unknownCountries = 'refused';
	const run = await update({ countryId: '1' });
	expect(run.failed[0]!.json).toMatchObject({
		error: `Could not update guest ${known.ada}: Country is not valid. Check 'Country ID' and 'State ID'. [item 0]`,
		details: { reason: 'rejected', providerCode: 484 },
	});
});

test("'Check Only' tells what would change from what is so, and writes nothing", async () => {
	whole();
	const options = { checkOnly: true };
	const changing = await update({ city: 'Dayton' }, { options });
	const same = await update({ city: 'Columbus' }, { options });
	expect([...changing.success, ...same.success].map(({ json }) => [json.outcome, json.id])).toEqual(
		[
			['wouldUpdate', known.ada],
			['unchanged', known.ada],
		],
	);
	expect(zenoti.writes()).toEqual([]);
});
