import type { IDataObject, INodeParameters } from 'n8n-workflow';

import {
	byEmail,
	byId,
	crowd,
	emailOf,
	expectFailure,
	jsonOf,
	known,
	useSwoogo,
} from '../swoogoRun';

const swoogo = useSwoogo();

const row = (name: keyof typeof known): IDataObject => ({ id: known[name], email: emailOf(name) });

const get = async (items: IDataObject[], parameters: IDataObject = byId) =>
	await swoogo.run({ resource: 'registrant', operation: 'get', parameters, items });

/** The fields that the last request asked for. */
const askedFields = () =>
	String(swoogo.sent('GET', /registrants\/\d+$/).at(-1)!.query.fields).split(',');

describe.each([
	['by e-mail', byEmail, ['registrantId', 'eventId']],
	['by ID', byId, ['registrantId']],
])('a registrant named %s', (_, parameters, expressionFields) => {
	swoogo.describeContract({
		resource: 'registrant',
		operation: 'get',
		parameters: parameters as INodeParameters,
		rows: [row('ada'), row('ben'), row('grace')],
		crowd: crowd.map(({ id, name }) => ({ id, email: emailOf(name) })),
		ownData: ({ id }) => ({ id }),
		writes: false,
		expressionFields,
		request: { method: 'GET', path: '/registrants/\\d+$' },
	});
});

test('a registrant is read by id with one request for ten fields', async () => {
	const run = await get([row('grace')]);
	expect(swoogo.requests()).toEqual(['GET /registrants/5103']);
	expect(askedFields()).toHaveLength(10);
	expect(run.success).toEqual([
		{
			json: {
				id: known.grace,
				group_id: known.marcus,
				contact_id: expect.any(Number),
				email: 'grace@example.com',
				first_name: 'Grace',
				last_name: 'Example',
				company: '',
				registration_status: 'confirmed',
				registered_at: expect.any(String),
				checked_in_at: null,
			},
			pairedItem: { item: 0 },
		},
	]);
});

test('without Simplify every documented field is asked for', async () => {
	const run = await get([row('grace')], { ...byId, simplify: false });
	const fields = askedFields();
	expect(fields).toHaveLength(52);
	for (const field of ['id', 'event_id', 'group_id', 'registration_status', 'payment_status']) {
		expect(fields).toContain(field);
	}
	expect(jsonOf(run.success)).toMatchObject([
		{ id: known.grace, event_id: known.event, secure_id: 'SECURE5103' },
	]);
});

test('fields can be named, custom questions among them', async () => {
	Object.assign(swoogo.registrant(known.grace), { c_1234: 'Vegan' });
	const options = { fields: ' job_title, c_1234,id' };
	const run = await get([row('grace')], { ...byId, options });
	expect(askedFields()).toEqual(['id', 'job_title', 'c_1234']);
	expect(jsonOf(run.success)).toEqual([{ id: known.grace, job_title: '', c_1234: 'Vegan' }]);
});

test('a registrant is found by e-mail in the event, and then read', async () => {
	const run = await get([{ email: ' Grace@EXAMPLE.com ' }], byEmail);
	expect(swoogo.requests()).toEqual(['GET /registrants', 'GET /registrants/5103']);
	expect(jsonOf(run.success)).toMatchObject([{ id: known.grace }]);
});

test('many rows by e-mail read the event once', async () => {
	const run = await get(
		crowd.map(({ name }) => ({ email: emailOf(name) })),
		byEmail,
	);
	expect(jsonOf(run.success)).toMatchObject(crowd.map(({ id }) => ({ id })));
	expect(swoogo.sent('GET', '/registrants')).toHaveLength(1);
});

test('somebody of another event is not found by e-mail in this one', async () => {
	expectFailure(await get([row('zoe')], byEmail), {
		message: 'Nobody is registered with zoe@example.com in event 700',
		reason: 'notFound',
	});
});

test('somebody of another event is found by id', async () => {
	expect(jsonOf((await get([row('zoe')])).success)).toMatchObject([{ id: known.zoe }]);
});

test('an id that nobody has is not found', async () => {
	expectFailure(await get([{ id: 9999 }]), {
		message: 'Registrant not found.',
		reason: 'notFound',
		httpStatus: 404,
		error:
			"Could not get registrant 9999: Registrant not found. Check the ID in 'Registrant': it is absent, or not accessible to this credential. [item 0]",
	});
});
