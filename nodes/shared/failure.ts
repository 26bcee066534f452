/** Machine words for what went wrong with one item; saved workflows branch on them, so they never change. */
export type Reason =
	| 'invalidInput'
	| 'notFound'
	| 'ambiguous'
	| 'full'
	| 'notOpen'
	| 'noAccess'
	| 'keyLacksPermission'
	| 'credentialsRejected'
	| 'rejected'
	| 'rateLimited'
	| 'unreachable'
	| 'outcomeUnknown'
	| 'unexpectedAnswer';

/** What a workflow can branch on beside the sentence. `null` where it does not apply. */
export interface FailureDetails {
	reason: Reason;
	httpStatus: number | null;
	providerCode: string | number | null;
	/** Whether sending the same row again later can succeed without anybody changing anything. */
	retryable: boolean;
	/** The step of a combined operation that did not work. */
	step: string | null;
}

const RETRYABLE: ReadonlySet<Reason> = new Set(['rateLimited', 'unreachable']);

/**
 * The failure of one item: the provider's (or our own) words, and what to do next.
 * Only the item loop turns it into a sentence, because only the loop knows the item.
 */
export class Failure extends Error {
	readonly advice: string;

	readonly details: FailureDetails;

	constructor(
		reason: Reason,
		words: string,
		advice: string,
		details: Partial<Omit<FailureDetails, 'reason'>> = {},
	) {
		super(plainText(words));
		this.advice = advice;
		this.details = {
			reason,
			httpStatus: details.httpStatus ?? null,
			providerCode: details.providerCode ?? null,
			retryable: details.retryable ?? RETRYABLE.has(reason),
			step: details.step ?? null,
		};
	}
}

/** Ends an item because the execution was stopped; never becomes an error item. */
export class Cancelled extends Error {}

/**
 * What failed, on whom, in whose words, and what to do: one sentence for people who cannot read a stack trace.
 * The index is n8n's own, counted from 0.
 */
export function sentenceOf(attempt: string, failure: Failure, itemIndex: number): string {
	const words = failure.message.replace(/[\s.]+$/, '');
	return `Could not ${attempt}: ${words}. ${failure.advice} [item ${itemIndex}]`.replace(
		/ {2,}/g,
		' ',
	);
}

const LONGEST_TEXT = 500;

/** Any value as short plain text: no markup, no control characters, no `[object Object]`. */
export function plainText(value: unknown, longest = LONGEST_TEXT): string {
	const plain = textOf(value)
		.slice(0, longest * 20)
		.replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, ' ')
		.replace(/<\/?[a-z!][^>]*>/gi, ' ')
		.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	return plain.length > longest ? `${[...plain.slice(0, longest)].slice(0, -1).join('')}…` : plain;
}

function textOf(value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'bigint') return String(value);
	try {
		return JSON.stringify(value) ?? '';
	} catch {
		// A value that holds itself, or whose own conversion throws, has no text.
		return '';
	}
}
