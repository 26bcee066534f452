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

/** Confirms a delivery, so that it does not come again, and starts nothing. */
export function ignore(context: IWebhookFunctions): IWebhookResponseData {
	return answer(context, 200);
}

/** Refuses a delivery and starts nothing; `words` are for the person who reads the provider's log. */
export function refuse(
	context: IWebhookFunctions,
	status: 400 | 401 | 503,
	words: string,
): IWebhookResponseData {
	return answer(context, status, words);
}

function answer(context: IWebhookFunctions, status: number, words?: string): IWebhookResponseData {
	const response = context.getResponseObject() as {
		status(code: number): { end(text?: string): void };
	};
	response.status(status).end(words);
	return { noWebhookResponse: true };
}

const HOUR_MS = 3_600_000;

/**
 * Names for a delivery that has no id: the same body is the same delivery for one to two hours. Longer than any repeat
 * takes, and short enough for the same thing to happen again.
 *
 * @param type tells apart what the body does not
 */
export function namesByContent(raw: Buffer, type = ''): [string, string] {
	const content = createHash('sha256').update(raw).update(type).digest('base64url');
	const hour = Math.floor(Date.now() / HOUR_MS);
	return [`${content} ${hour}`, `${content} ${hour - 1}`];
}
