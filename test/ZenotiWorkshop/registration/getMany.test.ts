import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { detailsOf, known, located, useZenoti } from '../zenotiRun';

const zenoti = useZenoti();

const parameters = {
	workshopId: '={{ $json.workshopId }}',
	centerId: located('id', '={{ $json.centerId }}'),
	sessionId: located('id', '={{ $json.sessionId }}'),
} as INodeParameters;
const row = { workshopId: known.workshop, centerId: known.center, sessionId: known.session };

const getMany = async (more: IDataObject = {}, item: IDataObject = row) =>
	await zenoti.run({
		operation: 'getMany',
		parameters: { ...parameters, ...more },
		items: [item],
		onError: 'continueErrorOutput',
	});

const path = `/v1/workshops/${known.workshop}/registrations`;
const place = `center_id=${known.center}&session_id=${known.session}`;
const listed = (page: number, size: number) => `GET ${path}?page=${page}&size=${size}&${place}`;

const fill = (count: number, fields: Parameters<typeof zenoti.registered>[1] = {}) => {
	for (let number = 0; number < count; number++) zenoti.registered(known.ada, fields);
};

/** Answers every page as a server without page information does. */
const answerBare = (body: unknown) =>
	zenoti.provider.faults.add({
		match: { times: 'always' },
		effect: { kind: 'status', code: 200, body },
	});

zenoti.describeContract({
	operation: 'getMany',
	parameters,
	rows: [
		row,
		{ ...row, sessionId: 12020 },
		{ workshopId: known.fullWorkshop, centerId: known.center, sessionId: 12510 },
	],
	ownData: ({ sessionId }) => ({ session_id: sessionId }),
	writes: false,
	expressionFields: ['workshopId', 'centerId', 'sessionId'],
	request: { method: 'GET', path: '/registrations$' },
	arrange() {
		fill(2);
		fill(1, { trackId: known.otherTrack });
	},
});

describe('the registrations of a session', () => {
	it('come one item each, with at most ten fields and the guest as they come, linked to the row', async () => {
		fill(2);
		const run = await getMany();
		expect(zenoti.requests()).toEqual([listed(1, 50)]);
		expect(run.success).toHaveLength(2);
		const { registeredAt, invoiceId } = zenoti.provider.state.registrations.get(120002)!;
		expect(run.success[0]).toEqual({
			json: {
				id: 120002,
				status: 0,
				guest: { id: known.ada, first_name: 'Ada', last_name: 'Example' },
				session_id: 12010,
				registration_dt: registeredAt,
				is_from_waitlist: false,
				is_any_session_noshow: false,
				booked_from: 'Store',
				invoice_id: invoiceId,
				notes: '',
			},
			pairedItem: { item: 0 },
		});
		expect(run.hints[0]!.message).toBe('1 item: 2 records read.');
	});

	it('come as Zenoti sends them without Simplify', async () => {
		fill(1);
		const run = await getMany({ simplify: false });
		expect(run.success[0]!.json).toMatchObject({ delete_status: '0', payment_type: '' });
	});

	it('are no items when there are none', async () => {
		const run = await getMany({ returnAll: true });
		expect([run.success, run.failed]).toEqual([[], []]);
		expect(zenoti.requests()).toEqual([listed(1, 100)]);
	});

	it.each([
		[1, 1],
		[100, 1],
		[101, 2],
		[250, 3],
	])('are all %d read in %d requests', async (count, requests) => {
		fill(count);
		const run = await getMany({ returnAll: true });
		expect(run.success).toHaveLength(count);
		expect(new Set(run.success.map(({ json }) => json.id)).size).toBe(count);
		expect(zenoti.requests()).toEqual(
			Array.from({ length: requests }, (_, index) => listed(index + 1, 100)),
		);
	});

	it.each([
		[1, [listed(1, 1)]],
		[100, [listed(1, 100)]],
		[130, [listed(1, 100), listed(2, 100)]],
	])('are read no further than the limit of %d', async (limit, requests) => {
		fill(250);
		const run = await getMany({ limit });
		expect(run.success).toHaveLength(limit);
		expect(zenoti.requests()).toEqual(requests);
	});

	it('accept an ID of the session in any form', async () => {
		zenoti.provider.faults.add({
			effect: { kind: 'status', code: 200, body: { registrations: [] } },
		});
		await getMany({}, { ...row, sessionId: 'a/b c' });
		expect(zenoti.provider.diary[0]!.query).toMatchObject({ session_id: 'a/b c' });
	});
});

describe('answers without page information', () => {
	const records = (from: number, count: number) =>
		Array.from({ length: count }, (_, index) => ({ id: from + index, status: 0 }));

	it('are read until a page is not full', async () => {
		for (const [index, count] of [100, 100, 30].entries()) {
			zenoti.provider.faults.add({
				match: { nth: index + 1 },
				effect: {
					kind: 'status',
					code: 200,
					body: { registrations: records(index * 100, count), page_details: null },
				},
			});
		}
		const run = await getMany({ returnAll: true });
		expect(run.success).toHaveLength(230);
		expect(zenoti.requests()).toHaveLength(3);
	});

	it('are one record when the registrations are no list', async () => {
		answerBare({ registrations: { id: 5, status: 0 }, error: null });
		const run = await getMany({ returnAll: true });
		expect(run.success.map(({ json }) => json)).toEqual([{ id: 5, status: 0 }]);
	});

	it('are no items when the list is null', async () => {
		answerBare({ registrations: null, page_details: null, error: null });
		const run = await getMany({ returnAll: true });
		expect([run.success, run.failed]).toEqual([[], []]);
	});

	it('fail when a full page comes again and again, instead of running for ever', async () => {
		answerBare({ registrations: records(0, 100) });
		const run = await getMany({ returnAll: true });
		expect(run.success).toEqual([]);
		expect(detailsOf(run.failed[0])).toMatchObject({ reason: 'unexpectedAnswer' });
		expect(zenoti.requests()).toHaveLength(2);
	});

	it.each([
		['a record instead of a list', { id: 1, name: 'Something else' }],
		['a bare list', [{ id: 1 }]],
		['nothing', ''],
		['text', 'Hello'],
	])('fail when they are %s', async (_, body) => {
		answerBare(body);
		const run = await getMany();
		expect(run.success).toEqual([]);
		expect(detailsOf(run.failed[0])).toMatchObject({ reason: 'unexpectedAnswer' });
	});
});

describe("the filter 'Status'", () => {
	beforeEach(() => {
		fill(120);
		fill(2, { status: 'SignedIn' });
		fill(3, { status: 'Waitlisted' });
	});

	it.each([
		['3', 'number', 2],
		['4', 'number', 3],
		['0', 'number', 120],
		['9', 'number', 0],
		['3', 'name', 2],
		['SignedIn', 'number', 2],
	] as const)('%s keeps what has it when Zenoti sends a %s', async (status, enumsAs, count) => {
		zenoti.provider.state.enumsAs = enumsAs;
		const run = await getMany({ returnAll: true, filters: { status } });
		expect(run.failed).toEqual([]);
		expect(run.success).toHaveLength(count);
	});

	it('reads on until the limit is reached', async () => {
		const run = await getMany({ limit: 1, filters: { status: '4' } });
		expect(run.success.map(({ json }) => json.status)).toEqual([4]);
		expect(zenoti.requests()).toEqual([listed(1, 100), listed(2, 100)]);
	});

	it('refuses a status that does not exist, unsent', async () => {
		const run = await getMany({ filters: { status: '={{ "Gone" }}' } });
		expect(run.failed[0]!.json.message).toBe(`'Status' cannot be "Gone"`);
		expect(zenoti.requests()).toEqual([]);
	});
});

describe('what Zenoti refuses', () => {
	it('an unknown workshop', async () => {
		const run = await getMany({}, { ...row, workshopId: 404 });
		expect(run.failed[0]!.json.error).toBe(
			"Could not list the registrations of workshop 404: Workshop is invalid. Check 'Workshop ID'. [item 0]",
		);
		expect(detailsOf(run.failed[0])).toMatchObject({ reason: 'notFound', providerCode: 1001 });
	});

	it('a page size, in the one documented answer without `error` around it', async () => {
		zenoti.answerNext('registrations', 400, {
			code: 422,
			message: 'You cannot request more than 100 items.',
		});
		const run = await getMany();
		expect(run.failed[0]!.json.message).toBe('You cannot request more than 100 items.');
		expect(detailsOf(run.failed[0])).toMatchObject({ reason: 'rejected', providerCode: 422 });
	});
});
