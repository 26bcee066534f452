import { sleep } from 'n8n-workflow';

import { Cancelled } from './failure';

/** Throws {@link Cancelled} once the execution was stopped. */
export function stopIfCancelled(signal: AbortSignal | undefined): void {
	if (signal?.aborted) throw new Cancelled();
}

/** Waits `milliseconds`; throws {@link Cancelled} at once when the execution is stopped meanwhile. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
	await sleep(milliseconds, signal).catch(() => undefined);
	stopIfCancelled(signal);
}

/** Waits `milliseconds`, or until the signal fires. */
export async function sleepUntil(milliseconds: number, signal: AbortSignal): Promise<void> {
	await sleep(milliseconds, signal).catch(() => undefined);
}

// Made once: a reason of its own for every request would bring a stack trace along that nobody reads.
const NO_LONGER_WAITED_FOR = new Error('No longer waited for');

/**
 * Waits for `promise`, but no longer than `milliseconds`: then resolves to `undefined`. The promise itself goes on.
 */
export async function withinTime<T>(
	promise: Promise<T>,
	milliseconds: number,
): Promise<T | undefined> {
	const over = new AbortController();
	const tooLate = sleepUntil(milliseconds, over.signal).then(() => undefined);
	const first = Promise.race([promise, tooLate]);
	return await first.finally(() => over.abort(NO_LONGER_WAITED_FOR));
}

/**
 * Waits for `promise`, but no longer than until the execution is stopped: then throws {@link Cancelled}.
 * The promise itself goes on.
 */
export async function unlessCancelled<T>(promise: Promise<T>, signal?: AbortSignal): Promise<T> {
	if (!signal) return await promise;
	stopIfCancelled(signal);
	let stopListening = () => {};
	const cancelled = new Promise<never>((_, reject) => {
		const onAbort = () => reject(new Cancelled());
		signal.addEventListener('abort', onAbort, { once: true });
		stopListening = () => signal.removeEventListener('abort', onAbort);
	});
	return await Promise.race([promise, cancelled]).finally(stopListening);
}

/** Adds up how long a run stood still, counting waits that overlap only once. */
export class Waits {
	private waiting = 0;

	private since = 0;

	private total = 0;

	/** Seconds during which at least one item waited for the provider's limit. */
	get totalSeconds(): number {
		return this.total / 1000;
	}

	async during<T>(wait: () => Promise<T>): Promise<T> {
		if (this.waiting++ === 0) this.since = Date.now();
		try {
			return await wait();
		} finally {
			if (--this.waiting === 0) this.total += Date.now() - this.since;
		}
	}
}
