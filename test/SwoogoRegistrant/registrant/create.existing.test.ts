import { crowd, emailOf, jsonOf, known, outcomesOf } from '../swoogoRun';
import { ada, few, many, newcomers, nora, row, useCreation } from './creating';

const { swoogo, create, posts } = useCreation();

describe.each([
	['few rows', few],
	['many rows', many],
])('somebody who is registered already, in a run of %s', (_, run) => {
	it.each(['ada@example.com', ' ADA@Example.com'])('is recognised as %j', async (email) => {
		const { success } = await create(run(row(email)));
		expect(success[0].json).toMatchObject({
			outcome: 'unchanged',
			registrantId: '5101',
			eventId: '700',
			registration_status: 'confirmed',
		});
		expect(posts()).toEqual([]);
	});

	it('fails the row if that is wanted', async () => {
		const { failed } = await create(run(ada), { ifAlreadyRegistered: 'fail' });
		expect(failed[0].json).toMatchObject({
			error:
				"Could not register ada@example.com for event 700: They are registered already: 5101 (Ada Example, confirmed). Set 'If Already Registered' to 'Succeed' to accept this. [item 0]",
			details: { reason: 'rejected', httpStatus: null },
		});
		expect(posts()).toEqual([]);
	});

	it('is created once more if that is wanted, without looking', async () => {
		const { success } = await create(run(ada), { ifAlreadyRegistered: 'createAnyway' });
		expect(success[0].json).toMatchObject({ outcome: 'created', eventId: '700' });
		expect(swoogo.sent('GET', /./)).toEqual([]);
	});

	it.each(['cancelled', 'denied'])('but %s is neither left nor doubled', async (status) => {
		swoogo.registrant(known.ada).registration_status = status;
		const { failed } = await create(run(ada));
		expect(failed[0].json).toMatchObject({
			error: `Could not register ada@example.com for event 700: Their registration no longer counts: 5101 (Ada Example, ${status}). Confirm it again in Swoogo, or set 'If Already Registered' to 'Create Anyway'. [item 0]`,
			details: { reason: 'rejected' },
		});
		expect(posts()).toEqual([]);
	});

	it('is recognised beside a cancelled registration of theirs', async () => {
		swoogo.registrant(known.ada).registration_status = 'cancelled';
		swoogo.add(5199, 'ada');
		const { success } = await create(run(ada));
		expect(success[0].json).toMatchObject({ outcome: 'unchanged', registrantId: '5199' });
	});

	it('is recognised when Swoogo ignores the filter', async () => {
		swoogo.provider.state.unfilterableFields = ['email'];
		expect((await create(run(ada))).success[0].json.outcome).toBe('unchanged');
	});

	it('somebody with the same e-mail in another event is not', async () => {
		const { success } = await create(run(row(emailOf('zoe'))));
		expect(success[0].json).toMatchObject({ outcome: 'created', eventId: '700' });
	});
});

describe('rows about the same person', () => {
	it.each([
		['few rows', few, []],
		['many rows', many, []],
		['few rows where Swoogo ignores the filter', few, ['email']],
	])('in a run of %s register them once', async (_, run, unfilterableFields) => {
		swoogo.provider.state.unfilterableFields = unfilterableFields;
		const { success } = await create(run(nora, row(' NORA.ibsen@example.com'), nora));
		const three = jsonOf(success).slice(0, 3);
		expect(three.map(({ outcome }) => outcome)).toEqual(['created', 'unchanged', 'unchanged']);
		expect(new Set(three.map(({ registrantId }) => registrantId))).toEqual(new Set(['9001']));
		expect(posts()).toHaveLength(1);
	});

	it('cost no further reading in a run of many rows', async () => {
		await create(many(nora, nora, nora));
		expect(swoogo.requests()).toEqual(['GET /registrants', 'POST /registrants/create']);
	});

	it('register them once when Swoogo’s answer names no id', async () => {
		swoogo.provider.state.createAnswer = 'timestampsOnly';
		const run = await create(many(nora, nora));
		expect(outcomesOf(run).slice(0, 2)).toEqual(['created', 'unchanged']);
		expect(posts()).toHaveLength(1);
	});

	it('register them once when the outcome of the first is unknown', async () => {
		swoogo.provider.faults.add(
			{ match: { method: 'POST', path: 'create$' }, effect: { kind: 'close', when: 'after' } },
			{ match: { method: 'GET', nth: 2, times: 3 }, effect: { kind: 'status', code: 500 } },
		);
		const run = await create(many(nora, nora));
		expect(jsonOf(run.failed)).toMatchObject([{ details: { reason: 'outcomeUnknown' } }]);
		expect(run.success[0].json).toMatchObject({ outcome: 'unchanged', registrantId: '9001' });
		expect(posts()).toHaveLength(1);
	});

	it('in many rows cost one reading of the event', async () => {
		const run = await create(newcomers);
		expect(outcomesOf(run)).toEqual(newcomers.map(() => 'created'));
		expect(swoogo.sent('GET', /./)).toHaveLength(1);
	});
});

test('people beyond the first page are recognised', async () => {
	swoogo.provider.state.maximumPageSize = 5;
	const run = await create(crowd.map(({ name }) => row(emailOf(name))));
	expect(outcomesOf(run)).toEqual(crowd.map(() => 'unchanged'));
});

describe('with Check Only', () => {
	it.each([
		['few rows', few],
		['many rows', many],
	])('says in a run of %s who would be registered, and registers nobody', async (_, run) => {
		const rows = run(nora, ada, row(' NORA.ibsen@example.com'));
		const { success } = await create(rows, { checkOnly: true });
		const three = jsonOf(success).slice(0, 3);
		expect(three).toMatchObject([
			{ outcome: 'wouldCreate', eventId: '700', email: 'nora.ibsen@example.com' },
			{ outcome: 'unchanged', registrantId: '5101' },
			{ outcome: 'unchanged' },
		]);
		expect(swoogo.writes()).toEqual([]);
		expect(posts()).toEqual([]);
	});

	it('says that every second registration on purpose would be made', async () => {
		const run = await create([ada, ada], { checkOnly: true, ifAlreadyRegistered: 'createAnyway' });
		expect(outcomesOf(run)).toEqual(['wouldCreate', 'wouldCreate']);
		expect(swoogo.requests()).toEqual([]);
	});

	it('fails the rows that would fail', async () => {
		swoogo.registrant(known.ada).registration_status = 'denied';
		const { failed } = await create([ada], { checkOnly: true });
		expect(jsonOf(failed)).toMatchObject([{ details: { reason: 'rejected' } }]);
	});
});
