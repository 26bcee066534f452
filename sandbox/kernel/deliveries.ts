import { setMaxListeners } from 'events';
import { setTimeout as delay } from 'timers/promises';

import { type LocalOrigins, reachedAt } from './localOrigins';

/** What leaves in one try of a delivery; without a body it leaves empty. */
export interface DeliveryRequest {
	method: string;
	headers: Record<string, string>;
	body?: string;
}

/** How long to wait for an answer, and when to try again. */
export interface DeliveryPace {
	/** Real milliseconds. */
	timeoutMs: number;
	/** Real milliseconds before the second try, the third …; the delivery is given up after the last. */
	retryPausesMs: number[];
	/** Repeats the last pause until the receiver acknowledges, in place of giving up. */
	untilAcknowledged: boolean;
}

/** One event on its way to one webhook. */
export interface Delivery {
	eventId: string;
	type: string;
	webhookId: string;
	url: string;
	/** Called for every try, so that what may be new in a retry can be. */
	compose: () => DeliveryRequest;
	/** Asked before every try; `false` ends the delivery. */
	isWanted: () => boolean;
	/** Told after every try. */
	learn?: (acknowledged: boolean, isLastTry: boolean) => void;
}

/** The HTTP status of the answer, or why there was none. */
export type DeliveryStatus = number | 'timeout' | 'unreachable';

export interface DeliveryAttempt {
	/** 1 for the first of the copies that were sent at once. */
	copy: number;
	/** Milliseconds since 1970. */
	at: number;
	endedAt: number;
	status: DeliveryStatus;
}

/** What became of one event at one webhook. Grows while the delivery is under way. */
export interface DeliveryReport {
	eventId: string;
	type: string;
	webhookId: string;
	url: string;
	copies: number;
	/** Of all copies, in the order they ended. */
	attempts: DeliveryAttempt[];
	statuses: DeliveryStatus[];
	/** The first 2xx, milliseconds since 1970. */
	acknowledgedAt?: number;
	/** `stopped`: the webhook was deleted or deactivated meanwhile. */
	outcome: 'underWay' | 'acknowledged' | 'givenUp' | 'stopped';
}

/** Whether a receiver's answer acknowledges: any 2xx. */
export function isAcknowledgement(status: DeliveryStatus): boolean {
	return typeof status === 'number' && status >= 200 && status < 300;
}

/** Sends what a provider has to tell its webhooks, keeps trying, and keeps the book. */
export class Deliveries {
	/** Oldest first; always the same array. */
	readonly reports: DeliveryReport[] = [];
	/** Lets webhooks have the public addresses that providers want, and be received on this computer. */
	localOrigins: LocalOrigins = {};
	private readonly underWay = new Set<Promise<unknown>>();
	private ending = newEnding();

	/**
	 * Sends one event to one webhook, in so many copies at once, each until it is acknowledged.
	 * @returns the report, once every copy was acknowledged, given up or stopped; never rejects
	 */
	async deliver(delivery: Delivery, pace: DeliveryPace, copies = 1): Promise<DeliveryReport> {
		const { eventId, type, webhookId, url } = delivery;
		const report: DeliveryReport = {
			...{ eventId, type, webhookId, url, copies },
			...{ attempts: [], statuses: [], outcome: 'underWay' },
		};
		this.reports.push(report);
		const { signal } = this.ending;
		// Asked before every try: a receiver may move while a delivery is under way.
		const reach = () => reachedAt(url, this.localOrigins);
		const sendings = Promise.all(
			Array.from({ length: copies }, async (_, index) =>
				sendUntilEnd(delivery, pace, { report, copy: index + 1, signal, reach }),
			),
		);
		this.underWay.add(sendings);
		const ends = await sendings;
		this.underWay.delete(sendings);
		const isStopped = ends.includes('stopped');
		const failure = isStopped ? 'stopped' : 'givenUp';
		report.outcome = report.acknowledgedAt === undefined ? failure : 'acknowledged';
		return report;
	}

	/** Sends one request once, outside the book. */
	async sendOnce(url: string, request: DeliveryRequest, timeoutMs: number) {
		const reachedUrl = reachedAt(url, this.localOrigins);
		return await statusOf(reachedUrl, request, timeoutMs, this.ending.signal);
	}

	/** The reports of one event, one per webhook. */
	reportsOf(eventId: string): DeliveryReport[] {
		return this.reports.filter((report) => report.eventId === eventId);
	}

	/** Waits until nothing is under way. */
	async settled(): Promise<DeliveryReport[]> {
		while (this.underWay.size > 0) await Promise.all(this.underWay);
		return this.reports;
	}

	/** Stops what is under way and forgets everything. */
	clear(): void {
		this.ending.abort();
		this.ending = newEnding();
		this.reports.length = 0;
		this.localOrigins = {};
	}
}

/** One signal for thousands of waits, so the usual warning about many listeners means nothing. */
function newEnding(): AbortController {
	const ending = new AbortController();
	setMaxListeners(0, ending.signal);
	return ending;
}

/** One copy of a delivery. */
interface Sending {
	report: DeliveryReport;
	copy: number;
	signal: AbortSignal;
	reach: () => string;
}

async function sendUntilEnd(
	{ compose, isWanted, learn }: Delivery,
	pace: DeliveryPace,
	{ report, copy, signal, reach }: Sending,
): Promise<'acknowledged' | 'givenUp' | 'stopped'> {
	for (let retries = 0; ; retries += 1) {
		if (signal.aborted || !isWanted()) return 'stopped';
		const at = Date.now();
		const status = await statusOf(reach(), compose(), pace.timeoutMs, signal);
		if (signal.aborted) return 'stopped';
		report.attempts.push({ copy, at, endedAt: Date.now(), status });
		report.statuses.push(status);
		const acknowledged = isAcknowledgement(status);
		const pauseMs = acknowledged ? undefined : pauseAfter(retries, pace);
		learn?.(acknowledged, pauseMs === undefined);
		if (acknowledged) {
			report.acknowledgedAt ??= Date.now();
			return 'acknowledged';
		}
		if (pauseMs === undefined) return 'givenUp';
		await delay(pauseMs, undefined, { ref: false, signal }).catch(() => undefined);
	}
}

function pauseAfter(retries: number, pace: DeliveryPace): number | undefined {
	const { retryPausesMs, untilAcknowledged } = pace;
	return retryPausesMs[retries] ?? (untilAcknowledged ? (retryPausesMs.at(-1) ?? 100) : undefined);
}

async function statusOf(
	url: string,
	request: DeliveryRequest,
	timeoutMs: number,
	ending: AbortSignal,
): Promise<DeliveryStatus> {
	// A kept connection would break once when the receiver restarts, and that try would tell nothing.
	const headers = { ...request.headers, connection: 'close' };
	const timeout = AbortSignal.timeout(timeoutMs);
	const signal = AbortSignal.any([ending, timeout]);
	try {
		const answer = await fetch(url, { ...request, headers, redirect: 'manual', signal });
		await answer.arrayBuffer();
		return answer.status;
	} catch {
		return timeout.aborted ? 'timeout' : 'unreachable';
	}
}
