import { Budget } from './budget';
import type { Failure } from './failure';
import type { Provider } from './provider';
import { stopIfCancelled, unlessCancelled } from './wait';

/** The access token of one credential, as far as this process knows it. Holds no token: n8n does. */
export interface TokenState {
	/** True once a request was accepted; until then requests go one by one, so that one token is fetched, not many. */
	accepted: boolean;
	/** The renewal under way, with the refusal if it was refused; everybody waits and nobody starts a second one. */
	renewal?: Promise<Failure | undefined>;
	/** Counts renewals, so that an answer to an older token does not start another one. */
	generation: number;
	renewedAt: number;
}

/** What a caller works on. Those who only rely on it, and share it, are let in together. */
export interface Claim {
	key: string;
	isShared?: boolean;
}

interface Place extends Claim {
	left: Promise<void>;
}

/** The keys that others have worked on since a run began: what the run had read about them before may be outdated. */
export type Touched = Set<string>;

/**
 * What parallel executions of one process share about one provider and credential: the budget, the state of the
 * token, and who is being worked on.
 */
export class Account {
	readonly budget: Budget;

	readonly token: TokenState = { accepted: false, generation: 0, renewedAt: 0 };

	/** Who is in or waits, by key. */
	private readonly places = new Map<string, Set<Place>>();

	/** One for every run under way. */
	private readonly watches = new Set<Touched>();

	constructor(provider: Provider) {
		this.budget = new Budget(provider.budget && { ...provider.budget });
	}

	/** Begins to collect what other runs work on, until {@link unwatch}. */
	watch(): Touched {
		const touched: Touched = new Set();
		this.watches.add(touched);
		return touched;
	}

	/** Ends what {@link watch} began. */
	unwatch(touched: Touched): void {
		this.watches.delete(touched);
	}

	/**
	 * Lets callers in, in the order they asked, once nobody who was there before keeps them out. `own` is the watch of
	 * the caller's run, which is not told of its own work.
	 * @returns the function that lets the next ones in
	 * @throws Cancelled when the execution is stopped while waiting
	 */
	async enter(claims: Claim[], signal?: AbortSignal, own?: Touched): Promise<() => void> {
		let leave = () => {};
		const left = new Promise<void>((resolve) => (leave = resolve));
		const before = claims.flatMap((claim) => this.whoKeepsOut(claim));
		const places = claims.map(({ key, isShared }) => ({ key, isShared, left }));
		for (const place of places) this.placesOf(place.key).add(place);
		const done = () => {
			for (const { key } of places) this.tellOthers(key, own);
			leave();
			for (const place of places) this.leave(place);
		};
		if (before.length > 0) {
			await unlessCancelled(Promise.all(before), signal).catch(done);
			stopIfCancelled(signal);
		}
		return done;
	}

	private tellOthers(key: string, own: Touched | undefined): void {
		for (const touched of this.watches) if (touched !== own) touched.add(key);
	}

	private whoKeepsOut({ key, isShared }: Claim): Array<Promise<void>> {
		const present = [...(this.places.get(key) ?? [])];
		return present.filter((place) => !(isShared && place.isShared)).map(({ left }) => left);
	}

	private placesOf(key: string): Set<Place> {
		const places = this.places.get(key) ?? new Set();
		this.places.set(key, places);
		return places;
	}

	private leave(place: Place): void {
		const places = this.placesOf(place.key);
		places.delete(place);
		if (places.size === 0) this.places.delete(place.key);
	}

	/** Says that somebody is about to use it: dropped before they do, it would be shared with nobody. */
	handOut(now: number): this {
		this.budget.use(now);
		return this;
	}

	/** True when dropping this account loses nothing. */
	isIdle(now: number): boolean {
		return this.places.size + this.watches.size === 0 && this.budget.isIdle(now);
	}
}

// Shared on purpose by all executions of the process; holds no user data once nobody is being worked on.
const accounts = new Map<string, Account>();

/** The one account of this provider and credential in this process. */
export function accountOf(provider: Provider, credentialId: string): Account {
	const key = `${provider.credential}:${credentialId}`;
	const now = Date.now();
	let account = accounts.get(key);
	if (!account) {
		for (const [other, idle] of accounts) if (idle.isIdle(now)) accounts.delete(other);
		account = new Account(provider);
		accounts.set(key, account);
	}
	return account.handOut(now);
}
