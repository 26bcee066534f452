import type { ICredentialDataDecryptedObject, INodeExecutionData } from 'n8n-workflow';

import type { FaultEffect } from '../../../sandbox';
import type { CredentialData } from '../workflowNode';
import { closedOrigin } from './closedPort';
import {
	manyRows,
	type OperationUnderTest,
	runOperation,
	sentRequests,
	wordsOf,
} from './operationUnderTest';
import { expectPlainWords } from './rows';

// More than any provider's concurrency, and few enough for the smallest documented budget.
const rowCount = 16;
const mostAtOnce = 8;
const wrongKey = 'wrong-key-that-must-not-be-printed';

/** What the provider, or the way to it, may refuse to any operation. */
export function describeRefusals(operation: OperationUnderTest): void {
	const { rows, sandbox, writes } = operation;
	const failWith = (effect: FaultEffect, times: number | 'always' = 'always') =>
		sandbox().faults.add({ match: { ...operation.request, times }, effect });
	const failedRow = async (credentials?: CredentialData) => {
		const run = await runOperation(operation, [rows[0]], { credentials });
		expect(run.success).toEqual([]);
		expectPlainWords(run.failed[0]);
		return wordsOf(run.failed[0]);
	};

	test('a wrong key fails every row in the same plain words, and most rows are not even sent', async () => {
		const credentials = changed(operation.credentials(), { key: wrongKey });
		const run = await runOperation(operation, manyRows(operation, rowCount), { credentials });
		expect(run.failed).toHaveLength(rowCount);
		for (const item of run.failed) {
			expect(wordsOf(item)).toMatchObject({
				error: expect.stringMatching(/refused the credential '.+'\. Open the credential, enter .+/),
				details: { reason: 'credentialsRejected', httpStatus: 401, retryable: false },
			});
			expectPlainWords(item);
		}
		expect(sandbox().diary.length).toBeLessThanOrEqual(mostAtOnce);
		expect(everythingSaid(run.failed)).not.toContain(wrongKey);
	});

	test('a provider that cannot be reached is called unreachable, and nothing was written', async () => {
		const baseUrl = await closedOrigin();
		const words = await failedRow(changed(operation.credentials(), { origin: baseUrl }));
		expect(words).toMatchObject({
			message: expect.stringMatching(/ did not answer: /),
			error: expect.stringContaining('Nothing was written'),
			details: { reason: 'unreachable', httpStatus: null, retryable: true },
		});
	});

	test('a key that may not do it is called a missing permission, and nothing was written', async () => {
		operation.takePermissionAway();
		const words = await failedRow();
		expect(words.details).toMatchObject({
			reason: 'keyLacksPermission',
			httpStatus: 403,
			retryable: false,
		});
		expect(sandbox().ledger).toEqual([]);
	});

	test('a refusal that nobody documented is passed on in the provider’s own words', async () => {
		failWith({ kind: 'status', code: 400 });
		const words = await failedRow();
		expect(words).toMatchObject({
			message: expect.stringContaining('Scripted fault of the sandbox'),
			details: { reason: 'rejected', httpStatus: 400, retryable: false },
		});
		expect(sentRequests(operation)).toHaveLength(1);
	});

	test('“too many requests” is waited for, and no row fails', async () => {
		failWith({ kind: 'tooMany', dialect: 'retryAfterSeconds', seconds: 0 }, 1);
		const run = await runOperation(operation, rows);
		expect(run.failed).toEqual([]);
		expect(sandbox().diary.filter(({ status }) => status === 429)).toHaveLength(1);
	});

	test('a page instead of data is not taken for a success, and asked for no more than three times', async () => {
		failWith({ kind: 'html' });
		const words = await failedRow();
		expect(words.details.reason).toBe(writes ? 'outcomeUnknown' : 'unexpectedAnswer');
		expect(sentRequests(operation).length).toBeLessThanOrEqual(3);
	});

	test('a redirect is not followed', async () => {
		failWith({ kind: 'redirect', to: `${sandbox().url}/elsewhere` });
		const words = await failedRow();
		expect(words.details).toMatchObject({ reason: 'unexpectedAnswer', httpStatus: 302 });
		expect(sandbox().diary.map(({ path }) => path)).not.toContain('/elsewhere');
	});

	test('an answer that repeats what was sent does not give the key away', async () => {
		failWith({ kind: 'echoHeaders' });
		const credentials = operation.credentials();
		const words = await failedRow(credentials);
		expect(words.message).toContain('***');
		for (const secret of secretsOf(credentials)) {
			expect(JSON.stringify(words)).not.toContain(secret);
		}
	});
}

const keyFields = ['apiKey', 'consumerSecret'];

/** The same credential with another key, or leading to another computer. */
function changed(
	credentials: CredentialData,
	{ key, origin }: { key?: string; origin?: string },
): CredentialData {
	const change = (data: ICredentialDataDecryptedObject): ICredentialDataDecryptedObject =>
		Object.fromEntries(
			Object.entries(data).map(([name, value]) => {
				if (key && keyFields.includes(name)) return [name, key];
				const isAddress = origin && name === 'baseUrl';
				return [name, isAddress ? origin + new URL(String(value)).pathname : value];
			}),
		);
	return Object.fromEntries(
		Object.entries(credentials).map(([type, data]) => [type, change(data)]),
	);
}

function secretsOf(credentials: CredentialData): string[] {
	return Object.values(credentials).flatMap((data) => {
		const { access_token: token } = (data.oauthTokenData ?? {}) as { access_token?: string };
		return [...keyFields.map((name) => data[name]), token].filter((x) => typeof x === 'string');
	});
}

function everythingSaid(items: INodeExecutionData[]): string {
	return JSON.stringify(items.map(({ json }) => json));
}
