import { startSandbox, type Sandbox } from '../../sandbox';
import { runNode } from '../support/engine';
import { credentialsFor } from './writes';

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startSandbox({ scenario: 'example', windowScale: 0.05 })));
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.zenoti.reset('example'));

const centers = {
	type: 'n8n-nodes-event-registration.zenotiWorkshop',
	onError: 'continueErrorOutput' as const,
	parameters: { resource: 'center', operation: 'getMany' },
};
const rows = (count: number) => Array.from({ length: count }, (_, row) => ({ row }));
const refused = () => sandbox.zenoti.diary.filter(({ status }) => status === 429);

test.each(['fixedWindow', 'tokenBucket'] as const)(
	'with a %s a run of many rows waits for its credits and is never refused',
	async (kind) => {
		sandbox.zenoti.budget.kind = kind;
		const credentials = credentialsFor(sandbox, 'zenotiWorkshop');
		const run = await runNode({ node: centers, items: rows(150), credentials });
		expect(run.success.length).toBeGreaterThanOrEqual(150);
		expect(refused()).toEqual([]);
		expect(sandbox.zenoti.diary).toHaveLength(150);
		expect(JSON.stringify(run.hints)).toContain("for Zenoti's limit of 60 calls per minute");
	},
);

test('two workflows with one credential share its budget', async () => {
	sandbox.zenoti.budget.kind = 'fixedWindow';
	const credentials = credentialsFor(sandbox, 'zenotiWorkshop');
	const runs = await Promise.all(
		[60, 60].map(
			async (count) => await runNode({ node: centers, items: rows(count), credentials }),
		),
	);
	expect(runs.map(({ failed }) => failed)).toEqual([[], []]);
	expect(refused()).toEqual([]);
	expect(sandbox.zenoti.diary).toHaveLength(120);
});

test('two credentials of one account do not know of each other, and lose no row over it', async () => {
	sandbox.zenoti.budget.kind = 'fixedWindow';
	const runs = await Promise.all(
		[80, 80].map(
			async (count) =>
				await runNode({
					node: centers,
					items: rows(count),
					// Another credential object is another credential.
					credentials: credentialsFor(sandbox, 'zenotiWorkshop'),
				}),
		),
	);
	expect(runs.map(({ failed }) => failed)).toEqual([[], []]);
});

test('without any headers the documented limit is kept', async () => {
	Object.assign(sandbox.zenoti.budget, { kind: 'fixedWindow', sendHeaders: false });
	const stop = new AbortController();
	setTimeout(() => stop.abort(), 1500);
	const credentials = credentialsFor(sandbox, 'zenotiWorkshop');
	await runNode({ node: centers, items: rows(100), credentials, cancelSignal: stop.signal });
	expect(sandbox.zenoti.diary).toHaveLength(60);
});

test('a wait of more than 15 minutes is refused at once, with the time of the reset', async () => {
	sandbox.zenoti.faults.add({
		match: { nth: 4 },
		effect: { kind: 'tooMany', dialect: 'retryAfterSeconds', seconds: 3600 },
	});
	const credentials = credentialsFor(sandbox, 'zenotiWorkshop');
	const result = await runNode({ node: centers, items: rows(50), credentials });
	expect(result.success.length).toBeGreaterThan(0);
	expect(result.success.length + result.failed.length).toBeGreaterThanOrEqual(50);
	expect(result.failed[0]?.json).toMatchObject({
		error: expect.stringMatching(
			/limit of calls is used up until \d{4}-\d{2}-\d{2} \d{2}:\d{2} UTC/,
		),
		details: { reason: 'rateLimited', retryable: true },
	});
	expect(sandbox.zenoti.diary.length).toBeLessThan(12);
});

test('a provider that says "come back at once" for ever is left alone after a while', async () => {
	sandbox.zenoti.faults.add({
		match: { nth: 1, times: 4 },
		effect: { kind: 'tooMany', dialect: 'retryAfterSeconds', seconds: 0 },
	});
	const credentials = credentialsFor(sandbox, 'zenotiWorkshop');
	const run = await runNode({ node: centers, items: rows(1), credentials });
	const [first, ...others] = sandbox.zenoti.diary.map(({ at }) => at);
	const pauses = others.map((at, index) => at - [first!, ...others][index]!);
	expect(run.failed).toEqual([]);
	expect(pauses).toHaveLength(4);
	pauses.slice(1).forEach((pause, index) => expect(pause).toBeGreaterThan(pauses[index]! * 1.5));
});

test('pages that were read are not read again after a 429 or a fault in the middle of a list', async () => {
	const { state } = sandbox.zenoti;
	const [known] = state.centers.values();
	for (let number = 0; number < 250; number++) {
		const id = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
		state.centers.set(id, { ...known!, id });
	}
	sandbox.zenoti.faults.add(
		{ match: { nth: 2 }, effect: { kind: 'tooMany', dialect: 'retryAfterSeconds', seconds: 1 } },
		{ match: { nth: 4 }, effect: { kind: 'reset' } },
	);
	const run = await runNode({
		node: { ...centers, parameters: { ...centers.parameters, returnAll: true } },
		items: rows(1),
		credentials: credentialsFor(sandbox, 'zenotiWorkshop'),
	});
	expect(run.success.length).toBe(state.centers.size);
	expect(sandbox.zenoti.diary.map(({ query, status }) => [query.page, status])).toEqual([
		['1', 200],
		['2', 429],
		['2', 200],
		['3', 'closed'],
		['3', 200],
	]);
});
