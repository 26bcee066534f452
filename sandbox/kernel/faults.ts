import type { DiaryEntry } from './records';

/** `before`: nothing was committed; `after`: the handler ran and committed, then the answer is lost. */
export type FaultMoment = 'before' | 'after';

/** What happens to a request. `when` is `before` unless given; `status` of a page is 200 unless given. */
export type FaultEffect =
	| { kind: 'latency'; ms: number }
	| {
			kind: 'status';
			code: number;
			body?: unknown;
			headers?: Record<string, string>;
			when?: FaultMoment;
	  }
	| {
			kind: 'tooMany';
			dialect: 'retryAfterSeconds' | 'retryAfterDate' | 'resetHeader' | 'none';
			/** Sent as it is, not scaled. */
			seconds: number;
	  }
	/** The socket ends with RST. */
	| { kind: 'reset'; when?: FaultMoment }
	/** The socket ends politely, without an answer. */
	| { kind: 'close'; when?: FaultMoment }
	/** HTTP 200 and the first bytes of a body, then the socket ends. */
	| { kind: 'cutBody'; when?: FaultMoment }
	/** No answer, ever; the socket stays open until the client leaves or the sandbox closes. */
	| { kind: 'silence'; when?: FaultMoment }
	/** HTTP 200, content type JSON, cut in the middle. */
	| { kind: 'malformedJson'; when?: FaultMoment }
	| { kind: 'html'; when?: FaultMoment; status?: number }
	| { kind: 'emptyBody'; when?: FaultMoment; status?: number }
	/** HTTP 200 with the provider's error shape (or `body`) inside; nothing is committed. */
	| { kind: 'errorInside'; body?: unknown }
	/** Answers with the last good answer given to a GET of the same path; the first one passes. */
	| { kind: 'repeatPage' }
	/** The list answers as if `search`, `searchCondition` and `sort` had not been sent. */
	| { kind: 'ignoreFilter' }
	| { kind: 'redirect'; to: string; code?: number }
	/** HTTP 400 whose message repeats every request header, to catch leaked secrets. */
	| { kind: 'echoHeaders' }
	/** The provider's own 401; `times` here is the same as `match.times`. */
	| { kind: 'unauthorized'; times?: number | 'always' };

/** Which requests a fault hits. Everything given must hold; nothing given means every request. */
export interface FaultMatch {
	method?: string;
	/** A regular expression, or its source, searched in the path as on the wire (no query). */
	path?: string | RegExp;
	/** Query parameters that the request must have, with these values. */
	query?: Record<string, string>;
	/** The first matching request to hit, counted from 1 since the fault was added. Default 1. */
	nth?: number;
	/** How many matching requests to hit from `nth` on. Default 1; `Infinity` is `"always"` over HTTP. */
	times?: number | 'always';
	/** Text that the raw body must contain. */
	bodyIncludes?: string;
}

/** One scripted fault. */
export interface Fault {
	match?: FaultMatch;
	effect: FaultEffect;
}

interface ArmedFault {
	fault: Fault;
	seen: number;
}

/** The faults waiting for requests. Latency adds up; of all other faults the oldest that matches hits. */
export class FaultScript {
	/** The last good answer to a GET by its path, for `repeatPage`; `clear` forgets them. */
	readonly lastGoodAnswers = new Map<string, string>();
	private armed: ArmedFault[] = [];

	/** Arms faults. A fault that was used up stays harmless. */
	add(...faults: Fault[]): void {
		this.armed.push(...faults.map((fault) => ({ fault, seen: 0 })));
	}

	/** Disarms everything. */
	clear(): void {
		this.armed = [];
		this.lastGoodAnswers.clear();
	}

	/** The faults that were added since the last `clear`, used up or not. */
	list(): Fault[] {
		return this.armed.map(({ fault }) => fault);
	}

	/** Counts one request and names the effects that hit it: any latencies, then at most one other. */
	effectsFor(entry: DiaryEntry): FaultEffect[] {
		const hits = this.armed.filter((armed) => hitsRequest(armed, entry));
		const latencies = hits.filter(({ fault }) => fault.effect.kind === 'latency');
		const other = hits.find(({ fault }) => fault.effect.kind !== 'latency');
		return [...latencies, ...(other ? [other] : [])].map(({ fault }) => fault.effect);
	}
}

function hitsRequest(armed: ArmedFault, entry: DiaryEntry): boolean {
	const match = armed.fault.match ?? {};
	if (match.method && match.method.toUpperCase() !== entry.method) return false;
	if (match.path && !new RegExp(match.path).test(entry.path)) return false;
	const asked = Object.entries(match.query ?? {});
	if (asked.some(([name, value]) => entry.query[name] !== value)) return false;
	if (match.bodyIncludes && !entry.rawBody.includes(match.bodyIncludes)) return false;
	armed.seen += 1;
	const first = match.nth ?? 1;
	return armed.seen >= first && armed.seen < first + allowedHits(armed.fault);
}

function allowedHits({ match, effect }: Fault): number {
	const times = match?.times ?? (effect.kind === 'unauthorized' ? effect.times : undefined) ?? 1;
	return times === 'always' ? Infinity : times;
}
