import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { marked, spoiledOnMarkedRows, throwingExpression, timeoutField } from './markedRows';
import {
	type OperationUnderTest,
	runOperation,
	sourceRows,
	wordsOf,
	type RunChanges,
} from './operationUnderTest';

const outcomes = ['created', 'updated', 'removed', 'unchanged', 'waitlisted'];

/** The row that is made to fail; there are good ones before and after it. */
const failingIndex = 1;

/** Every row comes out once, by itself, whatever becomes of the others. */
export function describeRows(operation: OperationUnderTest): void {
	const { rows } = operation;
	const goodIndexes = rows.map((_, index) => index).filter((index) => index !== failingIndex);

	test('every good row comes out with its own data, linked to it', async () => {
		const run = await runOperation(operation, rows);
		expect(run).toMatchObject({ status: 'success', failed: [] });
		expectGoodItems(operation, run.success, [...rows.keys()]);
	});

	test('a hint tells how many rows there were and what became of them', async () => {
		const run = await runOperation(operation, rows);
		const message = expect.stringMatching(
			new RegExp(`^${rows.length} (?:items|people): \\d+ [a-z ,\\d]+\\.`),
		);
		expect(run.hints).toEqual([{ message, type: 'info', location: 'outputPane' }]);
	});

	test('with the error output a failed row keeps its columns and files, and its neighbours go on', async () => {
		const { run, items } = await runWithFailingRow(operation, {});
		expectGoodItems(operation, run.success, goodIndexes);
		expect(run.failed).toEqual([
			{
				json: { ...items[failingIndex].json, ...failedWords() },
				binary: items[failingIndex].binary,
				pairedItem: { item: failingIndex },
			},
		]);
		expectPlainWords(run.failed[0]);
		expect(run.hints).toMatchObject([
			{ type: 'warning', message: expect.stringContaining('1 failed') },
		]);
	});

	test('on the regular output a failed row stands at its place and is marked as failed', async () => {
		const { run, items } = await runWithFailingRow(operation, {
			onError: 'continueRegularOutput',
		});
		const isFailed = ({ json }: INodeExecutionData) => json.outcome === 'failed';
		expectGoodItems(
			operation,
			run.success.filter((item) => !isFailed(item)),
			goodIndexes,
		);
		expect(run.success.filter(isFailed)).toEqual([
			{
				json: { ...items[failingIndex].json, ...failedWords(), outcome: 'failed' },
				binary: items[failingIndex].binary,
				pairedItem: { item: failingIndex },
			},
		]);
		const order = run.success.map(({ pairedItem }) => (pairedItem as { item: number }).item);
		expect(order).toEqual([...order].sort((a, b) => a - b));
	});

	test('without rows nothing is sent and nothing comes out', async () => {
		const run = await runOperation(operation, []);
		expect(run.status).toBe('success');
		expect([...run.success, ...run.failed, ...operation.sandbox().diary]).toEqual([]);
	});
}

/** A run in which one row fails before anything is sent for it; every row carries a column of another node and a file. */
async function runWithFailingRow(operation: OperationUnderTest, changes: RunChanges) {
	const items = operation.rows.map((row, index): INodeExecutionData => {
		const mark = index === failingIndex ? marked : {};
		const json: IDataObject = { ...row, outcome: 'of another node', ...mark };
		const file = { data: 'aGVsbG8=', mimeType: 'text/plain', fileName: `${index}.txt` };
		return { json, binary: { file } };
	});
	const parameters = spoiledOnMarkedRows(operation, timeoutField, throwingExpression);
	const run = await runOperation(operation, items, { ...changes, parameters });
	expect(run.status).toBe('success');
	return { run, items };
}

function expectGoodItems(
	{ rows, ownData, writes }: OperationUnderTest,
	items: INodeExecutionData[],
	indexes: number[],
): void {
	expect(sourceRows(items)).toEqual(indexes);
	for (const { json, pairedItem } of items) {
		expect(json).toMatchObject(ownData(rows[(pairedItem as { item: number }).item]));
		expect(json).not.toHaveProperty('error');
	}
	if (!writes) return;
	expect(items).toHaveLength(indexes.length);
	for (const { json } of items) expect(outcomes).toContain(json.outcome);
}

/** Exactly the keys that a failed item has beside the row's own. */
function failedWords() {
	return {
		error: expect.stringMatching(/^Could not /),
		message: expect.stringMatching(/\S/),
		details: {
			reason: 'invalidInput',
			httpStatus: null,
			providerCode: null,
			retryable: false,
			step: null,
		},
	};
}

/** One sentence that names the row and says what to do. */
export function expectPlainWords(item: INodeExecutionData | undefined): void {
	const { error, message } = wordsOf(item);
	const index = (item?.pairedItem as { item: number }).item;
	expect(error).toMatch(/^Could not [^{}]+: .+\. .+ \[item \d+\]$/);
	expect(error).toContain(message.replace(/[\s.]+$/, ''));
	expect(error.endsWith(`[item ${index}]`)).toBe(true);
	expect(error).not.toMatch(/\[object |<\w+|undefined|\bnull\b|\n/);
}
