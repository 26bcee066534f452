import type { IDataObject } from 'n8n-workflow';

import { detailsOf, essence, known } from '../zenotiRun';
import { ada, ben, registerParameters, registrations, useRegister } from './registerRun';

const { register, zenoti } = useRegister();

zenoti.describeContract({
	operation: 'register',
	parameters: registerParameters,
	rows: [ada, ben, { ...ada, guestId: known.cleo }],
	ownData: ({ guestId }) => ({ guestId, registrationId: expect.any(String) }),
	writes: true,
	expressionFields: ['workshopId', 'trackId', 'guestId', 'centerId'],
	request: { method: 'POST', path: '/registrations$' },
});

describe('a guest who is not registered yet', () => {
	it('is registered with one request', async () => {
		await register([ada]);
		expect(zenoti.provider.diary.map(essence)).toEqual([
			{
				method: 'POST',
				url: registrations,
				body: { track_id: known.track, guest_id: known.ada, center_id: known.center },
			},
		]);
		expect(zenoti.provider.diary[0]!.headers).toMatchObject({
			authorization: `apikey ${zenoti.provider.credentials.apiKey}`,
			accept: 'application/json',
			'content-type': 'application/json',
		});
	});

	it('comes out as created, with the ids and what Zenoti answered', async () => {
		const run = await register([ada]);
		expect(run.success).toEqual([
			{
				json: {
					outcome: 'created',
					workshopId: '11900',
					trackId: '1201',
					guestId: known.ada,
					centerId: known.center,
					registrationId: '120002',
					id: 120002,
					status: 0,
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(Object.keys(run.success[0]!.json)[0]).toBe('outcome');
		expect(run.failed).toEqual([]);
		expect(run.hints).toEqual([
			{ message: '1 person: 1 registered.', type: 'info', location: 'outputPane' },
		]);
	});

	it.each([
		['numbers', known.workshop, known.track, known.ada],
		['text', '11900', '1201', known.ada],
		['text with spaces around it', ' 11900 ', '\t1201', ` ${known.ada}\n`],
		['a GUID in capitals without hyphens', 11900, 1201, known.ada.replace(/-/g, '').toUpperCase()],
	])('is registered with ids that are %s', async (_, workshopId, trackId, guestId) => {
		const run = await register([{ workshopId, trackId, guestId }]);
		expect(run.success[0]!.json).toMatchObject({ outcome: 'created', guestId: known.ada });
		expect(zenoti.provider.diary.map(essence)).toEqual([
			{
				method: 'POST',
				url: registrations,
				body: { track_id: 1201, guest_id: known.ada, center_id: known.center },
			},
		]);
	});

	it('is waitlisted when Zenoti answers with the status of the waiting list', async () => {
		zenoti.provider.state.statusAfterRegister = 'Waitlisted';
		zenoti.provider.state.enumsAs = 'name';
		const run = await register([ada]);
		expect(run.success[0]!.json).toMatchObject({ outcome: 'waitlisted', status: 'Waitlisted' });
	});

	it('is created when Zenoti answers with the status of those who still have to pay', async () => {
		zenoti.provider.state.statusAfterRegister = 'Enrolled';
		const run = await register([ada]);
		expect(run.success[0]!.json).toMatchObject({ outcome: 'created', status: 8 });
	});

	it('takes further fields along but never lets them change whom it registers', async () => {
		await register([ada], {
			additionalBody: JSON.stringify({ notes: 'Vegetarian', guest_id: known.ben, track_id: 9 }),
		});
		expect(zenoti.provider.diary[0]!.body).toEqual({
			notes: 'Vegetarian',
			track_id: known.track,
			guest_id: known.ada,
			center_id: known.center,
		});
	});
});

describe('what Zenoti refuses', () => {
	it.each([
		[
			'an unknown workshop',
			{ ...ada, workshopId: 404 },
			{ reason: 'notFound', providerCode: 1001 },
			"Workshop is invalid. Check 'Workshop ID'.",
		],
		[
			'a track of another workshop',
			{ ...ada, trackId: known.fullTrack },
			{ reason: 'rejected', providerCode: 502 },
			"The track passed is not associated with the passed workshop. Check that the 'Track ID' is one of this workshop.",
		],
		[
			'a workshop that is not open',
			{ ...ada, workshopId: known.closedWorkshop, trackId: known.closedTrack },
			{ reason: 'notOpen', providerCode: 1009 },
			'Workshop is not open for registrations, cannot register to class. Open the workshop for registrations in Zenoti.',
		],
		[
			'an unknown guest',
			{ ...ada, guestId: '33333333-3333-4333-8333-999999999999' },
			{ reason: 'notFound', providerCode: 404 },
			'Something went wrong. Check the IDs of this row.',
		],
	])('%s', async (_, row, details, sentence) => {
		const run = await register([row]);
		expect(run.success).toEqual([]);
		expect(run.failed).toEqual([
			{
				json: {
					...row,
					error: `Could not register guest ${row.guestId} for workshop ${row.workshopId}: ${sentence} [item 0]`,
					message: expect.any(String),
					details: { httpStatus: 400, retryable: false, step: null, ...details },
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('missing input, in its own words', async () => {
		const message =
			'SessionId/Workshop Details/user id/ center id were not passed. Please check the input params.';
		zenoti.answerNext('registrations', 400, { error: { code: 1004, message } });
		const run = await register([ada]);
		expect(run.failed[0]!.json.message).toBe(message);
		expect(detailsOf(run.failed[0])).toMatchObject({ reason: 'rejected', providerCode: 1004 });
	});

	it('also when the refusal comes with HTTP status 200', async () => {
		zenoti.answerNext('registrations', 200, { error: { code: '1009', message: 'Not open' } });
		const run = await register([ada]);
		expect(run.success).toEqual([]);
		expect(detailsOf(run.failed[0])).toMatchObject({
			reason: 'notOpen',
			httpStatus: 200,
			providerCode: '1009',
		});
	});

	it('recognises "already registered" also with HTTP status 200 and the number as text', async () => {
		const { id } = zenoti.registered(known.ada);
		zenoti.answerNext(
			'registrations',
			200,
			{ error: { code: '1010', message: 'Already' } },
			'POST',
		);
		const run = await register([ada]);
		expect(run.success[0]!.json).toMatchObject({
			outcome: 'unchanged',
			registrationId: String(id),
		});
	});
});

describe('many rows', () => {
	it('registers a guest who is in the sheet twice only once, one row after the other', async () => {
		zenoti.provider.latencyMs = 20;
		const run = await register([ada, ben, { ...ada, guestId: known.ada.toUpperCase() }]);
		expect(run.success.map(({ json, pairedItem }) => [json.outcome, pairedItem])).toEqual([
			['created', { item: 0 }],
			['created', { item: 1 }],
			['unchanged', { item: 2 }],
		]);
		const [first, second] = zenoti.provider.diary.filter(
			({ method, rawBody }) => method === 'POST' && rawBody.includes(known.ada),
		);
		expect(second!.at).toBeGreaterThanOrEqual(first!.answeredAt!);
		expect(run.hints[0]!.message).toBe('3 people: 2 registered, 1 already registered.');
	});

	it('keeps Zenoti’s own ids apart: another workshop is another registration', async () => {
		const other = { ...ada, workshopId: known.fullWorkshop, trackId: known.fullTrack };
		const run = await register([ada, other]);
		expect(run.success.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
		expect(detailsOf(run.failed[0])).toMatchObject({ reason: 'full' });
	});
});

describe('rows that are refused before anything is sent', () => {
	it.each([
		['workshopId', '', "'Workshop ID' is empty for this row"],
		['workshopId', 'abc', `'Workshop ID' must be a whole number, not "abc"`],
		['trackId', null, "'Track ID' is empty for this row"],
		['trackId', '12.5', `'Track ID' must be a whole number, not "12.5"`],
		['guestId', undefined, "'Guest' is empty for this row"],
		[
			'guestId',
			'ada@example.com',
			`'Guest' must be an ID of 32 letters and digits, not "ada@example.com"`,
		],
	])('%s = %p', async (field, value, message) => {
		const run = await register([{ ...ada, [field]: value }, ben]);
		expect(run.failed).toHaveLength(1);
		expect(run.failed[0]!.json.message).toBe(message);
		expect(detailsOf(run.failed[0])).toEqual({
			reason: 'invalidInput',
			httpStatus: null,
			providerCode: null,
			retryable: false,
			step: null,
		});
		expect(run.success.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
		expect(zenoti.provider.diary.map(({ body }) => (body as IDataObject).guest_id)).toEqual([
			known.ben,
		]);
	});

	it.each([
		['ifFull', 'perhaps', `'If Full' cannot be "perhaps"`],
		['ifAlreadyRegistered', 'maybe', `'If Already Registered' cannot be "maybe"`],
		['additionalBody', '[1]', "'Additional Body (JSON)' must be a JSON object"],
		['timeoutSeconds', 0, `'Timeout (Seconds)' must be a whole number from 1 to 300, not "0"`],
	])('option %s = %p', async (option, value, message) => {
		const run = await register([{ ...ada, value }], { [option]: '={{ $json.value }}' });
		expect(run.failed[0]!.json.message).toBe(message);
		expect(zenoti.requests()).toEqual([]);
	});
});
