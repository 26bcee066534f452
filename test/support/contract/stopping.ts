import { setTimeout as delay } from 'node:timers/promises';

import { marked, spoiledOnMarkedRows, throwingExpression, timeoutField } from './markedRows';
import { manyRows, type OperationUnderTest, runOperation } from './operationUnderTest';

const rowCount = 16;

/** Runs that end early: on a failure, and by n8n's Stop button. */
export function describeStopping(operation: OperationUnderTest): void {
	test('with Stop Workflow a failure is named, no further row is started, and it is said what was done', async () => {
		await runOperation(operation, manyRows(operation, rowCount));
		const requestsOfAllRows = operation.sandbox().diary.length;
		operation.arrange();

		const [first, second, ...rest] = manyRows(operation, rowCount);
		const parameters = spoiledOnMarkedRows(operation, timeoutField, throwingExpression);
		const items = [first, { ...second, ...marked }, ...rest];
		const run = await runOperation(operation, items, { onError: 'stopWorkflow', parameters });

		expect(run.status).toBe('error');
		expect(run.success).toEqual([]);
		expect(run.error?.message).toMatch(/^Could not .+ 'Timeout \(Seconds\)' .+ \[item 1\]$/);
		expect(run.error).toMatchObject({ context: { itemIndex: 1 } });
		const [, done, failed, notTried] =
			/^(\d+) of 16 [a-z ]+, (\d+) failed, (\d+) not tried\. Fix the row and run again/.exec(
				String(run.error?.description),
			) ?? [];
		expect(Number(failed)).toBe(1);
		expect(Number(notTried)).toBeGreaterThan(0);
		expect(Number(done) + Number(failed) + Number(notTried)).toBe(rowCount);
		expect(operation.sandbox().diary.length).toBeLessThan(requestsOfAllRows);
	});

	test('with Stop Workflow a refusal by the provider is named with its status', async () => {
		const match = { ...operation.request, times: 'always' as const };
		operation.sandbox().faults.add({ match, effect: { kind: 'status', code: 400 } });
		const run = await runOperation(operation, [operation.rows[0]], { onError: 'stopWorkflow' });
		expect(run).toMatchObject({ status: 'error', success: [] });
		expect(run.error).toMatchObject({
			name: 'NodeApiError',
			message: expect.stringMatching(/^Could not .+Scripted fault of the sandbox.+ \[item 0\]$/),
			description: expect.stringMatching(/run again/),
			httpCode: '400',
			context: { itemIndex: 0 },
		});
	});

	test('after Stop Execution nothing more is sent, and no row is called failed', async () => {
		const { diary, faults, url } = operation.sandbox();
		const match = { times: 'always' as const };
		faults.add({ match, effect: { kind: 'silence' } });
		const stop = new AbortController();
		const running = runOperation(operation, manyRows(operation, rowCount), {
			cancelSignal: stop.signal,
		});
		let isOver = false;
		void running.finally(() => (isOver = true));
		while (diary.length === 0 && !isOver) await delay(1);
		stop.abort();
		const run = await running;
		// What was on its way when the run was stopped still arrives; it must not be counted in the next test.
		await fetch(`${url}/_sandbox/diary`);
		expect(run.status).toBe('canceled');
		expect([...run.success, ...run.failed]).toEqual([]);
		expect(diary.length).toBeLessThan(rowCount);
	});
}
