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

const row = (name: 'ada' | 'ben' | 'cleo' | 'grace'): IDataObject => ({
	id: known[name],
	email: emailOf(name),
});

type Operation = 'checkIn' | 'undoCheckIn' | 'markNoShow';

const set = async (
	operation: Operation,
	items: IDataObject[],
	parameters: IDataObject = byId,
): ReturnType<typeof swoogo.run> =>
	await swoogo.run({ resource: 'registrant', operation, parameters, items });

const posts = () => swoogo.sent('POST', '/registrants/checkin');

const setStatus = (status: string) => {
	for (const { id } of [row('ada'), row('ben'), row('cleo'), row('grace'), ...crowd]) {
		swoogo.registrant(id as number).registration_status = status;
	}
};

const cases = [
	{
		operation: 'checkIn',
		before: 'confirmed',
		after: 'attended',
		answer: 'Attended',
		action: 'checkIn',
		done: '1 checked in',
		already: '1 already checked in',
		attempt: 'check in registrant 5101',
	},
	{
		operation: 'undoCheckIn',
		before: 'attended',
		after: 'confirmed',
		answer: 'Confirmed',
		action: 'undoCheckIn',
		done: '1 set back',
		already: '1 not checked in',
		attempt: 'undo the check-in of registrant 5101',
	},
	{
		operation: 'markNoShow',
		before: 'confirmed',
		after: 'no_show',
		answer: 'No show',
		action: 'noShow',
		done: '1 marked',
		already: '1 already marked',
		attempt: 'mark registrant 5101 as a no show',
	},
] as const;

describe.each(cases)('$operation', ({ operation, before, after, answer, action, ...words }) => {
	beforeEach(() => setStatus(before));

	describe.each([
		['by e-mail', byEmail, ['registrantId', 'eventId']],
		['by ID', byId, ['registrantId']],
	])('of a registrant named %s', (_, parameters, expressionFields) => {
		swoogo.describeContract({
			resource: 'registrant',
			operation,
			parameters: parameters as INodeParameters,
			arrangeFurther: () => setStatus(before),
			rows: [row('ada'), row('ben'), row('cleo')],
			crowd: crowd.map(({ id, name }) => ({ id, email: emailOf(name) })),
			ownData: ({ id }) => ({ registrantId: `${id as number}` }),
			writes: true,
			expressionFields,
			request: { method: 'POST', path: '/registrants/checkin$' },
		});
	});

	it('sends the ID and the status as the documented multipart form', async () => {
		const run = await set(operation, [row('ada')]);
		expect(posts()).toMatchObject([
			{
				body: { id: '5101', status: after },
				headers: { 'content-type': expect.stringMatching(/^multipart\/form-data; boundary=\S+$/) },
			},
		]);
		expect(run.success).toEqual([
			{
				json: expect.objectContaining({
					outcome: 'updated',
					registrantId: '5101',
					eventId: '700',
					id: known.ada,
					email: 'ada@example.com',
					registration_status: after,
					status: answer,
					updated_at: expect.any(String),
				}),
				pairedItem: { item: 0 },
			},
		]);
		expect(run.hints[0].message).toBe(`1 person: ${words.done}.`);
		expect(swoogo.writes()).toEqual([`${action} ada@example.com`]);
		expect(swoogo.registrant(known.ada).registration_status).toBe(after);
	});

	it.each([after, answer, answer.toUpperCase()])(
		'leaves somebody alone who is %j',
		async (status) => {
			swoogo.registrant(known.ada).registration_status = status;
			const run = await set(operation, [row('ada')]);
			expect(jsonOf(run.success)).toMatchObject([
				{ outcome: 'unchanged', registrantId: '5101', registration_status: status },
			]);
			expect(run.hints[0].message).toBe(`1 person: ${words.already}.`);
			expect(posts()).toEqual([]);
		},
	);

	it.each([
		['few rows by ID', byId, 3],
		['few rows by e-mail', byEmail, 3],
		['many rows by ID', byId, 8],
		['many rows by e-mail', byEmail, 8],
	])('happens once to the same person in %s', async (_, parameters, count) => {
		const items = Array.from({ length: count }, () => row('ada'));
		const run = await set(operation, items, parameters);
		expect(outcomesOf(run)).toEqual(['updated', ...items.slice(1).map(() => 'unchanged')]);
		expect(posts()).toHaveLength(1);
	});

	it('costs many rows by e-mail one reading of the event and one write each', async () => {
		const items = crowd.map(({ name }) => ({ email: emailOf(name) }));
		const run = await set(operation, items, byEmail);
		expect(outcomesOf(run)).toEqual(items.map(() => 'updated'));
		expect(swoogo.sent('GET', /./)).toHaveLength(1);
		expect(posts()).toHaveLength(items.length);
	});

	it('writes nothing with Check Only', async () => {
		swoogo.registrant(known.ben).registration_status = after;
		const items = [row('ada'), row('ben')];
		const run = await set(operation, items, { ...byId, options: { checkOnly: true } });
		expect(outcomesOf(run)).toEqual(['wouldUpdate', 'unchanged']);
		expect(posts()).toEqual([]);
	});

	it.each([
		{ kind: 'close', when: 'after' },
		{ kind: 'html', when: 'after' },
		{ kind: 'emptyBody', when: 'after' },
		{ kind: 'status', code: 503, when: 'after' },
	] as const)('%j: after a lost answer the status is looked at', async (effect) => {
		swoogo.provider.faults.add({ match: { method: 'POST', path: 'checkin' }, effect });
		expect(outcomesOf(await set(operation, [row('ada')]))).toEqual(['updated']);
		expect(posts()).toHaveLength(1);
		expect(swoogo.writes()).toHaveLength(1);
	});

	it('is sent once more when nothing was done', async () => {
		const match = { method: 'POST', path: 'checkin' };
		swoogo.provider.faults.add({ match, effect: { kind: 'close' } });
		expect(outcomesOf(await set(operation, [row('ada')]))).toEqual(['updated']);
		expect(posts()).toHaveLength(2);
		expect(swoogo.writes()).toHaveLength(1);
	});

	it('is refused in Swoogo’s words', async () => {
		swoogo.answerNext('POST', 'checkin', 422, [{ field: 'status', message: 'Too early.' }]);
		expectFailure(await set(operation, [row('ada')]), {
			message: 'status: Too early',
			reason: 'rejected',
			httpStatus: 422,
			error: `Could not ${words.attempt}: status: Too early. Correct the row and run it again. [item 0]`,
		});
	});

	it('does not find an ID that nobody has', async () => {
		expectFailure(await set(operation, [{ id: 9999 }]), {
			message: 'Registrant not found.',
			reason: 'notFound',
			httpStatus: 404,
		});
		expect(posts()).toEqual([]);
	});

	it('asks which of several people with the e-mail is meant', async () => {
		swoogo.add(5199, 'ada', { registration_status: before });
		expectFailure(await set(operation, [row('ada')], byEmail), {
			message: `Several people are registered with ada@example.com in event 700: 5101 (Ada Example, ${before}), 5199 (Ada Example, ${before})`,
			reason: 'ambiguous',
		});
	});
});

describe('a status that must not be overwritten', () => {
	const gone = 'Their registration no longer counts';
	const unmarked = 'They are neither checked in nor marked as a no show';
	const confirm = "Confirm it again first, with 'Registration Status' of the operation 'Update'.";
	const confirmAnyway =
		"To confirm them all the same, use 'Registration Status' of the operation 'Update'.";

	it.each([
		['checkIn', 'cancelled', gone, confirm],
		['checkIn', 'denied', gone, confirm],
		['undoCheckIn', 'cancelled', unmarked, confirmAnyway],
		['undoCheckIn', 'pending', unmarked, confirmAnyway],
		['markNoShow', 'cancelled', gone, confirm],
		[
			'markNoShow',
			'attended',
			'They are checked in',
			"If that is wrong, use the operation 'Undo Check In' first.",
		],
	] as const)('%s leaves somebody who is %s', async (operation, status, message, advice) => {
		setStatus(status);
		const run = await set(operation, [row('ada')]);
		expectFailure(run, {
			message: `${message}: 5101 (Ada Example, ${status})`,
			reason: 'rejected',
		});
		expect(run.failed[0].json.error).toContain(advice);
		expect(posts()).toEqual([]);
	});

	it.each([
		['checkIn', 'no_show', 'attended'],
		['checkIn', 'pending', 'attended'],
		['undoCheckIn', 'no_show', 'confirmed'],
		['undoCheckIn', 'Attended', 'confirmed'],
		['markNoShow', 'pending', 'no_show'],
	] as const)('%s changes somebody who is %s', async (operation, before, after) => {
		setStatus(before);
		expect(outcomesOf(await set(operation, [row('ada')]))).toEqual(['updated']);
		expect(swoogo.registrant(known.ada).registration_status).toBe(after);
	});
});
