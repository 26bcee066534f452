import {
	type OperationUnderTest,
	runOperation,
	sentRequests,
	sourceRows,
	wordsOf,
} from './operationUnderTest';

/** n8n's Retry On Fail runs the whole node again; rows that were finished must not be sent again. */
export function describeRetries(operation: OperationUnderTest): void {
	const { rows, sandbox, request } = operation;

	test('Retry On Fail sends only the row that failed again', async () => {
		await runOperation(operation, rows);
		const sentWithoutRetry = sentRequests(operation).length;
		operation.arrange();

		sandbox().faults.add({ match: request, effect: { kind: 'status', code: 400 } });
		const run = await runOperation(operation, rows, { onError: 'stopWorkflow', tries: 2 });
		expect(run.status).toBe('success');
		expect(sourceRows(run.success)).toEqual([...rows.keys()]);
		expect(sentRequests(operation)).toHaveLength(sentWithoutRetry + 1);
	});

	if (!operation.writes) return;

	test('Retry On Fail does not send a write again whose outcome is unknown', async () => {
		const sentByTries = async (tries?: number) => {
			operation.arrange();
			const match = { ...request, times: 'always' as const };
			sandbox().faults.add({ match, effect: { kind: 'html' } });
			const run = await runOperation(operation, [rows[0]], {
				onError: 'continueRegularOutput',
				tries,
			});
			expect(wordsOf(run.success[0]).details).toMatchObject({ reason: 'outcomeUnknown' });
			return sentRequests(operation).length;
		};
		const sentOnce = await sentByTries();
		expect(await sentByTries(3)).toBe(sentOnce);
	});
}
