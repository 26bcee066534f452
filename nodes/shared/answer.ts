import type { IDataObject } from 'n8n-workflow';

import { plainText } from './failure';
import type { RawAnswer } from './request';
import type { Provider, ProviderError } from './provider';

/** An answer that arrived and could be read. */
export interface Reply {
	/** True for a 2xx status without an error inside. */
	ok: boolean;
	status: number;
	/** Parsed JSON, text, or `undefined` when nothing came. */
	body: unknown;
	/** The body when it is one record, else an empty one. */
	record: IDataObject;
	/**
	 * The body letter by letter, for sending back what must stay as it is. It may hold secrets, so it is a function: what
	 * prints or keeps a reply leaves it out.
	 */
	text?: () => string;
	/** The provider's own words, plain; for answers without words, the status. */
	words: string;
	code?: string | number;
	/** True when an earlier try of the same write got no answer, so that a refusal does not prove that nothing is there. */
	isRepeat?: boolean;
}

/** Reads an answer; `undefined` when its body cannot be what the provider meant to send. */
export function readAnswer(
	raw: RawAnswer,
	provider: Provider,
	secrets: string[],
): Reply | undefined {
	const status = raw.statusCode;
	const type = String(raw.headers['content-type'] ?? '');
	const body = parse(withoutSecrets(raw.body, secrets), type, secrets);
	if (body === UNREADABLE) return undefined;
	if (typeof body === 'string' && looksLikeMarkup(body)) return undefined;
	const succeeded = status >= 200 && status < 300;
	const error = provider.readError(body, status) ?? (succeeded ? errorInside(body) : undefined);
	return {
		ok: succeeded && !error,
		status,
		body,
		record: asRecord(body),
		text: () => (typeof raw.body === 'string' ? raw.body : ''),
		words:
			plainText(error?.words || (succeeded || isBlank(body) ? '' : body)) ||
			`HTTP status ${status}`,
		code: error?.code,
	};
}

// A success that carries an error is a failure, whatever provider it comes from.
function errorInside(body: unknown): ProviderError | undefined {
	const { id, error, errors, status, statusCode, success, ok, message } = asRecord(body);
	// A record may have a status of its own that reads like this.
	const saysSo = id === undefined && typeof status === 'string' && FAILED.test(status);
	// What JavaScript makes of an error that is sent as JSON.
	const isNameless = JSON.stringify(error) === '{}';
	const isError =
		!isBlank(error) ||
		isNameless ||
		!isBlank(errors) ||
		[status, statusCode].some((code) => typeof code === 'number' && code >= 400) ||
		saysSo ||
		[success, ok].some((value) => FALSE.test(String(value)));
	if (!isError) return undefined;
	const words = [message, asRecord(error).message, error, errors].find((part) => !isBlank(part));
	return { words: plainText(words ?? '') || 'an answer that says it did not work' };
}

const FAILED = /^(error|fail|failed|failure)$/i;
const FALSE = /^false$/i;

/** Whether a value says nothing: empty, no, zero, or made of such values only. */
export function isBlank(value: unknown): boolean {
	if (value === null || typeof value !== 'object') return !value;
	return Object.values(value).every(isBlank);
}

// What every answer may carry, whatever it is about.
const ENVELOPE =
	/^(message|errors?|code|name|status(code)?|title|detail|description|timestamp|path|type|instance|fault|reason|(request|trace)_?id)$/i;

/** Whether an answer holds a record, and not only words about how it went. */
export function holdsRecord(body: unknown): boolean {
	const parts = Object.entries(asRecord(body));
	return parts.some(([key, value]) => !ENVELOPE.test(key) && value !== null);
}

/** Whether an answer without an error can be that of a write that worked: it holds a record, or says that all is well. */
export function confirms(body: unknown): boolean {
	const { error } = asRecord(body);
	return holdsRecord(body) || (error !== undefined && isBlank(error));
}

/** The value when it is a plain object, else an empty one. */
export function asRecord(value: unknown): IDataObject {
	return value !== null && typeof value === 'object' && !Array.isArray(value)
		? (value as IDataObject)
		: {};
}

/** Strikes out every secret, whatever part of an answer or message repeats it. */
export function withoutSecrets<T>(value: T, secrets: string[]): T | string {
	if (typeof value !== 'string') {
		if (value === null || value === undefined) return value;
		const text = JSON.stringify(value);
		return secrets.some((secret) => text.includes(secret)) ? withoutSecrets(text, secrets) : value;
	}
	let text: string = value;
	for (const secret of secrets) if (text.includes(secret)) text = text.split(secret).join('***');
	return text;
}

const UNREADABLE = Symbol('unreadable');

function parse(body: unknown, contentType: string, secrets: string[]): unknown {
	if (typeof body !== 'string') return body ?? undefined;
	const text = body.replace(/^\uFEFF/, '').trim();
	if (text === '') return undefined;
	try {
		// Written with escapes, a secret is seen only once it is parsed.
		const reviver = text.includes('\\')
			? (_: string, value: unknown) =>
					typeof value === 'string' ? withoutSecrets(value, secrets) : value
			: undefined;
		return JSON.parse(quoteLongIntegers(text), reviver);
	} catch {
		const meantAsJson = /\bjson\b/i.test(contentType) || /^[[{"]/.test(text);
		return meantAsJson ? UNREADABLE : text;
	}
}

/** Ids of 64 bits do not fit a JavaScript number; rounded, they would name somebody else. As text they stay exact. */
export function quoteLongIntegers(json: string): string {
	if (!/\d{16}/.test(json)) return json;
	return json.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g, (token) =>
		/^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
	);
}

function looksLikeMarkup(text: string): boolean {
	return /^\s*<(!doctype|html|\?xml|head|body|[a-z]+[\s>])/i.test(text);
}
