import {
	labelOfField,
	marked,
	spoiledOnMarkedRows,
	throwingExpression,
	timeoutField,
	vanishingExpression,
} from './markedRows';
import { type OperationUnderTest, runOperation, sourceRows, wordsOf } from './operationUnderTest';
import { expectPlainWords } from './rows';

/** Fields whose expression does not work for a row. */
export function describeUnreadableFields(operation: OperationUnderTest): void {
	const { rows, expressionFields } = operation;

	test.each([...expressionFields, timeoutField])(
		'an expression that throws in %s fails its row by the name of the field, unsent',
		async (field) => {
			const parameters = spoiledOnMarkedRows(operation, field, throwingExpression);
			const run = await runOperation(operation, [{ ...rows[0], ...marked }], { parameters });
			const label = await labelOfField(operation, field);
			const reason = "Referenced node doesn't exist";
			expect(wordsOf(run.failed[0])).toMatchObject({
				message: `'${label}' cannot be read: ${reason}`,
				details: { reason: 'invalidInput', httpStatus: null },
			});
			expectPlainWords(run.failed[0]);
			expect(operation.sandbox().diary).toEqual([]);
		},
	);

	// `test.each([])` is refused, and a list without required fields has none to leave empty.
	for (const field of expressionFields) {
		test(`an expression that n8n turns into nothing in ${field} fails its row, unsent`, async () => {
			const parameters = spoiledOnMarkedRows(operation, field, vanishingExpression);
			const run = await runOperation(operation, [{ ...rows[0], ...marked }], { parameters });
			const label = await labelOfField(operation, field);
			expect(wordsOf(run.failed[0])).toMatchObject({
				message: `'${label}' is empty for this row`,
				details: { reason: 'invalidInput', httpStatus: null },
			});
			expectPlainWords(run.failed[0]);
			expect(operation.sandbox().diary).toEqual([]);
		});

		test(`a first row without ${field} leaves the other rows alone`, async () => {
			const parameters = spoiledOnMarkedRows(operation, field, vanishingExpression);
			const items = rows.map((row, index) => (index === 0 ? { ...row, ...marked } : row));
			const run = await runOperation(operation, items, { parameters });
			expect(sourceRows(run.failed)).toEqual([0]);
			expect(sourceRows(run.success)).toEqual([...rows.keys()].slice(1));
		});
	}

	test('a time-out that is no number fails its row alone, unsent', async () => {
		const parameters = spoiledOnMarkedRows(operation, timeoutField, "'soon'");
		const items = rows.map((row, index) => (index === 0 ? { ...row, ...marked } : row));
		const run = await runOperation(operation, items, { parameters });
		expect(sourceRows(run.success)).toEqual([...rows.keys()].slice(1));
		expect(wordsOf(run.failed[0])).toMatchObject({
			message: `'Timeout (Seconds)' must be a whole number from 1 to 300, not "soon"`,
			details: { reason: 'invalidInput' },
		});
	});
}
