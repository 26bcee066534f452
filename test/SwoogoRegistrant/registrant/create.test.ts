import { expectFailure, known, located, outcomesOf } from '../swoogoRun';
import { ada, few, many, newcomers, nora, parameters, row, useCreation } from './creating';

const { swoogo, create, posts } = useCreation();

swoogo.describeContract({
	resource: 'registrant',
	operation: 'create',
	parameters: parameters as never,
	rows: [nora, row('otto.berg@example.com'), { ...nora, eventId: known.otherEvent }],
	crowd: newcomers,
	ownData: ({ email, eventId }) => ({
		email,
		eventId: `${eventId as number}`,
		registrantId: expect.stringMatching(/^\d+$/),
	}),
	writes: true,
	expressionFields: ['eventId', 'email', 'firstName', 'lastName'],
	request: { method: 'POST', path: '/registrants/create$' },
});

describe('somebody who is not registered', () => {
	it('is created with one form, which says that no mail is wanted', async () => {
		await create([{ ...nora, email: ' Nora.Ibsen@example.com ' }]);
		expect(posts()).toMatchObject([
			{
				url: '/api/v1/registrants/create',
				headers: { 'content-type': 'application/x-www-form-urlencoded' },
				rawBody:
					'event_id=700&email=Nora.Ibsen%40example.com&first_name=Nora&last_name=Ibsen&send_email=false',
				status: 201,
			},
		]);
	});

	it('comes out as created, with the ids and what Swoogo answered', async () => {
		const run = await create([nora]);
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
		expect(swoogo.writes()).toEqual(['registrant.create nora.ibsen@example.com']);
	});

	it('is mailed when that is wanted', async () => {
		await create([nora], { sendEmail: true });
		expect(swoogo.writes()).toEqual([
			'registrant.create nora.ibsen@example.com',
			'mail.registration_created nora.ibsen@example.com',
		]);
	});

	it('takes every additional field along under Swoogo’s names', async () => {
		const { state } = swoogo.provider;
		state.regTypes.set(31, { id: 31, event_id: known.event, name: 'Delegate' });
		state.packages.set(41, { id: 41, event_id: known.event, name: 'Full pass' });
		for (const id of [61, 62]) state.sessions.set(id, { id, event_id: known.event, name: 'Talk' });
		const additionalFields = {
			company: 'Northwind',
			discountCode: 'EARLY',
			jobTitle: 'Producer',
			middleName: 'Ann',
			mobilePhone: '+1 202 555 0101',
			notes: 'Vegetarian & quiet',
			packageId: ' 41 ',
			paymentMethod: 'check',
			poNumber: 'PO-1',
			prefix: 'Dr.',
			reference: 'crm-1',
			registrationStatus: 'pending',
			regTypeId: '31',
			sessionIds: '61, 62',
			suffix: 'Jr.',
			workPhone: '+1 202 555 0102',
		};
		await create([nora], {}, { additionalFields });
		expect(posts()[0].body).toEqual({
			event_id: '700',
			email: 'nora.ibsen@example.com',
			first_name: 'Nora',
			last_name: 'Ibsen',
			send_email: 'false',
			company: 'Northwind',
			discount_code: 'EARLY',
			job_title: 'Producer',
			middle_name: 'Ann',
			mobile_phone: '+1 202 555 0101',
			notes: 'Vegetarian & quiet',
			package_id: '41',
			payment_method: 'check',
			po_number: 'PO-1',
			prefix: 'Dr.',
			reference: 'crm-1',
			registration_status: 'pending',
			reg_type_id: '31',
			session_ids: ['61', '62'],
			suffix: 'Jr.',
			work_phone: '+1 202 555 0102',
		});
		expect(swoogo.registrant(9001).session_ids).toEqual(['61', '62']);
	});

	it('takes a type, a package and sessions that were chosen from the lists', async () => {
		const { state } = swoogo.provider;
		state.regTypes.set(31, { id: 31, event_id: known.event, name: 'Delegate' });
		state.packages.set(41, { id: 41, event_id: known.event, name: 'Full pass' });
		for (const id of [61, 62]) state.sessions.set(id, { id, event_id: known.event, name: 'Talk' });
		const additionalFields = {
			regTypeId: located('list', 31),
			packageId: located('list', '41'),
			sessionIds: [61, '62', 61],
		};
		await create([nora], {}, { additionalFields });
		expect(posts()[0].body).toMatchObject({
			reg_type_id: '31',
			package_id: '41',
			session_ids: ['61', '62'],
		});
	});

	it('is not told empty fields', async () => {
		const additionalFields = {
			company: '',
			jobTitle: '  ',
			packageId: located('list', ''),
			regTypeId: '',
			sessionIds: [],
		};
		await create([nora], {}, { additionalFields });
		expect(Object.keys(posts()[0].body as object)).toEqual([
			'event_id',
			'email',
			'first_name',
			'last_name',
			'send_email',
		]);
	});

	it.each([
		['sessionIds', '61; 62', "'Session Names or IDs' must be whole numbers"],
		['packageId', 'full', '\'Package\' must be a whole number, not "full"'],
		['regTypeId', '31.5', '\'Registration Type\' must be a whole number, not "31.5"'],
	])('is refused, unsent, when %s is %j', async (name, value, message) => {
		const run = await create([nora], {}, { additionalFields: { [name]: value } });
		expectFailure(run, { message, reason: 'invalidInput' });
		expect(swoogo.provider.diary).toEqual([]);
	});

	it.each(['nora', 'nora@', '..', ''])('is refused, unsent, with the e-mail %j', async (email) => {
		const run = await create([{ ...nora, email }]);
		expect(run.failed[0].json.details).toMatchObject({ reason: 'invalidInput' });
		expect(swoogo.provider.diary).toEqual([]);
	});

	it('is registered once for each event', async () => {
		const run = await create([nora, { ...nora, eventId: known.otherEvent }]);
		expect(outcomesOf(run)).toEqual(['created', 'created']);
	});

	it('is refused in an event that does not exist', async () => {
		expectFailure(await create([{ ...nora, eventId: 999 }]), {
			message: 'Event not found.',
			reason: 'notFound',
			httpStatus: 404,
			error:
				'Could not register nora.ibsen@example.com for event 999: Event not found. Check the IDs of this row: it is absent, or not accessible to this credential. [item 0]',
		});
	});
});

describe('when the answer is lost', () => {
	const lose = (effect: Parameters<typeof swoogo.provider.faults.add>[0]['effect']) =>
		swoogo.provider.faults.add({ match: { method: 'POST', path: 'create$' }, effect });

	it.each([
		{ kind: 'close', when: 'after' },
		{ kind: 'malformedJson', when: 'after' },
		{ kind: 'status', code: 502, when: 'after' },
	] as const)('%j: the person is looked for and found', async (effect) => {
		lose(effect);
		for (const items of [few(nora), many(row('otto.berg@example.com'))]) {
			expect((await create(items)).success[0].json).toMatchObject({ outcome: 'created' });
		}
		expect(swoogo.writes()).toEqual([
			'registrant.create nora.ibsen@example.com',
			'registrant.create otto.berg@example.com',
		]);
	});

	it('before anything was done, it is sent once more', async () => {
		lose({ kind: 'close' });
		expect(outcomesOf(await create([nora]))).toEqual(['created']);
		expect(posts()).toHaveLength(2);
		expect(swoogo.writes()).toHaveLength(1);
	});

	it('a second registration on purpose is not looked for, because it could not be told from the first', async () => {
		lose({ kind: 'close', when: 'after' });
		expectFailure(await create([ada], { ifAlreadyRegistered: 'createAnyway' }), {
			message: 'Swoogo did not answer: the connection broke before an answer came',
			reason: 'outcomeUnknown',
			httpStatus: null,
		});
		expect(posts()).toHaveLength(1);
		expect(swoogo.sent('GET', /./)).toEqual([]);
	});
});
