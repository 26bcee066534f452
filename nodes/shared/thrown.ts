import type { IDataObject } from 'n8n-workflow';

import type { RawAnswer } from './request';

/** Why n8n's request helper threw instead of answering. */
export type Thrown =
	/** The provider never got the request. */
	| { kind: 'unsent'; words: string }
	/** The connection broke; the provider may have read the request. */
	| { kind: 'broken'; words: string }
	/** No answer in time; the provider may still be working on it. */
	| { kind: 'silence'; words: string }
	/** The provider refused to issue an access token. */
	| { kind: 'tokenRefused'; words: string; status?: number }
	/** The token endpoint asked us to slow down. */
	| { kind: 'tokenTooMany'; words: string }
	/** Not a failure of the wire at all: an old host throws statuses when it is to renew the token itself. */
	| { kind: 'answer'; answer: RawAnswer };

const WORDS: Array<[RegExp, 'unsent' | 'silence', string]> = [
	[/ECONNREFUSED/, 'unsent', 'the connection was refused'],
	[/ENOTFOUND|EAI_AGAIN/, 'unsent', 'its address was not found'],
	[/EHOSTUNREACH|ENETUNREACH|connect ETIMEDOUT/, 'unsent', 'its address cannot be reached'],
	[/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|EPROTO/, 'unsent', 'its certificate is not trusted'],
	[/ERR_INVALID_URL|Invalid URL|not allowed|blocked/i, 'unsent', 'n8n may not call its address'],
	[/ECONNABORTED|ETIMEDOUT|ESOCKETTIMEDOUT|timeout/i, 'silence', 'no answer came in time'],
];

// No answer about the key: the same request may well work a moment later.
const TOKEN_UNAVAILABLE =
	/status (code )?(408|5\d\d)|Expected JSON|ECONNRESET|EPIPE|socket hang up|aborted|terminated/i;

/**
 * Reads what the request helper threw, or, with `isTokenCall`, what renewing the token threw. Prints none of it: it can
 * hold headers, tokens and whole pages.
 */
export function readThrown(error: unknown, isTokenCall = false): Thrown {
	const text = textOf(error);
	const network = WORDS.find(([pattern]) => pattern.test(text));
	if (isTokenCall || /OAuth2 access token/.test(text)) {
		const status = Number(/HTTP status (\d+)/.exec(text)?.[1] ?? 0);
		if (status === 429)
			return { kind: 'tokenTooMany', words: 'too many access tokens were asked for' };
		const unavailable = network ?? TOKEN_UNAVAILABLE.exec(text);
		return unavailable
			? { kind: 'unsent', words: 'no access token could be fetched' }
			: { kind: 'tokenRefused', words: 'the key was refused', status: status || undefined };
	}
	const answer = answerIn(error);
	if (answer) return { kind: 'answer', answer };
	if (network) return { kind: network[1], words: network[2] };
	return { kind: 'broken', words: 'the connection broke before an answer came' };
}

function textOf(error: unknown, depth = 0): string {
	if (typeof error === 'string') return error;
	if (error === null || typeof error !== 'object' || depth > 4) return '';
	const { message, description, code, messages, cause } = error as Record<string, unknown>;
	const own = [message, description, code, ...(Array.isArray(messages) ? messages : [])];
	return [...own.map((part) => textOf(part, depth + 1)), textOf(cause, depth + 1)].join('\n');
}

// A success is thrown only when its body broke off, so what it said is not known.
function answerIn(error: unknown): RawAnswer | undefined {
	const { httpCode, cause } = (error ?? {}) as {
		httpCode?: unknown;
		cause?: { response?: unknown };
	};
	const status = Number(httpCode);
	if (!httpCode || !Number.isInteger(status) || status < 300) return undefined;
	const response = cause?.response as { headers?: IDataObject; data?: unknown } | undefined;
	return { statusCode: status, headers: { ...response?.headers }, body: response?.data };
}
