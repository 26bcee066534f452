import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { detailsOf, essence, known, located, useZenoti } from '../zenotiRun';

const zenoti = useZenoti();

const parameters = {
	workshopId: '={{ $json.workshopId }}',
	registrationId: '={{ $json.registrationId }}',
	sessionId: located('id', '={{ $json.sessionId }}'),
} as INodeParameters;
const row = { workshopId: known.workshop, registrationId: 120002, sessionId: known.session };
const path = `/v1/workshops/${known.workshop}/registrations/120002/sign_in`;

const checkIn = async (items: IDataObject[], options: IDataObject = {}) =>
	await zenoti.run({
		operation: 'checkIn',
		parameters: { ...parameters, options },
		items,
		onError: 'continueErrorOutput',
	});

zenoti.describeContract({
	operation: 'checkIn',
	parameters,
	rows: [row, { ...row, registrationId: 120003 }, { ...row, registrationId: 120004 }],
	ownData: ({ registrationId }) => ({
		outcome: 'updated',
		registrationId: String(registrationId),
		sessionId: String(known.session),
	}),
	writes: true,
	expressionFields: ['workshopId', 'registrationId', 'sessionId'],
	request: { method: 'PUT', path: '/sign_in$' },
	arrange() {
		for (const guest of [known.ada, known.ben, known.cleo]) zenoti.registered(guest);
	},
});

describe('a registered guest', () => {
	beforeEach(() => zenoti.registered(known.ada));

	it('is checked in to the session with one request', async () => {
		const run = await checkIn([row]);
		expect(zenoti.provider.diary.map(essence)).toEqual([
			{ method: 'PUT', url: path, body: { session_id: String(known.session) } },
		]);
		expect(run.success).toEqual([
			{
				json: {
					outcome: 'updated',
					workshopId: '11900',
					registrationId: '120002',
					sessionId: '12010',
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(zenoti.provider.state.registrations.get(120002)?.status).toBe('SignedIn');
		expect(run.hints[0]!.message).toBe('1 item: 1 checked in.');
	});

	it('is checked in by the GUID of the session, sent as it is', async () => {
		const [session] = zenoti.provider.state.workshops.get(known.workshop)!.sessions;
		const run = await checkIn([{ ...row, sessionId: ` ${session!.guid} ` }]);
		expect(run.success[0]!.json.sessionId).toBe(session!.guid);
		expect(zenoti.provider.diary[0]!.body).toEqual({ session_id: session!.guid });
	});

	it('takes further fields along, for sessions that Zenoti wants under another name', async () => {
		await checkIn([row], { additionalBody: { session_guid: 'abc', session_id: 'ignored' } });
		expect(zenoti.provider.diary[0]!.body).toEqual({
			session_guid: 'abc',
			session_id: String(known.session),
		});
	});

	it('carries what Zenoti answers', async () => {
		const body = { registrations: { id: 120002, status: 3 }, error: null };
		zenoti.answerNext('sign_in', 200, body);
		const run = await checkIn([row]);
		expect(run.success[0]!.json).toMatchObject({ outcome: 'updated', id: 120002, status: 3 });
	});
});

describe('what Zenoti refuses', () => {
	it.each([
		[
			'an unknown registration',
			{ ...row, registrationId: 999 },
			{ reason: 'notFound', providerCode: 1004 },
			"The Registration Id passed is not valid. Check 'Registration ID'.",
		],
		[
			'an unknown workshop',
			{ ...row, workshopId: 404 },
			{ reason: 'notFound', providerCode: 1004 },
			"Workshop is invalid. Check 'Workshop ID'.",
		],
		[
			'a session of another workshop',
			{ ...row, sessionId: 12510 },
			{ reason: 'rejected', providerCode: 1004 },
			"Passed workshop is not associated with passed session guid. Check that 'Workshop ID', 'Registration ID' and 'Session' belong together.",
		],
	])('%s', async (_, refused, details, sentence) => {
		zenoti.registered(known.ada);
		const run = await checkIn([refused]);
		expect(run.failed).toEqual([
			{
				json: {
					...refused,
					error: `Could not check in registration ${refused.registrationId} of workshop ${refused.workshopId}: ${sentence} [item 0]`,
					message: expect.any(String),
					details: { httpStatus: 400, retryable: false, step: null, ...details },
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(zenoti.provider.ledger).toEqual([]);
	});

	it.each([
		['Cancelled', 'The registration is canceled. Register the guest again first.'],
		[
			'Waitlisted',
			'User is waitlisted in the class and cannot sign in. Give the guest a place in Zenoti first, then run the row again.',
		],
		[
			'Enrolled',
			"The user is enrolled, can't sign in. Settle the registration in Zenoti first, then run the row again.",
		],
		[
			'Closed',
			'The user status is closed. Zenoti closed this registration; reopen it there first.',
		],
	] as const)('a registration that is %s', async (status, sentence) => {
		zenoti.registered(known.ada, { status });
		const run = await checkIn([row]);
		expect(run.failed[0]!.json.error).toBe(
			`Could not check in registration 120002 of workshop 11900: ${sentence} [item 0]`,
		);
		expect(detailsOf(run.failed[0])).toMatchObject({ reason: 'rejected', providerCode: 1004 });
	});
});

describe('lost answers', () => {
	it.each([
		{ kind: 'reset', when: 'after' },
		{ kind: 'status', code: 500, when: 'after' },
	] as const)('are never followed by a second request ($kind)', async (effect) => {
		zenoti.registered(known.ada);
		zenoti.provider.faults.add({ effect });
		const run = await checkIn([row]);
		expect(detailsOf(run.failed[0])).toMatchObject({ reason: 'outcomeUnknown', retryable: false });
		expect(zenoti.requests()).toEqual([`PUT ${path}`]);
		expect(zenoti.provider.ledger).toHaveLength(1);
	});
});
