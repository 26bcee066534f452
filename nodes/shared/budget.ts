import type { Limits } from './limits';
import { pause } from './wait';

/** What a provider allows by its documentation, until its headers say otherwise. */
export interface BudgetSettings {
	credits: number;
	windowSeconds: number;
}

/** The right to send one request; give it back with {@link Budget.settle}. */
export interface Ticket {
	number: number;
	cost: number;
	takenAt: number;
	/** Sent alone, to learn from its answer how much the new window holds. */
	probe: boolean;
}

const LONGEST_WAIT_MS = 15 * 60 * 1000;
// Where neither the documentation nor an answer tells how long a window is.
const USUAL_WINDOW_SECONDS = 60;
// Headers of requests still under way may move the gate, so a waiter looks again this often.
const SLICE_MS = 200;
const PROBE_SLICE_MS = 20;

/** Instead of a ticket: a single wait would be longer than anybody should wait. */
export class TooLong {
	constructor(readonly seconds: number) {}
}

/**
 * The credits of one provider and credential in this process, shared by parallel executions.
 *
 * Looking and taking are one synchronous step. Once the server's headers have spoken, they win, both ways; until then
 * our own record of the last window counts. After a used-up window one request goes first and alone: its answer tells
 * whether the window refilled at once or trickles back.
 */
export class Budget {
	private lastNumber = 0;

	private lastUsedAt = 0;

	private shutUntil = 0;

	private readonly inFlight = new Set<Ticket>();

	/** Our own record of the last window, oldest first. */
	private spent: Ticket[] = [];

	/** Taken after the request whose answer told `server.remaining`, so not yet counted in it. */
	private takenSince: Ticket[] = [];

	private server?: { ticketNumber: number; remaining: number; resetsAt: number };

	/** `settings` undefined: no limit is known. */
	constructor(private settings?: BudgetSettings) {}

	/**
	 * Waits until `cost` credits are free and takes them; does not begin a single wait of more than 15 minutes.
	 * @throws Cancelled when the execution is stopped
	 */
	async take(cost: number, signal?: AbortSignal): Promise<Ticket | TooLong> {
		for (;;) {
			const taken = this.takeNow(cost, Date.now());
			if (typeof taken !== 'number') return taken;
			if (taken > LONGEST_WAIT_MS) return new TooLong(Math.ceil(taken / 1000));
			await pause(Math.min(taken, SLICE_MS), signal);
		}
	}

	/** A ticket, or the milliseconds until it is worth asking again. */
	takeNow(cost: number, now: number): Ticket | number {
		if (now < this.shutUntil) return this.shutUntil - now;
		const affordable = Math.min(cost, this.settings?.credits ?? cost);
		if (this.available(now) >= affordable) return this.issue(cost, now, false);
		if (!this.server) return this.untilSpentLeaves(affordable, now);
		if (now < this.server.resetsAt) {
			return this.inFlight.size > 0
				? Math.min(SLICE_MS, this.server.resetsAt - now)
				: this.server.resetsAt - now;
		}
		for (const ticket of this.inFlight) if (ticket.probe) return PROBE_SLICE_MS;
		return this.issue(cost, now, true);
	}

	/** Gives a ticket back with what the answer's headers said; without an answer, with `{}`. */
	settle(ticket: Ticket, limits: Limits, now: number): void {
		this.inFlight.delete(ticket);
		if (limits.limit !== undefined && limits.limit > 0) {
			const windowSeconds = limits.windowSeconds ?? this.windowSeconds;
			this.settings = { credits: limits.limit, windowSeconds: Math.max(1, windowSeconds) };
		}
		if (limits.remaining === undefined) {
			if (ticket.probe) this.server = undefined;
			return;
		}
		const resetSeconds = limits.resetSeconds ?? this.windowSeconds;
		const resetsAt = now + resetSeconds * 1000;
		if (!this.server || ticket.number > this.server.ticketNumber) {
			this.server = { ticketNumber: ticket.number, remaining: limits.remaining, resetsAt };
			this.takenSince = this.takenSince.filter((taken) => taken.number > ticket.number);
		} else if (Math.abs(resetsAt - this.server.resetsAt) < 2000) {
			// An older request whose answer came later, in the same window: believe the smaller number.
			this.server.remaining = Math.min(this.server.remaining, limits.remaining);
		}
	}

	/** Nobody sends before `seconds` have passed; an earlier, longer closure stays. */
	shut(seconds: number, now: number): void {
		this.shutUntil = Math.max(this.shutUntil, now + seconds * 1000);
		this.server = { ticketNumber: this.lastNumber, remaining: 0, resetsAt: this.shutUntil };
		this.takenSince = [];
		this.spent = [];
	}

	/** The length of the provider's window, as far as it is known, for answers that do not say when to come back. */
	get windowSeconds(): number {
		return this.settings?.windowSeconds ?? USUAL_WINDOW_SECONDS;
	}

	/** Keeps it from being idle, for somebody who is about to take from it. */
	use(now: number): void {
		this.lastUsedAt = now;
	}

	/** True when dropping this budget loses nothing. */
	isIdle(now: number): boolean {
		const lastUsed = Math.max(this.shutUntil, this.lastUsedAt);
		return this.inFlight.size === 0 && now - lastUsed > LONGEST_WAIT_MS;
	}

	private available(now: number): number {
		if (this.server) {
			const notCounted = [...this.inFlight].filter((t) => t.number < this.server!.ticketNumber);
			return this.server.remaining - costOf(this.takenSince) - costOf(notCounted);
		}
		if (!this.settings) return Infinity;
		this.forgetOldSpending(now);
		return this.settings.credits - costOf(this.spent);
	}

	private untilSpentLeaves(cost: number, now: number): number {
		const credits = this.settings?.credits ?? Infinity;
		let tooMuch = costOf(this.spent) + cost - credits;
		for (const ticket of this.spent) {
			tooMuch -= ticket.cost;
			if (tooMuch <= 0) return Math.max(1, ticket.takenAt + this.windowSeconds * 1000 - now);
		}
		return this.windowSeconds * 1000;
	}

	private issue(cost: number, now: number, probe: boolean): Ticket {
		const ticket = { number: ++this.lastNumber, cost, takenAt: now, probe };
		this.lastUsedAt = now;
		this.inFlight.add(ticket);
		if (this.settings) {
			this.forgetOldSpending(now);
			this.spent.push(ticket);
		}
		if (this.server) this.takenSince.push(ticket);
		return ticket;
	}

	private forgetOldSpending(now: number): void {
		const oldest = now - this.windowSeconds * 1000;
		const keepFrom = this.spent.findIndex((ticket) => ticket.takenAt > oldest);
		if (keepFrom !== 0) this.spent = keepFrom < 0 ? [] : this.spent.slice(keepFrom);
	}
}

function costOf(tickets: Ticket[]): number {
	return tickets.reduce((sum, ticket) => sum + ticket.cost, 0);
}
