import type { IDataObject } from 'n8n-workflow';

import { detailsOf, essence, known, useZenoti } from '../zenotiRun';

const zenoti = useZenoti();

const parameters = {
	workshopId: '={{ $json.workshopId }}',
	registrationId: '={{ $json.registrationId }}',
};
const row = { workshopId: known.workshop, registrationId: 120002 };
const path = `/v1/workshops/${known.workshop}/registrations/120002/cancel`;

const cancel = async (items: IDataObject[], options: IDataObject = {}) =>
	await zenoti.run({
		operation: 'cancel',
		parameters: { ...parameters, options },
		items,
		onError: 'continueErrorOutput',
	});

const statusOf = (id: number) => zenoti.provider.state.registrations.get(id)?.status;

zenoti.describeContract({
	operation: 'cancel',
	parameters,
	// As many as the contract uses at once: nobody can be cancelled twice.
	rows: Array.from({ length: 16 }, (_, index) => ({ ...row, registrationId: 120002 + index })),
	ownData: ({ registrationId }) => ({ registrationId: String(registrationId) }),
	writes: true,
	expressionFields: ['workshopId', 'registrationId'],
	request: { method: 'PUT', path: '/cancel$' },
	arrange() {
		for (let number = 0; number < 16; number++) zenoti.registered(known.ada);
	},
});

describe('a registration', () => {
	beforeEach(() => zenoti.registered(known.ada));

	it('is cancelled with one request without a body', async () => {
		const run = await cancel([row]);
		expect(zenoti.provider.diary.map(essence)).toEqual([
			{ method: 'PUT', url: path, body: undefined },
		]);
		expect(run.success).toEqual([
			{
				json: { outcome: 'removed', workshopId: '11900', registrationId: '120002' },
				pairedItem: { item: 0 },
			},
		]);
		expect(statusOf(120002)).toBe('Cancelled');
		expect(run.hints[0]!.message).toBe('1 item: 1 cancelled.');
	});

	it('takes further fields along, for what Zenoti accepts but does not name', async () => {
		await cancel([row], { additionalBody: '{ "waive_fee": true }' });
		expect(zenoti.provider.diary[0]!.body).toEqual({ waive_fee: true });
	});

	it.each([
		['nothing', '', {}],
		['plain text', 'OK', {}],
		['a record', { id: 120002, status: 1, error: null }, { id: 120002, status: 1 }],
		['a wrapped record', { registrations: { id: 120002, status: 1 } }, { id: 120002, status: 1 }],
	])('is cancelled when Zenoti answers with %s', async (_, body, record) => {
		zenoti.answerNext('cancel', 200, body);
		const run = await cancel([row]);
		expect(run.success[0]!.json).toEqual({
			outcome: 'removed',
			workshopId: '11900',
			registrationId: '120002',
			...record,
		});
	});
});

describe('what Zenoti refuses', () => {
	beforeEach(() => {
		zenoti.registered(known.ada).isInvoiceClosed = true;
		zenoti.registered(known.ben, { status: 'Cancelled' });
	});

	it.each([
		[
			'a closed invoice',
			row,
			{ reason: 'rejected', providerCode: 1035 },
			'Something went wrong. Message: The invoice for the registration is closed. Please reopen the invoice and try again. Reopen the invoice in Zenoti, then run the row again.',
		],
		[
			'an unknown registration',
			{ ...row, registrationId: 999 },
			{ reason: 'notFound', providerCode: 1004 },
			"Invalid registration. Check 'Registration ID'.",
		],
		[
			'an unknown workshop',
			{ ...row, workshopId: 404 },
			{ reason: 'notFound', providerCode: 1001 },
			"Workshop not found. Check 'Workshop ID'.",
		],
		[
			'the registration of another workshop',
			{ ...row, workshopId: known.fullWorkshop },
			{ reason: 'rejected', providerCode: 1004 },
			"The passed workshop is not associated with given registration. Check that 'Workshop ID' and 'Registration ID' belong together.",
		],
		[
			'a second cancellation, which is reported as Zenoti words it',
			{ ...row, registrationId: 120003 },
			{ reason: 'rejected', providerCode: 1004 },
			'The registration is canceled. Correct the row and run it again.',
		],
	])('%s', async (_, refused, details, sentence) => {
		const run = await cancel([refused]);
		expect(run.failed).toEqual([
			{
				json: {
					...refused,
					error: `Could not cancel registration ${refused.registrationId} of workshop ${refused.workshopId}: ${sentence} [item 0]`,
					message: expect.any(String),
					details: { httpStatus: 400, retryable: false, step: null, ...details },
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(zenoti.requests()).toHaveLength(1);
		expect(zenoti.provider.ledger).toEqual([]);
	});
});

describe('lost answers', () => {
	beforeEach(() => zenoti.registered(known.ada));

	it.each([
		{ kind: 'reset', when: 'after' },
		{ kind: 'close', when: 'before' },
		{ kind: 'status', code: 500, when: 'after' },
	] as const)('are never followed by a second cancellation ($kind)', async (effect) => {
		zenoti.provider.faults.add({ effect });
		const run = await cancel([row]);
		expect(detailsOf(run.failed[0])).toMatchObject({ reason: 'outcomeUnknown', retryable: false });
		expect(run.failed[0]!.json.error).toContain('Look in Zenoti before you run the row again.');
		expect(zenoti.requests()).toEqual([`PUT ${path}`]);
	});
});
