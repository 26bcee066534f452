import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { crowd, emailOf, expectFailure, jsonOf, known, outcomesOf } from '../swoogoRun';
import { ada, additionalFields, few, many, nora, parameters, row, useUpserts } from './upserting';

const { swoogo, upsert, posts, puts } = useUpserts();

const company = { company: 'Northwind' };

describe.each([
	[
		'somebody new',
		[nora, row('otto.berg@example.com', company), row('pia.lund@example.com', company)],
		Array.from({ length: 16 }, (_, index) => row(`newcomer.${index}@example.com`, company)),
		{ method: 'POST', path: '/registrants/create$' },
	],
	[
		'somebody known',
		[ada, row(emailOf('ben'), company), row(emailOf('cleo'), company)],
		crowd.map(({ name }) => row(emailOf(name), company)),
		{ method: 'PUT', path: '/registrants/update/' },
	],
])('%s', (_, rows, many16, request) => {
	swoogo.describeContract({
		resource: 'registrant',
		operation: 'upsert',
		parameters: { ...parameters, additionalFields } as INodeParameters,
		rows,
		crowd: many16,
		ownData: ({ email, eventId }) => ({
			email,
			eventId: `${eventId as number}`,
			registrantId: expect.stringMatching(/^\d+$/),
		}),
		writes: true,
		expressionFields: ['eventId', 'email'],
		request,
	});
});

describe('somebody new', () => {
	it('is created with what the row says, and no mail', async () => {
		const run = await upsert([nora]);
		expect(posts()).toMatchObject([
			{
				rawBody:
					'event_id=700&email=nora.ibsen%40example.com&first_name=Nora&last_name=Ibsen&send_email=false',
			},
		]);
		expect(run.success).toEqual([
			{
				json: {
					outcome: 'created',
					eventId: '700',
					registrantId: '9001',
					...swoogo.registrant(9001),
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(run.hints[0].message).toBe('1 person: 1 registered.');
	});

	it('may be known by nothing but the e-mail', async () => {
		await upsert([row('nora@example.com')]);
		expect(posts()[0].body).toEqual({
			event_id: '700',
			email: 'nora@example.com',
			send_email: 'false',
		});
	});

	it('is mailed, and let into a full event, when that is wanted', async () => {
		swoogo.provider.state.events.get(known.event)!.capacity = 1;
		await upsert([nora], { sendEmail: true, overrideCapacity: true });
		expect(swoogo.writes()).toEqual([
			'registrant.create nora.ibsen@example.com',
			'mail.registration_created nora.ibsen@example.com',
		]);
		expect(posts()[0].query).toEqual({ override_capacity_errors: 'true' });
	});

	it('is created in this event although another one knows the e-mail', async () => {
		expect(outcomesOf(await upsert([row(emailOf('zoe'))]))).toEqual(['created']);
	});
});

describe.each([
	['few rows', few],
	['many rows', many],
])('somebody known, in a run of %s', (_, run) => {
	it.each(['ada@example.com', ' ADA@Example.com'])('is found as %j', async (email) => {
		const { success } = await upsert(run({ ...ada, email }));
		expect(success[0].json).toMatchObject({
			outcome: 'updated',
			registrantId: '5101',
			eventId: '700',
			company: 'Northwind',
		});
		expect(posts()).toEqual([]);
	});

	it('is told only what differs, and that no mail is wanted', async () => {
		await upsert(run(ada));
		expect(puts()).toMatchObject([
			{
				url: '/api/v1/registrants/update/5101',
				rawBody: 'company=Northwind&send_email=false',
				headers: { 'content-type': 'application/x-www-form-urlencoded' },
			},
		]);
		expect(swoogo.writes()).toEqual(['registrant.update ada@example.com']);
	});

	it('is left alone when nothing differs', async () => {
		Object.assign(swoogo.registrant(known.ada), company);
		const { success } = await upsert(run(ada));
		expect(success[0].json).toMatchObject({ outcome: 'unchanged', registrantId: '5101' });
		expect(puts()).toEqual([]);
	});

	it('is mailed when that is wanted and something differs, and only then', async () => {
		const [first, , ...rest] = run(ada, ada);
		const { success } = await upsert([first, ada, ...rest], { sendEmail: true });
		expect(
			jsonOf(success)
				.map(({ outcome }) => outcome)
				.slice(0, 2),
		).toEqual(['updated', 'unchanged']);
		expect(swoogo.writes()).toEqual([
			'registrant.update ada@example.com',
			'mail.registration_modified ada@example.com',
		]);
	});

	it('is not told empty columns', async () => {
		Object.assign(swoogo.registrant(known.ada), company);
		const { success } = await upsert(run(row(emailOf('ada'), { company: ' ', firstName: '' })));
		expect(success[0].json).toMatchObject({ outcome: 'unchanged', company: 'Northwind' });
	});

	it('is found when Swoogo ignores the filter', async () => {
		swoogo.provider.state.unfilterableFields = ['email'];
		expect((await upsert(run(ada))).success[0].json.outcome).toBe('updated');
	});
});

test('every field of a registrant is compared, and only those that differ are sent', async () => {
	const { state } = swoogo.provider;
	state.regTypes.set(31, { id: 31, event_id: known.event, name: 'Delegate' });
	state.packages.set(41, { id: 41, event_id: known.event, name: 'Full pass' });
	const further = {
		additionalFields: {
			discountCode: 'EARLY',
			jobTitle: 'Producer',
			middleName: 'Ann',
			mobilePhone: '+1 202 555 0101',
			notes: 'Vegetarian',
			packageId: '41',
			paymentMethod: 'check',
			poNumber: 'PO-1',
			prefix: 'Dr.',
			reference: 'crm-1',
			registrationStatus: 'Confirmed',
			regTypeId: '31',
			suffix: 'Jr.',
			workPhone: '+1 202 555 0102',
		},
	};
	await upsert([row(emailOf('ada'))], {}, further);
	expect(puts()[0].body).toEqual({
		discount_code: 'EARLY',
		job_title: 'Producer',
		middle_name: 'Ann',
		mobile_phone: '+1 202 555 0101',
		notes: 'Vegetarian',
		package_id: '41',
		payment_method: 'check',
		po_number: 'PO-1',
		prefix: 'Dr.',
		reference: 'crm-1',
		reg_type_id: '31',
		suffix: 'Jr.',
		work_phone: '+1 202 555 0102',
		send_email: 'false',
	});
	expect(outcomesOf(await upsert([row(emailOf('ada'))], {}, further))).toEqual(['unchanged']);
	expect(puts()).toHaveLength(1);
});

test('what Swoogo does not return is set again by every run, but mails nobody', async () => {
	const fields = { additionalFields: { prefix: 'Dr.' } };
	const person = swoogo.registrant(known.ada) as { prefix?: string };
	for (let run = 1; run <= 2; run++) {
		delete person.prefix;
		await upsert([row(emailOf('ada'))], { sendEmail: true }, fields);
		expect(puts()).toHaveLength(run);
	}
	expect(swoogo.writes().filter((write) => write.startsWith('mail.'))).toEqual([]);
	await upsert(
		[row(emailOf('ada'))],
		{ sendEmail: true },
		{ additionalFields: { prefix: 'Prof.' } },
	);
	expect(puts().at(-1)!.body).toEqual({ prefix: 'Prof.', send_email: 'true' });
});

describe('sessions', () => {
	const join = async (sessionIds: unknown) =>
		await upsert([row(emailOf('ada'))], {}, { additionalFields: { sessionIds } as IDataObject });

	beforeEach(() => {
		const { sessions } = swoogo.provider.state;
		for (const id of [61, 62, 63]) sessions.set(id, { id, event_id: known.event, name: 'Talk' });
		Object.assign(swoogo.registrant(known.ada), {
			session_ids: ['63'],
			waitlisted_session_ids: ['62'],
		});
	});

	it('are added to those that somebody has', async () => {
		expect(outcomesOf(await join('61'))).toEqual(['updated']);
		expect(puts()[0].body).toMatchObject({ session_ids: ['63', '61'] });
		expect(swoogo.registrant(known.ada).session_ids).toEqual(['63', '61']);
	});

	it.each([['63'], [[63]], [['63', 62]]])(
		'that somebody is in, or waits for, are left: %j',
		async (ids) => {
			expect(outcomesOf(await join(ids))).toEqual(['unchanged']);
		},
	);

	it('may come as null', async () => {
		Object.assign(swoogo.registrant(known.ada), { session_ids: null });
		expect(outcomesOf(await join([61]))).toEqual(['updated']);
		expect(puts()[0].body).toMatchObject({ session_ids: ['61'] });
	});
});

describe('somebody whose registration no longer counts', () => {
	it.each([
		['few rows', few],
		['many rows', many],
	])('is named, and neither changed nor doubled, in %s', async (_, run) => {
		swoogo.registrant(known.ada).registration_status = 'cancelled';
		const { failed } = await upsert(run(ada));
		expect(jsonOf(failed)).toMatchObject([
			{
				error:
					"Could not register or update ada@example.com in event 700: Their registration no longer counts: 5101 (Ada Example, cancelled). Set 'Registration Status' in 'Additional Fields' to register them again. [item 0]",
				details: { reason: 'rejected', httpStatus: null },
			},
		]);
		expect([...posts(), ...puts()]).toEqual([]);
	});

	it.each(['confirmed', 'pending'])('is brought back by the status %s', async (status) => {
		swoogo.registrant(known.ada).registration_status = 'denied';
		const fields = { additionalFields: { registrationStatus: status } };
		expect(outcomesOf(await upsert([ada], {}, fields))).toEqual(['updated']);
		expect(puts()[0].body).toEqual({ registration_status: status, send_email: 'false' });
	});

	it('does not stand in the way of a registration of theirs that does', async () => {
		swoogo.registrant(known.ada).registration_status = 'cancelled';
		swoogo.add(5199, 'ada');
		const { success } = await upsert([ada]);
		expect(jsonOf(success)).toMatchObject([{ outcome: 'updated', registrantId: '5199' }]);
	});
});

test.each([
	['confirmed', {}],
	['cancelled', { registrationStatus: 'confirmed' }],
])('several who are %s are named, and none is changed', async (status, fields) => {
	swoogo.registrant(known.ada).registration_status = status;
	swoogo.add(5199, 'ada', { registration_status: status });
	expectFailure(await upsert([ada], {}, { additionalFields: fields }), {
		message: `Several people are registered with ada@example.com in event 700: 5101 (Ada Example, ${status}), 5199 (Ada Example, ${status})`,
		reason: 'ambiguous',
		error: `Could not register or update ada@example.com in event 700: Several people are registered with ada@example.com in event 700: 5101 (Ada Example, ${status}), 5199 (Ada Example, ${status}). Choose one, and change them by their ID with the operation 'Update'. [item 0]`,
	});
	expect(puts()).toEqual([]);
});

describe('rows about the same person', () => {
	it.each([
		['few rows', few],
		['many rows', many],
	])('register them once, and then only change what differs, in %s', async (_, run) => {
		const changed = { ...nora, email: ' NORA.ibsen@example.com', ...company };
		const { success } = await upsert(run(nora, nora, changed, changed));
		const four = jsonOf(success).slice(0, 4);
		expect(four.map(({ outcome }) => outcome)).toEqual([
			'created',
			'unchanged',
			'updated',
			'unchanged',
		]);
		expect(new Set(four.map(({ registrantId }) => registrantId))).toEqual(new Set(['9001']));
	});

	it('need no further reading in many rows', async () => {
		await upsert(many(nora, nora, { ...nora, ...company }));
		expect(swoogo.requests()).toEqual([
			'GET /registrants',
			'POST /registrants/create',
			'PUT /registrants/update/9001',
		]);
	});
});

describe('with Check Only', () => {
	it.each([
		['few rows', few],
		['many rows', many],
	])('nothing is written in a run of %s', async (_, run) => {
		const { success } = await upsert(run(nora, ada, row(emailOf('ben'))), { checkOnly: true });
		expect(jsonOf(success).slice(0, 3)).toMatchObject([
			{ outcome: 'wouldCreate', email: 'nora.ibsen@example.com', eventId: '700' },
			{ outcome: 'wouldUpdate', registrantId: '5101' },
			{ outcome: 'unchanged', registrantId: '5102' },
		]);
		expect([...posts(), ...puts()]).toEqual([]);
	});

	it('a row that would fail fails', async () => {
		swoogo.registrant(known.ada).registration_status = 'cancelled';
		const { failed } = await upsert([ada], { checkOnly: true });
		expect(jsonOf(failed)).toMatchObject([{ details: { reason: 'rejected' } }]);
	});
});
