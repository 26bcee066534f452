import { setTimeout as delay } from 'node:timers/promises';

import { startSandbox, type FaultEffect, type Sandbox } from '../../sandbox';
import { runNode } from '../support/engine';
import { credentialsFor, writes } from './writes';

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startSandbox({ scenario: 'example' })));
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.zenoti.reset('example'));

const register = writes.find(({ name }) => name === 'Zenoti register')!;

async function stopWhen(
	isTime: () => boolean,
	settings: { tries?: number; onError?: 'continueRegularOutput' } = {},
) {
	// Three people over and over: at most three requests are under way, because nobody is registered twice at a time.
	const rows = register.arrange(sandbox);
	const stop = new AbortController();
	const running = runNode({
		node: {
			type: 'n8n-nodes-event-registration.zenotiWorkshop',
			parameters: register.parameters,
			onError: settings.onError ?? 'continueErrorOutput',
			...(settings.tries
				? { retryOnFail: true, maxTries: settings.tries, waitBetweenTries: 1 }
				: {}),
		},
		items: Array.from({ length: 300 }, (_, index) => rows[index % rows.length]!),
		credentials: credentialsFor(sandbox, 'zenotiWorkshop'),
		cancelSignal: stop.signal,
	});
	while (!isTime()) await delay(5);
	const sentBefore = sandbox.zenoti.diary.length;
	const stoppedAt = Date.now();
	stop.abort();
	const run = await running;
	const milliseconds = Date.now() - stoppedAt;
	await delay(300);
	return { run, milliseconds, sentAfter: sandbox.zenoti.diary.length - sentBefore };
}

const everything = (effect: FaultEffect) =>
	sandbox.zenoti.faults.add({ match: { times: 'always' }, effect });
const hasSent = (count: number) => () => sandbox.zenoti.diary.length >= count;

test('Stop ends requests that are under way', async () => {
	everything({ kind: 'silence' });
	const { run, milliseconds, sentAfter } = await stopWhen(hasSent(3));
	expect(milliseconds).toBeLessThan(1000);
	expect(sentAfter).toBe(0);
	expect(run).toMatchObject({ status: 'canceled', failed: [] });
});

test('Stop ends a wait for the budget, and keeps what was done', async () => {
	const { run, milliseconds, sentAfter } = await stopWhen(
		() => sandbox.zenoti.diary.some(({ status }) => status === 200) && hasSent(60)(),
	);
	expect(milliseconds).toBeLessThan(1000);
	expect(sentAfter).toBeLessThanOrEqual(5);
	expect(run.status).toBe('canceled');
	expect(run.success.length).toBeGreaterThan(0);
	expect(run.failed).toEqual([]);
});

test('Stop ends a pause of 60 seconds that the provider asked for', async () => {
	everything({ kind: 'tooMany', dialect: 'retryAfterSeconds', seconds: 60 });
	const { run, milliseconds, sentAfter } = await stopWhen(
		() => sandbox.zenoti.diary.filter(({ status }) => status === 429).length >= 3,
	);
	expect(milliseconds).toBeLessThan(1000);
	expect(sentAfter).toBe(0);
	expect(run).toMatchObject({ status: 'canceled', success: [], failed: [] });
});

test('Stop under Retry On Fail sends nothing more, although n8n runs the node again', async () => {
	everything({ kind: 'status', code: 500 });
	const { run, sentAfter } = await stopWhen(hasSent(4), {
		tries: 3,
		onError: 'continueRegularOutput',
	});
	expect(sentAfter).toBeLessThanOrEqual(5);
	expect(run.status).toBe('canceled');
	expect(run.success.filter(({ json }) => json.error)).toEqual([]);
});

test('a failure that stops the run does not wait for rows that have sent nothing yet', async () => {
	Object.assign(sandbox.zenoti.budget, { kind: 'fixedWindow', limit: 3, windowSeconds: 600 });
	const rows = register.arrange(sandbox);
	sandbox.zenoti.faults.add({
		match: { method: 'POST', bodyIncludes: String(rows[1]!.guestId) },
		effect: { kind: 'status', code: 400, body: { error: { code: 1004, message: 'Not today' } } },
	});
	const run = await runNode({
		node: {
			type: 'n8n-nodes-event-registration.zenotiWorkshop',
			parameters: register.parameters,
		},
		items: [...rows, ...Array.from({ length: 20 }, () => ({ ...rows[0] }))],
		credentials: credentialsFor(sandbox, 'zenotiWorkshop'),
	});
	expect(run.error?.message).toMatch(/Not today.+ \[item 1\]$/);
	expect(run.error?.description).toMatch(/^2 of 23 registered, 1 failed, 20 not tried\./);
	const taken = sandbox.zenoti.diary.filter(({ status }) => status !== 429);
	expect(taken).toHaveLength(3);
});
