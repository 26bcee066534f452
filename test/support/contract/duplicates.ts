import { type OperationUnderTest, runOperation, sentRequests } from './operationUnderTest';

/** Two rows about the same person and event. */
export function describeDuplicates(operation: OperationUnderTest): void {
	const [row] = operation.rows;

	test('the same row three times is worked on one after the other', async () => {
		operation.sandbox().latencyMs = 20;
		await runOperation(operation, [row, { ...row }, { ...row }]);
		const sent = sentRequests(operation);
		expect(sent.length).toBeGreaterThan(0);
		for (const [index, { at }] of sent.entries()) {
			expect(at).toBeGreaterThanOrEqual(sent[index - 1]?.answeredAt ?? 0);
		}
	});
}
