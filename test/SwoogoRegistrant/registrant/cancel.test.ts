import type { IDataObject, INodeParameters } from 'n8n-workflow';

import {
	byEmail,
	byId,
	crowd,
	emailOf,
	expectFailure,
	jsonOf,
	known,
	outcomesOf,
	useSwoogo,
} from '../swoogoRun';

const swoogo = useSwoogo();

const row = (name: keyof typeof known): IDataObject => ({ id: known[name], email: emailOf(name) });

const cancel = async (items: IDataObject[], parameters: IDataObject = byId) =>
	await swoogo.run({ resource: 'registrant', operation: 'cancel', parameters, items });

const puts = () => swoogo.sent('PUT', /./);

describe.each([
	['by e-mail', byEmail, ['registrantId', 'eventId']],
	['by ID', byId, ['registrantId']],
])('a registrant named %s', (_, parameters, expressionFields) => {
	swoogo.describeContract({
		resource: 'registrant',
		operation: 'cancel',
		parameters: parameters as INodeParameters,
		rows: [row('ada'), row('ben'), row('cleo')],
		crowd: crowd.map(({ id, name }) => ({ id, email: emailOf(name) })),
		ownData: ({ id }) => ({ registrantId: `${id as number}` }),
		writes: true,
		expressionFields,
		request: { method: 'PUT', path: '/registrants/update/' },
	});
});

describe('somebody who is registered', () => {
	it('is set to cancelled with one form, which says that no mail is wanted', async () => {
		const run = await cancel([row('ada')]);
		expect(puts()).toMatchObject([
			{
				url: '/api/v1/registrants/update/5101',
				rawBody: 'registration_status=cancelled&send_email=false',
				headers: { 'content-type': 'application/x-www-form-urlencoded' },
			},
		]);
		expect(run.success).toEqual([
			{
				json: {
					outcome: 'removed',
					registrantId: '5101',
					eventId: '700',
					...swoogo.registrant(known.ada),
					registration_status: 'cancelled',
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(run.hints[0].message).toBe('1 person: 1 cancelled.');
		expect(swoogo.writes()).toEqual(['registrant.cancel ada@example.com']);
	});

	it('is mailed when that is wanted', async () => {
		await cancel([row('ada')], { ...byId, options: { sendEmail: true } });
		expect(swoogo.writes()).toEqual([
			'registrant.cancel ada@example.com',
			'mail.registration_cancelled ada@example.com',
		]);
	});

	it('is found by e-mail in the event', async () => {
		await cancel([{ email: ' Ada@Example.com' }], byEmail);
		expect(swoogo.writes()).toEqual(['registrant.cancel ada@example.com']);
	});

	it('costs many rows by e-mail one reading of the event', async () => {
		const items = Array.from({ length: 8 }, () => row('ada'));
		await cancel(items, byEmail);
		expect(swoogo.requests()).toEqual(['GET /registrants', 'PUT /registrants/update/5101']);
	});

	it.each([
		['few rows by ID', byId, 3],
		['few rows by e-mail', byEmail, 3],
		['many rows by ID', byId, 8],
		['many rows by e-mail', byEmail, 8],
	])('is cancelled and mailed once, in %s', async (_, parameters, count) => {
		const items = Array.from({ length: count }, () => row('ada'));
		const run = await cancel(items, { ...parameters, options: { sendEmail: true } });
		expect(outcomesOf(run)).toEqual(['removed', ...items.slice(1).map(() => 'unchanged')]);
		expect(swoogo.writes()).toHaveLength(2);
	});
});

describe('somebody who is not', () => {
	it.each(['cancelled', 'Cancelled'])('because they are %s stays as they are', async (status) => {
		swoogo.registrant(known.ada).registration_status = status;
		const run = await cancel([row('ada')]);
		expect(jsonOf(run.success)).toMatchObject([
			{ outcome: 'unchanged', registrantId: '5101', registration_status: status },
		]);
		expect(run.hints[0].message).toBe('1 person: 1 already cancelled.');
		expect(puts()).toEqual([]);
	});

	it('because nobody has the id is not found', async () => {
		expectFailure(await cancel([{ id: 9999 }]), {
			message: 'Registrant not found.',
			reason: 'notFound',
			httpStatus: 404,
			error:
				"Could not cancel registrant 9999: Registrant not found. Check the ID in 'Registrant': it is absent, or not accessible to this credential. [item 0]",
		});
	});

	it('because nobody has the e-mail is not found', async () => {
		expectFailure(await cancel([{ email: 'walk.in@example.com' }], byEmail), {
			message: 'Nobody is registered with walk.in@example.com in event 700',
			reason: 'notFound',
		});
	});

	it('because Swoogo refuses is told in its words', async () => {
		swoogo.answerNext('PUT', '/update/', 422, [{ field: 'registration_status', message: 'Paid.' }]);
		expectFailure(await cancel([row('ada')]), {
			message: 'registration_status: Paid',
			reason: 'rejected',
			httpStatus: 422,
		});
	});
});

describe('when the answer is lost', () => {
	const sendEmail = { ...byId, options: { sendEmail: true } };

	it.each([
		{ kind: 'close', when: 'after' },
		{ kind: 'html', when: 'after' },
		{ kind: 'status', code: 503, when: 'after' },
	] as const)('%j: the status is looked at, and nobody is mailed twice', async (effect) => {
		swoogo.provider.faults.add({ match: { method: 'PUT' }, effect });
		const run = await cancel([row('ada')], sendEmail);
		expect(jsonOf(run.success)).toMatchObject([
			{ outcome: 'removed', registration_status: 'cancelled' },
		]);
		expect(puts()).toHaveLength(1);
		expect(swoogo.writes()).toHaveLength(2);
	});

	it('before anything was done, it is sent once more', async () => {
		swoogo.provider.faults.add({ match: { method: 'PUT' }, effect: { kind: 'close' } });
		expect(outcomesOf(await cancel([row('ada')], sendEmail))).toEqual(['removed']);
		expect(puts()).toHaveLength(2);
		expect(swoogo.writes()).toHaveLength(2);
	});

	it('and its outcome stays unknown, a second row asks Swoogo before it writes', async () => {
		swoogo.provider.faults.add(
			{ match: { method: 'PUT' }, effect: { kind: 'close', when: 'after' } },
			{
				match: { method: 'GET', path: '/registrants/5101$', times: 3 },
				effect: { kind: 'status', code: 500 },
			},
		);
		const items = Array.from({ length: 6 }, () => row('ada'));
		const run = await cancel(items, { ...byEmail, options: { sendEmail: true } });
		expect(jsonOf(run.failed)).toMatchObject([{ details: { reason: 'outcomeUnknown' } }]);
		expect(outcomesOf(run)).toEqual(items.slice(1).map(() => 'unchanged'));
		expect(puts()).toHaveLength(1);
	});
});

test.each([
	['by ID', byId, 3],
	['by e-mail, in many rows', byEmail, 8],
])('Check Only says who would be cancelled, %s, and cancels nobody', async (_, fields, count) => {
	swoogo.registrant(known.ben).registration_status = 'cancelled';
	const items = Array.from({ length: count }, (_each, index) => row(index === 1 ? 'ben' : 'ada'));
	const run = await cancel(items, { ...fields, options: { checkOnly: true } });
	expect(outcomesOf(run)).toEqual(['wouldRemove', ...items.slice(1).map(() => 'unchanged')]);
	expect(jsonOf(run.success)[0]).toMatchObject({ registrantId: '5101', eventId: '700' });
	expect(swoogo.writes()).toEqual([]);
	expect(puts()).toEqual([]);
});
