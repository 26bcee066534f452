import type { IDataObject, INodeParameters } from 'n8n-workflow';

import {
	byEmail,
	byId,
	crowd,
	emailOf,
	expectFailure,
	jsonOf,
	known,
	located,
	outcomesOf,
	useSwoogo,
} from '../swoogoRun';

const swoogo = useSwoogo();

const updateFields = { company: '={{ $json.company }}' };

const row = (name: 'ada' | 'ben' | 'cleo' | 'zoe', columns: IDataObject = {}): IDataObject => ({
	id: known[name],
	email: emailOf(name),
	...columns,
});

const northwind = { company: 'Northwind' };

const update = async (items: IDataObject[], parameters: IDataObject = {}) =>
	await swoogo.run({
		resource: 'registrant',
		operation: 'update',
		parameters: { ...byId, updateFields, ...parameters },
		items,
	});

const puts = () => swoogo.sent('PUT', /./);

describe.each([
	['by e-mail', byEmail, ['registrantId', 'eventId']],
	['by ID', byId, ['registrantId']],
])('a registrant named %s', (_, parameters, expressionFields) => {
	swoogo.describeContract({
		resource: 'registrant',
		operation: 'update',
		parameters: { ...parameters, updateFields } as INodeParameters,
		rows: [row('ada', northwind), row('ben', northwind), row('cleo', northwind)],
		crowd: crowd.map(({ id, name }) => ({ id, email: emailOf(name), ...northwind })),
		ownData: ({ id }) => ({ registrantId: `${id as number}`, company: 'Northwind' }),
		writes: true,
		expressionFields,
		request: { method: 'PUT', path: '/registrants/update/' },
	});
});

test('only what differs is sent, as a form that says that no mail is wanted', async () => {
	const fields = { company: 'Northwind', firstName: 'Ada', lastName: 'Lovelace' };
	const run = await update([row('ada')], { updateFields: fields });
	expect(swoogo.requests()).toEqual(['GET /registrants/5101', 'PUT /registrants/update/5101']);
	expect(puts()).toMatchObject([
		{
			url: '/api/v1/registrants/update/5101',
			rawBody: 'last_name=Lovelace&company=Northwind&send_email=false',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
		},
	]);
	expect(run.success).toEqual([
		{
			json: {
				outcome: 'updated',
				registrantId: '5101',
				eventId: '700',
				...swoogo.registrant(known.ada),
			},
			pairedItem: { item: 0 },
		},
	]);
	expect(run.hints[0].message).toBe('1 person: 1 updated.');
});

test.each([
	['nothing is given', {}],
	['everything is so already', { firstName: 'Ada', email: ' ADA@example.com' }],
	['only empty columns are given', { company: '', jobTitle: ' ', sessionIds: [] }],
])('nothing is sent when %s', async (_, fields) => {
	const run = await update([row('ada')], { updateFields: fields });
	expect(jsonOf(run.success)).toMatchObject([
		{ outcome: 'unchanged', registrantId: '5101', email: 'ada@example.com' },
	]);
	expect(run.hints[0].message).toBe('1 person: 1 already so.');
	expect(puts()).toEqual([]);
});

test('the person is mailed, and a full package is entered, when that is wanted', async () => {
	const { packages } = swoogo.provider.state;
	packages.set(41, { id: 41, event_id: known.event, name: 'Full pass', capacity: 1 });
	Object.assign(swoogo.registrant(known.ben), { package_id: 41 });
	const options = { sendEmail: true, overrideCapacity: true };
	await update([row('ada')], { updateFields: { packageId: located('list', '41') }, options });
	expect(puts()[0]).toMatchObject({
		query: { override_capacity_errors: 'true' },
		body: { package_id: '41', send_email: 'true' },
	});
	expect(swoogo.writes()).toEqual([
		'registrant.update ada@example.com',
		'mail.registration_modified ada@example.com',
	]);
});

test.each(['confirmed', 'waitlisted'])(
	'the status can be set to %s',
	async (registrationStatus) => {
		swoogo.registrant(known.ada).registration_status = 'cancelled';
		await update([row('ada')], {
			updateFields: { registrationStatus: `={{ "${registrationStatus}" }}` },
		});
		expect(swoogo.registrant(known.ada).registration_status).toBe(registrationStatus);
	},
);

describe('another e-mail address', () => {
	const email = '={{ $json.newEmail }}';

	it('is set', async () => {
		const items = [row('ada', { newEmail: 'ada.new@example.com' })];
		const run = await update(items, { updateFields: { email } });
		expect(jsonOf(run.success)).toMatchObject([{ email: 'ada.new@example.com' }]);
	});

	it('must be one', async () => {
		const run = await update([row('ada', { newEmail: 'ada' })], { updateFields: { email } });
		expectFailure(run, {
			message: '\'Email\' is not an e-mail address: "ada"',
			reason: 'invalidInput',
		});
		expect(swoogo.provider.diary).toEqual([]);
	});
});

describe('Clear Fields', () => {
	const clear = async (fields: IDataObject, id: keyof typeof known = 'ada') =>
		await update([row(id as 'ada')], { updateFields: fields });

	beforeEach(() => {
		Object.assign(swoogo.registrant(known.ada), {
			company: 'Northwind',
			notes: 'Vegetarian',
			c_9: 'x',
		});
	});

	it('makes fields blank', async () => {
		const run = await clear({ clearFields: ['company', 'notes'], jobTitle: 'Producer' });
		expect(puts()[0].rawBody).toBe('job_title=Producer&company=&notes=&send_email=false');
		expect(jsonOf(run.success)).toMatchObject([{ outcome: 'updated', company: '', notes: '' }]);
	});

	it('makes the answer to a custom question blank', async () => {
		await clear({ clearFields: '={{ "c_9, notes" }}' });
		expect(puts()[0].rawBody).toBe('c_9=&notes=&send_email=false');
	});

	it('leaves fields that are blank already', async () => {
		expect(outcomesOf(await clear({ clearFields: ['jobTitle', 'reference'] }))).toEqual([
			'unchanged',
		]);
	});

	it.each([
		[{ clearFields: ['email'] }, '\'Clear Fields\' cannot hold "email"'],
		[{ clearFields: '={{ "nonsense" }}' }, '\'Clear Fields\' cannot hold "nonsense"'],
		[
			{ clearFields: ['company'], company: 'Northwind' },
			'\'Clear Fields\' names "company", which is also set',
		],
	])('refuses %j, unsent', async (fields, message) => {
		expectFailure(await clear(fields), { message, reason: 'invalidInput' });
		expect(swoogo.provider.diary).toEqual([]);
	});
});

describe('the event beside the registrant', () => {
	it('may be left out with an ID', async () => {
		expect(outcomesOf(await update([row('zoe', northwind)]))).toEqual(['updated']);
	});

	it('is checked when it is given', async () => {
		const eventId = located('id', known.event);
		expectFailure(await update([row('zoe', northwind)], { eventId }), {
			message: 'Registrant 5201 is in event 701, not in event 700',
			reason: 'invalidInput',
			error:
				"Could not update registrant 5201: Registrant 5201 is in event 701, not in event 700. Correct 'Registrant' or 'Event'. [item 0]",
		});
		expect(puts()).toEqual([]);
	});
});

test('many rows by e-mail read the event once, and write once each', async () => {
	const items = crowd.map(({ name }) => ({ email: emailOf(name), ...northwind }));
	const run = await update(items, byEmail);
	expect(outcomesOf(run)).toEqual(items.map(() => 'updated'));
	expect(swoogo.sent('GET', /./)).toHaveLength(1);
	expect(puts()).toHaveLength(items.length);
});

test.each([
	['few rows', 3],
	['many rows', 8],
])('the same row is written and mailed once, in %s', async (_, count) => {
	const items = Array.from({ length: count }, () => row('ada', northwind));
	const run = await update(items, { ...byEmail, options: { sendEmail: true } });
	expect(outcomesOf(run)).toEqual(['updated', ...items.slice(1).map(() => 'unchanged')]);
	expect(swoogo.writes()).toHaveLength(2);
});

test('Check Only says what would change and writes nothing', async () => {
	const items = [row('ada', northwind), row('ben'), { id: 9999 }];
	const run = await update(items, { options: { checkOnly: true } });
	expect(outcomesOf(run)).toEqual(['wouldUpdate', 'unchanged']);
	expect(jsonOf(run.failed)).toMatchObject([{ details: { reason: 'notFound' } }]);
	expect(puts()).toEqual([]);
});

test('a refusal is told in Swoogo’s words', async () => {
	swoogo.answerNext('PUT', '/update/', 422, [{ field: 'company', message: 'Too long.' }]);
	expectFailure(await update([row('ada', northwind)]), {
		message: 'company: Too long',
		reason: 'rejected',
		httpStatus: 422,
	});
});

describe('when the answer is lost', () => {
	const options = { sendEmail: true };

	it.each([
		{ kind: 'close', when: 'after' },
		{ kind: 'html', when: 'after' },
		{ kind: 'status', code: 503, when: 'after' },
	] as const)('%j: the registrant is read, and nobody is mailed twice', async (effect) => {
		swoogo.provider.faults.add({ match: { method: 'PUT' }, effect });
		const run = await update([row('ada', northwind)], { options });
		expect(jsonOf(run.success)).toMatchObject([{ outcome: 'updated', company: 'Northwind' }]);
		expect(puts()).toHaveLength(1);
		expect(swoogo.writes()).toHaveLength(2);
	});

	it('before anything was done, it is sent once more', async () => {
		swoogo.provider.faults.add({ match: { method: 'PUT' }, effect: { kind: 'close' } });
		expect(outcomesOf(await update([row('ada', northwind)], { options }))).toEqual(['updated']);
		expect(puts()).toHaveLength(2);
		expect(swoogo.writes()).toHaveLength(2);
	});
});
