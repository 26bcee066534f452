/** What an answer's headers say about the provider's limit; only what they really say is set. */
export interface Limits {
	/** Credits in a full window. */
	limit?: number;
	/** Length of a window. */
	windowSeconds?: number;
	/** Credits left. */
	remaining?: number;
	/** Seconds until credits come back. */
	resetSeconds?: number;
	/** Seconds until the provider wants to hear from us again. */
	retryAfterSeconds?: number;
}

type Headers = Record<string, unknown>;

// The draft standard, an organisation-wide spelling, and one with two hyphens.
// https://docs.zenoti.com/docs/api-rate-limits-1, https://developer.swoogo.com/api-reference/rate-limits
const LIMIT = [
	'ratelimit-limit',
	'organization-ratelimit-limit',
	'x-rate-limit-limit',
	'x-ratelimit-limit',
];
const REMAINING = ['ratelimit-remaining', 'x-rate-limit-remaining', 'x-ratelimit-remaining'];
const RESET = ['ratelimit-reset', 'x-rate-limit-reset', 'x-ratelimit-reset'];

// No provider's window lasts until the year 2001 counted from now: a larger number is a moment, not a duration.
const EARLIEST_EPOCH_SECONDS = 1_000_000_000;
const EARLIEST_EPOCH_MILLISECONDS = EARLIEST_EPOCH_SECONDS * 1000;

/** Reads every known dialect of limit headers. `headers` has lower-case names; `now` is in milliseconds. */
export function readLimits(headers: Headers, now: number): Limits {
	const limitText = first(headers, LIMIT);
	return {
		limit: count(limitText?.split(/[;,]/)[0]),
		windowSeconds: count(limitText?.match(/;\s*w=(\d+)/)?.[1]),
		remaining: count(first(headers, REMAINING)?.split(/[;,]/)[0]),
		resetSeconds: duration(first(headers, RESET), now),
		retryAfterSeconds: retryAfter(headers, now),
	};
}

/** How long a "too many requests" answer asks us to stay away; `undefined` when it does not say. */
export function secondsToStayAway(limits: Limits): number | undefined {
	return limits.retryAfterSeconds ?? limits.resetSeconds;
}

function first(headers: Headers, names: string[]): string | undefined {
	for (const name of names) {
		const value = headers[name];
		const text = Array.isArray(value) ? String(value[0]) : value;
		if (typeof text === 'string' && text.trim() !== '') return text.trim();
		if (typeof text === 'number') return String(text);
	}
	return undefined;
}

function count(text: string | undefined): number | undefined {
	if (text === undefined || !/^\s*-?\d+(\.\d+)?\s*$/.test(text)) return undefined;
	return Math.max(0, Math.floor(Number(text)));
}

// Nobody's window is longer than a day; such a number is broken, and believing it would shut out every later run.
const LONGEST_SECONDS = 24 * 60 * 60;

function duration(text: string | undefined, now: number): number | undefined {
	// A header that came twice is joined by a comma; a date has one after its weekday.
	const number = text?.match(/^(-?\d+(?:\.\d+)?)\s*(?:[,;]|$)/)?.[1];
	const seconds =
		number === undefined ? untilDate(text ?? '', now) : untilNumber(Number(number), now);
	return seconds === undefined || seconds > LONGEST_SECONDS ? undefined : Math.max(0, seconds);
}

function untilNumber(value: number, now: number): number {
	if (value >= EARLIEST_EPOCH_MILLISECONDS) return (value - now) / 1000;
	return value >= EARLIEST_EPOCH_SECONDS ? value - now / 1000 : value;
}

function retryAfter(headers: Headers, now: number): number | undefined {
	const text = first(headers, ['retry-after']);
	if (text === undefined) return undefined;
	// A date is the server's clock, so it is measured against the server's own "now" where it gives one.
	const serverNow = Date.parse(first(headers, ['date']) ?? '');
	return duration(text, Number.isNaN(serverNow) ? now : serverNow);
}

const ISO_WITH_ZONE = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)$/i;

function untilDate(text: string, now: number): number | undefined {
	const isDate = /[a-z]{3}.*\d{4}.*\d{2}:\d{2}/i.test(text) || ISO_WITH_ZONE.test(text);
	const moment = isDate ? Date.parse(text) : NaN;
	return Number.isNaN(moment) ? undefined : (moment - now) / 1000;
}
