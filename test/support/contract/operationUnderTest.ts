import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { DiaryEntry, FaultMatch, ProviderSandbox } from '../../../sandbox';
import { runNode, type NodeRun, type NodeRunOptions } from '../engine';
import type { CredentialData } from '../workflowNode';

/** One operation, described well enough to run it and to disturb it. */
export interface OperationUnderTest {
	/** `n8n-nodes-event-registration.knolyxCommunity`, … */
	nodeType: string;
	resource: string;
	operation: string;
	/** Good ones, without resource and operation. What differs from row to row is an expression on `$json`. */
	parameters: INodeParameters;
	/** A new object on every call, so that every run has a budget of its own. */
	credentials: () => CredentialData;
	/** The simulated provider that the credentials lead to. */
	sandbox: () => ProviderSandbox;
	/** Resets the sandbox and puts there what the rows need; called before every test, and between two runs. */
	arrange: () => void;
	/** At least three rows. Each works, gives at least one item, and is about somebody or something else. */
	rows: IDataObject[];
	/** Rows about sixteen different people, where a second row about the same person sends nothing. */
	crowd?: IDataObject[];
	/** What the output item of a row surely holds; `{}` only where nothing differs from row to row. */
	ownData: (row: IDataObject) => IDataObject;
	/** Whether it changes something at the provider. */
	writes: boolean;
	/** The names of its required fields, without resource and operation. */
	expressionFields: string[];
	/** The request that the operation is about: its write, or its read. Every row sends it by itself. */
	request: Required<Pick<FaultMatch, 'method' | 'path'>>;
	/** Takes from the key what the operation needs, so that the provider refuses it with 403. */
	takePermissionAway: () => void;
}

/** How a test runs the operation, where it departs from the good case. */
export interface RunChanges {
	onError?: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	parameters?: INodeParameters;
	credentials?: CredentialData;
	/** Tries of n8n's Retry On Fail; off if not given. */
	tries?: number;
	cancelSignal?: AbortSignal;
}

/** Runs the operation in n8n's engine; with its error output, unless told otherwise. */
export async function runOperation(
	operation: OperationUnderTest,
	items: NodeRunOptions['items'],
	changes: RunChanges = {},
): Promise<NodeRun> {
	const { onError = 'continueErrorOutput', tries, cancelSignal } = changes;
	const retry = tries ? { retryOnFail: true, maxTries: tries, waitBetweenTries: 1 } : {};
	return await runNode({
		node: {
			type: operation.nodeType,
			onError,
			...retry,
			parameters: {
				resource: operation.resource,
				operation: operation.operation,
				...operation.parameters,
				...changes.parameters,
			},
		},
		items,
		credentials: changes.credentials ?? operation.credentials(),
		cancelSignal,
	});
}

/** The requests that the operation is about, among all that arrived. */
export function sentRequests({ sandbox, request }: OperationUnderTest): DiaryEntry[] {
	const path = new RegExp(request.path);
	return sandbox().diary.filter(
		(entry) => entry.method === request.method && path.test(entry.path),
	);
}

/** `count` of the operation's rows; over and over the same ones where few people are enough. */
export function manyRows({ rows, crowd = rows }: OperationUnderTest, count: number): IDataObject[] {
	return Array.from({ length: count }, (_, index) => ({ ...crowd[index % crowd.length] }));
}

/** The rows that items come from, ascending, each once. */
export function sourceRows(items: INodeExecutionData[]): number[] {
	const indexes = items.map(({ pairedItem }) => (pairedItem as { item: number }).item);
	return [...new Set(indexes)].sort((a, b) => a - b);
}

/** What a failed item says beside the row's own columns. */
export interface FailedJson {
	error: string;
	message: string;
	details: Record<string, unknown>;
}

/** The words of a failed item. */
export function wordsOf(item: INodeExecutionData | undefined): FailedJson {
	return item?.json as unknown as FailedJson;
}
