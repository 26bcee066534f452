import { createHash, timingSafeEqual } from 'crypto';
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { asRecord, quoteLongIntegers } from './answer';

/** What a provider sent to the trigger's address. */
export interface Delivery {
	/** The body byte by byte, as it was signed. */
	raw: Buffer;
	/** True when nothing came but white space or an empty object. */
	isEmpty: boolean;
	/** The body when it is one JSON record, else `undefined`; integers too long for JavaScript are text. */
	record?: IDataObject;
}

/** Reads the request; n8n has refused one that says it is JSON and is not. */
export function readDelivery(context: IWebhookFunctions): Delivery {
	const { rawBody } = context.getRequestObject() as { rawBody?: Buffer };
	const raw = rawBody ?? Buffer.alloc(0);
	const body = parse(raw.toString('utf8').replace(/^\uFEFF/, ''));
	const record = asRecord(body);
	const isEmpty = body === undefined || (record === body && Object.keys(record).length === 0);
	return { raw, isEmpty, record: record === body ? record : undefined };
}

const UNREADABLE = Symbol('unreadable');

function parse(text: string): unknown {
	if (text.trim() === '') return undefined;
	try {
		return JSON.parse(quoteLongIntegers(text));
	} catch {
		return UNREADABLE;
	}
}

/** One value of a header, or an empty text. */
export function headerOf(context: IWebhookFunctions, name: string): string {
	const value = context.getHeaderData()[name];
	return (Array.isArray(value) ? value[0] : value) ?? '';
}

/** Compares in a time that tells nothing about where two texts differ. */
export function isSameSecret(one: string, other: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(one), digest(other));
}

// n8n saves what a trigger remembers before it starts the workflow only when the trigger answers by itself.
const ANSWERED: IWebhookResponseData = { noWebhookResponse: true };

/** Confirms the delivery and starts the workflow with one item. */
export function accept(context: IWebhookFunctions, item: IDataObject): IWebhookResponseData {
	answer(context, 200);
	return { ...ANSWERED, workflowData: [[{ json: item }]] };
}

/** Confirms the delivery, so that it does not come again, and starts nothing. */
export function ignore(context: IWebhookFunctions): IWebhookResponseData {
	answer(context, 200);
	return ANSWERED;
}

/** Refuses the delivery and starts nothing; `words` are for the person who reads the provider's log. */
export function refuse(
	context: IWebhookFunctions,
	status: 400 | 401,
	words: string,
): IWebhookResponseData {
	answer(context, status, words);
	return ANSWERED;
}

function answer(context: IWebhookFunctions, status: number, words?: string): void {
	const response = context.getResponseObject() as {
		status(code: number): { end(text?: string): void };
	};
	response.status(status).end(words);
}

// Shared on purpose by all requests of the process, which arrive in parallel. Holds digests, no user data.
const seenByTrigger = new Map<string, Set<string>>();

/** Enough for every repeat that is still to come, and little enough to be saved with each delivery. */
const MOST_SAVED = 2000;
// More than is saved: what comes back from an older save is then known to be old.
const MOST_IN_MEMORY = 2 * MOST_SAVED;

/**
 * Whether a delivery is new. Looks and remembers in one step, so that of copies that arrive at the same moment one
 * alone is new. Exact within one process, also across its restarts; several processes learn from each other with
 * every save. A test in the editor takes every delivery for new and remembers none.
 *
 * @param names what the delivery is known by; seen once by any of them, it is not new
 */
export function isNewDelivery(
	context: IWebhookFunctions,
	names: readonly [string, ...string[]],
): boolean {
	if (context.getMode() === 'manual') return true;
	const saved = context.getWorkflowStaticData('node') as { seen?: string };
	const seen = seenBy(context);
	for (const digest of saved.seen?.split(' ') ?? []) seen.add(digest);
	if (names.some((name) => seen.has(digestOf(name)))) return false;
	seen.add(digestOf(names[0]));
	for (const oldest of seen) {
		if (seen.size <= MOST_IN_MEMORY) break;
		seen.delete(oldest);
	}
	saved.seen = [...seen].slice(-MOST_SAVED).join(' ');
	return true;
}

function seenBy(context: IWebhookFunctions): Set<string> {
	const key = `${context.getWorkflow().id} ${context.getNode().id}`;
	let seen = seenByTrigger.get(key);
	if (!seen) seenByTrigger.set(key, (seen = new Set()));
	return seen;
}

function digestOf(name: string): string {
	return createHash('sha256').update(name).digest('base64url').slice(0, 12);
}

const HOUR_MS = 3_600_000;

/**
 * Names for a delivery that has no id: the same body is the same delivery for one to two hours. Longer than any repeat
 * takes, and short enough for the same thing to happen again.
 */
export function namesByContent(raw: Buffer): [string, string] {
	const content = createHash('sha256').update(raw).digest('base64url');
	const hour = Math.floor(Date.now() / HOUR_MS);
	return [`${content} ${hour}`, `${content} ${hour - 1}`];
}
