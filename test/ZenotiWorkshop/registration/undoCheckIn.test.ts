import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { detailsOf, essence, known, located, useZenoti } from '../zenotiRun';

const zenoti = useZenoti();

const parameters = {
	workshopId: '={{ $json.workshopId }}',
	registrationId: '={{ $json.registrationId }}',
	sessionId: located('id', '={{ $json.sessionId }}'),
} as INodeParameters;
const row = { workshopId: known.workshop, registrationId: 120002, sessionId: known.session };
const path = `/v1/workshops/${known.workshop}/registrations/120002/undo_sign_in`;

const undoCheckIn = async (items: IDataObject[], options: IDataObject = {}) =>
	await zenoti.run({
		operation: 'undoCheckIn',
		parameters: { ...parameters, options },
		items,
		onError: 'continueErrorOutput',
	});

const checkedIn = (guestId: string) => {
	const registration = zenoti.registered(guestId, { status: 'SignedIn' });
	registration.signedInSessionIds.add(known.session);
};

zenoti.describeContract({
	operation: 'undoCheckIn',
	parameters,
	// As many as the contract uses at once: no check-in can be undone twice.
	rows: Array.from({ length: 16 }, (_, index) => ({ ...row, registrationId: 120002 + index })),
	ownData: ({ registrationId }) => ({
		outcome: 'updated',
		registrationId: String(registrationId),
		sessionId: String(known.session),
	}),
	writes: true,
	expressionFields: ['workshopId', 'registrationId', 'sessionId'],
	request: { method: 'PUT', path: '/undo_sign_in$' },
	arrange() {
		for (let number = 0; number < 16; number++) checkedIn(known.ada);
	},
});

describe('a guest who is checked in', () => {
	beforeEach(() => checkedIn(known.ada));

	it('is no longer checked in after one request', async () => {
		const run = await undoCheckIn([row]);
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
		expect(zenoti.provider.state.registrations.get(120002)?.status).toBe('Registered');
		expect(run.hints[0]!.message).toBe('1 item: 1 no longer checked in.');
	});

	it('takes further fields along', async () => {
		await undoCheckIn([row], { additionalBody: '{ "notes": "by mistake" }' });
		expect(zenoti.provider.diary[0]!.body).toEqual({
			notes: 'by mistake',
			session_id: String(known.session),
		});
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
			{ reason: 'notFound', providerCode: 1001 },
			"Workshop is invalid. Check 'Workshop ID'.",
		],
		[
			'a session of another workshop',
			{ ...row, sessionId: 12510 },
			{ reason: 'rejected', providerCode: 1004 },
			"Passed workshop is not associated with passed session guid. Check that 'Workshop ID', 'Registration ID' and 'Session' belong together.",
		],
	])('%s', async (_, refused, details, sentence) => {
		checkedIn(known.ada);
		const run = await undoCheckIn([refused]);
		expect(run.failed).toEqual([
			{
				json: {
					...refused,
					error: `Could not undo the check-in of registration ${refused.registrationId} of workshop ${refused.workshopId}: ${sentence} [item 0]`,
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
		const run = await undoCheckIn([row]);
		expect(run.failed[0]!.json.error).toBe(
			`Could not undo the check-in of registration 120002 of workshop 11900: ${sentence} [item 0]`,
		);
		expect(detailsOf(run.failed[0])).toMatchObject({ reason: 'rejected', providerCode: 1004 });
	});

	it('a guest who is not checked in, in its own words', async () => {
		zenoti.registered(known.ada);
		const run = await undoCheckIn([row]);
		expect(run.failed[0]!.json.message).toBe('The user is not signed in, cannot undo sign in');
		expect(detailsOf(run.failed[0])).toMatchObject({ reason: 'rejected', providerCode: 1004 });
	});
});

describe('lost answers', () => {
	it.each([
		{ kind: 'reset', when: 'after' },
		{ kind: 'status', code: 500, when: 'after' },
	] as const)('are never followed by a second request ($kind)', async (effect) => {
		checkedIn(known.ada);
		zenoti.provider.faults.add({ effect });
		const run = await undoCheckIn([row]);
		expect(detailsOf(run.failed[0])).toMatchObject({ reason: 'outcomeUnknown', retryable: false });
		expect(zenoti.requests()).toEqual([`PUT ${path}`]);
		expect(zenoti.provider.ledger).toHaveLength(1);
	});
});
