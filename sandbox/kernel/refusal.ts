/** An HTTP answer as the sandbox sends it; an object `body` leaves as JSON, `undefined` as nothing. */
export interface Answer {
	status: number;
	body?: unknown;
	headers?: Record<string, string>;
}

/** Thrown by a handler to answer with an error instead of a result; nothing may be committed before it. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		readonly body: unknown,
	) {
		super(`Refused with HTTP ${status}`);
	}
}
