import {
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeProperties,
	type IPollFunctions,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import { Failure, type Reason, plainText } from './failure';
import { LATER, Poll } from './poll';
import type { Provider } from './provider';
import { Reader } from './reader';

/** A trigger that n8n asks for news again and again. */
export interface Polling<Memory> {
	provider: Provider;
	/** Completes "Could not …", e.g. `look for changes`. */
	attempt: string;
	/** The node's fields, for their labels. */
	fields: INodeProperties[];
	/** A few records as the workflow will get them, for a test in the editor; none when there is nobody to show. */
	sample(poll: Poll): Promise<IDataObject[]>;
	/** What is new since the look that returned `memory`; `undefined` on the first one. */
	look(poll: Poll, memory: Memory | undefined): Promise<News<Memory>>;
}

/** What one look brought. */
export interface News<Memory> {
	changes: IDataObject[];
	/** Plain JSON, small: n8n keeps it in the workflow's row of its database. */
	memory: Memory;
	/** Why a part could not be read, although others could. It waits for a look that brings nothing. */
	failure?: Failure;
}

// Long enough for three tries at one answer, short enough for somebody who waits in the editor.
const TEST_MS = 60_000;

/**
 * One poll of a trigger: in the editor a sample, which moves nothing; else what is new, or `null`.
 *
 * What the trigger remembers changes in one step, after everything was read; a poll that fails changes nothing, so the
 * next one finds the same news. A poll that n8n starts while the one before is still under way does nothing.
 * @throws NodeApiError or NodeOperationError with a sentence, and the cause that n8n's back-off reads
 */
export async function runPoll<Memory>(
	context: IPollFunctions,
	polling: Polling<Memory>,
): Promise<INodeExecutionData[][] | null> {
	const isTest = context.getMode() === 'manual';
	const trigger = `${context.getWorkflow().id}/${context.getNode().id}`;
	if (!isTest && busy.has(trigger)) return null;
	if (!isTest) busy.add(trigger);
	try {
		const poll = await open(context, polling, trigger, isTest);
		const changes = isTest
			? await sample(poll, polling)
			: await look(poll, polling, context.getWorkflowStaticData('node'), trigger);
		return changes.length > 0 ? [changes.map((json) => ({ json }))] : null;
	} catch (error) {
		throw pollError(context.getNode(), polling.attempt, asFailure(error));
	} finally {
		if (!isTest) busy.delete(trigger);
	}
}

// n8n starts a poll each time the clock says so, and several at once after it stood still.
const busy = new Set<string>();

/** What is stored between polls; `turn` counts those that started the workflow. */
interface Kept<Memory> {
	turn: number;
	memory: Memory;
}

// With n8n's durable scheduler a poll may begin with what was stored before the poll before it ended.
const lastTurns = new Map<string, { turn: number; at: number }>();
const LONGEST_STORING_MS = 30_000;

async function open<Memory>(
	context: IPollFunctions,
	{ provider, fields }: Polling<Memory>,
	trigger: string,
	isTest: boolean,
): Promise<Poll> {
	// Missing on old hosts.
	const budgetMs = context.getPollBudgetMs?.() ?? TEST_MS;
	const timeMs = isTest ? Math.min(budgetMs, TEST_MS) : budgetMs;
	const signal = AbortSignal.timeout(timeMs * 0.9);
	const reader = await Reader.open(context, provider, signal);
	return new Poll(
		(name) => context.getNodeParameter(name, null),
		(name) => labelOf(fields, name),
		context.getTimezone(),
		reader,
		Date.now() + timeMs * 0.7,
		trigger,
	);
}

async function sample<Memory>(poll: Poll, polling: Polling<Memory>): Promise<IDataObject[]> {
	const records = await polling.sample(poll).catch((error) => {
		throw poll.asFailure(error);
	});
	if (records.length > 0) return records;
	throw new Failure(
		'notFound',
		'There is nobody to show yet',
		"The trigger is set up rightly. To test the workflow, register somebody, or change 'Trigger On'.",
	);
}

async function look<Memory>(
	poll: Poll,
	polling: Polling<Memory>,
	store: IDataObject,
	trigger: string,
): Promise<IDataObject[]> {
	const text = typeof store.memory === 'string' ? store.memory : undefined;
	const kept = text === undefined ? undefined : (JSON.parse(text) as Kept<Memory>);
	const last = lastTurns.get(trigger);
	const isNewer = kept && last && last.turn > kept.turn;
	if (isNewer && Date.now() - last.at < LONGEST_STORING_MS) return [];
	const { changes, memory, failure } = await polling.look(poll, kept?.memory).catch((error) => {
		throw poll.asFailure(error);
	});
	const turn = (kept?.turn ?? 0) + (changes.length > 0 ? 1 : 0);
	const next = JSON.stringify({ turn, memory } satisfies Kept<Memory>);
	// What was read of the others is kept first, although nothing of it is announced: else each poll would read it again.
	const hasProgress = changes.length > 0 || (kept && next !== text);
	if (failure && !hasProgress) throw failure;
	if (next !== text) store.memory = next;
	if (changes.length > 0) lastTurns.set(trigger, { turn, at: Date.now() });
	return changes;
}

/** A change as the workflow gets it: what happened, the ids under our names, then the provider's record. */
export function changeOf(event: string, ids: IDataObject, record: IDataObject = {}): IDataObject {
	const own = { event, ...ids };
	const change = { ...own, ...record, ...own };
	// n8n takes an item with a top-level `error` for a failed one.
	if ('error' in record) delete (change as IDataObject).error;
	return change;
}

function labelOf(fields: INodeProperties[], name: string): string {
	const [outer, inner] = name.split('.');
	const field = fields.find((candidate) => candidate.name === outer);
	if (inner === undefined) return field?.displayName ?? name;
	const children = (field?.options ?? []) as INodeProperties[];
	return children.find((child) => child.name === inner)?.displayName ?? name;
}

function asFailure(error: unknown): Failure {
	if (error instanceof Failure) return error;
	const words = plainText((error as Error)?.message) || 'something unforeseen happened';
	return /credential/i.test(words)
		? new Failure('credentialsRejected', words, "Choose one in 'Credential to connect with'.")
		: new Failure('unexpectedAnswer', words, `${LATER} If it stays so, report it.`);
}

type Cause = NonNullable<NodeApiError['failure']>['cause'];

// By it n8n decides when to poll again: after a while, or not before somebody has looked at it.
const CAUSES: Partial<Record<Reason, Cause>> = {
	rateLimited: 'rate-limited',
	unreachable: 'temporarily-unavailable',
	credentialsRejected: 'credential-invalid',
	keyLacksPermission: 'configuration-invalid',
	notFound: 'configuration-invalid',
	invalidInput: 'configuration-invalid',
};

function pollError(node: INode, attempt: string, failure: Failure): Error {
	const words = failure.message.replace(/[\s.]+$/, '');
	const message = `Could not ${attempt}: ${words}. ${failure.advice}`;
	const { reason, httpStatus } = failure.details;
	const description = 'The trigger still knows what it has announced: nothing is lost or repeated.';
	const error =
		httpStatus === null
			? new NodeOperationError(node, message, { description })
			: new NodeApiError(node, { message }, { message, description, httpCode: `${httpStatus}` });
	// n8n replaces messages that contain certain words; ours already says what to do.
	error.message = message;
	error.description = description;
	const cause = CAUSES[reason];
	if (cause) error.failure = { cause };
	return error;
}
