import type { INodeParameters } from 'n8n-workflow';

import {
	byId,
	communityId,
	eventId,
	expectFailure,
	jsonOf,
	members,
	nodeType,
	openKnolyx,
	runKnolyx,
} from '../knolyxCommunity';

const { knolyx, credentials, arrange } = openKnolyx();
const [ines] = members;

const attend = async (
	userIds: Array<string | number>,
	options: INodeParameters = {},
	onError: 'stopWorkflow' | 'continueErrorOutput' = 'continueErrorOutput',
) =>
	await runKnolyx(
		{
			resource: 'attendance',
			operation: 'attend',
			communityId: `${communityId}`,
			eventId: byId(`${eventId}`),
			userId: byId('={{ $json.userId }}'),
			options,
		},
		userIds.map((userId) => ({ userId })),
		credentials(),
		{ node: { type: nodeType, onError } },
	);
const attendances = () => knolyx().ledger.filter(({ action }) => action === 'attend');

beforeEach(arrange);

describe('when the answer to attend is lost', () => {
	const afterwards = { when: 'after' } as const;

	test.each([
		{ kind: 'close', ...afterwards },
		{ kind: 'reset', ...afterwards },
		{ kind: 'html', ...afterwards },
		{ kind: 'malformedJson', ...afterwards },
		{ kind: 'status', code: 503, ...afterwards },
	] as const)('%j: it is sent again and recognised, and registers nobody twice', async (effect) => {
		knolyx().faults.add({ effect });
		const run = await attend([ines.id]);
		expect(jsonOf(run.success)).toMatchObject([{ outcome: 'unchanged' }]);
		expect(knolyx().diary).toHaveLength(2);
		expect(attendances()).toHaveLength(1);
	});

	test('a refusal of the second try does not prove that nothing was written', async () => {
		knolyx().faults.add({ effect: { kind: 'close', when: 'after' } });
		const run = await attend([ines.id], { ifAlreadyAttending: 'fail' });
		expectFailure(run, {
			message: 'User is already registered (after a try that got no answer)',
			reason: 'outcomeUnknown',
			httpStatus: 409,
			advice: 'It may have been written all the same. Look in Knolyx before you run the row again.',
		});
		expect(attendances()).toHaveLength(1);
	});

	test('silence is given up after three tries, and may be run again', async () => {
		const match = { times: 'always' as const };
		knolyx().faults.add({ match, effect: { kind: 'silence', when: 'after' } });
		const run = await attend([ines.id], { timeoutSeconds: 1 });
		expectFailure(run, {
			message: 'Knolyx did not answer: no answer came in time',
			reason: 'outcomeUnknown',
			httpStatus: null,
			advice:
				'It may have been written. Run the row again: what is already there will be recognised.',
		});
		expect(run.failed[0].json.details).toMatchObject({ retryable: true });
		expect(knolyx().diary).toHaveLength(3);
	});

	test('a server that stays broken is named with its status', async () => {
		const match = { times: 'always' as const };
		knolyx().faults.add({ match, effect: { kind: 'status', code: 502 } });
		expectFailure(await attend([ines.id]), {
			message: 'Knolyx answered: Scripted fault of the sandbox',
			reason: 'outcomeUnknown',
			httpStatus: 502,
		});
	});
});

describe('many rows of attend', () => {
	test('rows about the same user register them once', async () => {
		const run = await attend([ines.id, `${ines.id}`, ` ${ines.id} `]);
		const outcomes = jsonOf(run.success).map(({ outcome }) => outcome);
		expect(outcomes).toEqual(['created', 'unchanged', 'unchanged']);
		expect(run.hints[0].message).toBe('3 people: 1 registered, 2 already registered.');
		expect(attendances()).toHaveLength(1);
	});

	test('never more than five requests are under way', async () => {
		knolyx().latencyMs = 30;
		await attend(Array.from({ length: 12 }, (_, index) => 60_000 + index));
		const { diary } = knolyx();
		const underWay = diary.map(
			({ at }) => diary.filter((one) => one.at <= at && (one.answeredAt ?? 0) > at).length,
		);
		expect(Math.max(...underWay)).toBe(5);
	});

	test('after a run that stopped, a second one does the rest and recognises what was done', async () => {
		const [first, second, third] = members.map(({ id }) => id);
		const stopped = await attend([first, 'abc', second, third], {}, 'stopWorkflow');
		expect(stopped.status).toBe('error');
		const done = attendances().length;
		expect(stopped.error?.description).toMatch(new RegExp(`^${done} of 4 registered, 1 failed, `));

		const run = await attend([first, second, third], {}, 'stopWorkflow');
		const outcomes = jsonOf(run.success).map(({ outcome }) => outcome);
		expect(outcomes.filter((outcome) => outcome === 'unchanged')).toHaveLength(done);
		expect(attendances()).toHaveLength(3);
	});

	test('the words of a run that stopped stay ours, whatever n8n would put in their place', async () => {
		const body = { message: 'Upstream said ETIMEDOUT' };
		knolyx().faults.add({ effect: { kind: 'status', code: 400, body } });
		const run = await attend([ines.id], {}, 'stopWorkflow');
		expect(run.error?.message).toContain('Upstream said ETIMEDOUT');
		expect(run.error?.description).toBe('Correct the row and run again.');
	});
});
