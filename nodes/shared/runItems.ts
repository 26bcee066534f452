import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import { Client } from './client';
import { Cancelled, Failure, type Reason, plainText, sentenceOf } from './failure';
import { createHost } from './host';
import { Item, type Run } from './item';
import { type Ending, recall, remember } from './journal';
import { type Operation, type Resource, findOperation, labelOf } from './operation';
import type { Result } from './outcome';
import type { Provider } from './provider';
import { hintOf, stopDescription } from './report';

/**
 * Runs the chosen operation for every input item.
 *
 * Each item ends on its own: as records linked to it, as a failure (an error item, or with "Stop Workflow" the end of the
 * run after what is under way has finished), or, when the execution is stopped, as nothing. Items that a previous try
 * of this node finished are replayed, not sent again.
 */
export async function runItems(
	context: IExecuteFunctions,
	provider: Provider,
	resources: Resource[],
	continueOnFail: boolean,
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	if (items.length === 0) return [[]];
	const operation = findOperation(
		resources,
		context.getNodeParameter('resource', 0, ''),
		context.getNodeParameter('operation', 0, ''),
	);
	if (!operation) {
		throw new NodeOperationError(context.getNode(), 'This operation is not offered by this node', {
			description: "Choose another 'Operation'. For any other call use the HTTP Request node.",
		});
	}
	const runner = new Runner(context, provider, operation, items, continueOnFail);
	await runner.runAll();
	return [runner.output()];
}

class Runner {
	private readonly endings: Array<Ending | undefined>;

	private readonly nodeId: string;

	private readonly signal: AbortSignal | undefined;

	private run?: Run;

	/** Why no item can be sent at all. */
	private blocked?: Failure;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly provider: Provider,
		private readonly operation: Operation,
		private readonly items: INodeExecutionData[],
		private readonly continueOnFail: boolean,
	) {
		this.nodeId = context.getNode().id ?? context.getNode().name;
		this.signal = context.getExecutionCancelSignal?.();
		this.endings = items.map((item) => recall(item, this.nodeId));
	}

	/** Works on several items at a time, starting them in order; starts no more after a failure that stops the run. */
	async runAll(): Promise<void> {
		if (this.signal?.aborted) return;
		await this.connect();
		let next = 0;
		let hasFailed = !this.continueOnFail && this.endings.some((ending) => ending?.failure);
		const work = async () => {
			while (next < this.items.length && !hasFailed && !this.signal?.aborted) {
				const index = next++;
				this.endings[index] ??= await this.runOne(index);
				if (this.endings[index]?.failure && !this.continueOnFail) {
					hasFailed = true;
					this.run?.stopping.abort();
				}
			}
		};
		const workers = Math.min(this.provider.concurrency, this.items.length);
		const done = Promise.all(Array.from({ length: workers }, work));
		await done.finally(() => this.run?.client.account.unwatch(this.run.touched));
		this.report();
	}

	/** The output of all items that ended, in input order. */
	output(): INodeExecutionData[] {
		return this.endings.flatMap((ending, index) =>
			ending?.failure ? [this.failedItem(ending.failure, index)] : (ending?.records ?? []),
		);
	}

	private async connect(): Promise<void> {
		try {
			const client = new Client(this.provider, await createHost(this.context, this.provider));
			this.run = {
				client,
				touched: client.account.watch(),
				rows: this.items.length,
				stopping: new AbortController(),
				lookups: new Map(),
				foreseen: new Map(),
			};
		} catch (error) {
			this.blocked = this.asFailure(error, 'credentialsRejected');
		}
	}

	private async runOne(index: number): Promise<Ending | undefined> {
		const input = this.items[index]!;
		const item = this.itemAt(index);
		let ending: Ending | undefined;
		try {
			if (this.blocked) throw this.blocked;
			item.prepare();
			ending = this.endingOf(await this.operation.run(item), index);
		} catch (error) {
			if (error instanceof Cancelled || this.signal?.aborted) return undefined;
			ending = { failure: this.asFailure(error, 'unexpectedAnswer', item.step) };
		} finally {
			item.release();
		}
		remember(input, this.nodeId, ending);
		return ending;
	}

	private itemAt(index: number): Item {
		return new Item(
			this.run as Run,
			(name) => this.context.getNodeParameter(name, index, null, { skipValidation: true }),
			(name) => labelOf(this.operation, name),
			this.context.getTimezone(),
			this.items[index]!.json,
		);
	}

	private endingOf(result: Result, index: number): Ending {
		const pairedItem = { item: index };
		if (Array.isArray(result)) {
			return { records: result.map((record) => ({ json: withoutError(record), pairedItem })) };
		}
		const { outcome, ids, record } = result;
		const own = { outcome, ...ids };
		return {
			outcome,
			records: [{ json: { ...own, ...withoutError(record), ...own }, pairedItem }],
		};
	}

	private asFailure(error: unknown, otherwise: Reason, step: string | null = null): Failure {
		if (error instanceof Failure) {
			const { reason, ...details } = error.details;
			return step ? new Failure(reason, error.message, error.advice, { ...details, step }) : error;
		}
		const words = plainText((error as Error)?.message) || 'something unforeseen happened';
		return otherwise === 'credentialsRejected'
			? new Failure(otherwise, words, `Choose a credential in 'Credential to connect with'.`, {
					step,
				})
			: new Failure(otherwise, words, 'Run the row again; if it stays so, report it.', { step });
	}

	private sentence(failure: Failure, index: number): string {
		const item = this.itemAt(index);
		const attempt = this.operation.attempt.replace(/\{([\w.]+)\}/g, (_, name: string) =>
			item.shown(name),
		);
		return sentenceOf(attempt, failure, index);
	}

	/** An item that did not work: with the error output n8n adds the row itself, otherwise its columns go along here. */
	private failedItem(failure: Failure, index: number): INodeExecutionData {
		const input = this.items[index]!;
		const words = {
			error: this.sentence(failure, index),
			message: failure.message,
			details: { ...failure.details },
		};
		const hasErrorOutput = this.context.getNode().onError === 'continueErrorOutput';
		return {
			json: hasErrorOutput ? words : { ...input.json, ...words, outcome: 'failed' },
			...(input.binary ? { binary: input.binary } : {}),
			pairedItem: { item: index },
		};
	}

	private report(): void {
		if (this.signal?.aborted) return;
		const failedIndex = this.endings.findIndex((ending) => ending?.failure);
		const failure = this.endings[failedIndex]?.failure;
		if (failure && !this.continueOnFail) throw this.stopError(failure, failedIndex);
		const waited = this.run?.client.waits.totalSeconds ?? 0;
		this.context.addExecutionHints?.(hintOf(this.operation, this.endings, this.provider, waited));
	}

	private stopError(failure: Failure, itemIndex: number): NodeApiError | NodeOperationError {
		const message = this.sentence(failure, itemIndex);
		const description = stopDescription(this.operation, this.endings);
		const { httpStatus } = failure.details;
		const node = this.context.getNode();
		const error =
			httpStatus === null
				? new NodeOperationError(node, message, { description, itemIndex })
				: new NodeApiError(
						node,
						{ message },
						{ message, description, itemIndex, httpCode: `${httpStatus}` },
					);
		// n8n replaces messages that contain certain words; ours already says what to do.
		error.message = message;
		error.description = description;
		return error;
	}
}

/** n8n takes an item with a top-level `error` for a failed one. */
function withoutError(record: IDataObject): IDataObject {
	if (!('error' in record)) return record;
	const rest = { ...record };
	delete rest.error;
	return rest;
}
