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

/**
 * What parallel executions of one process share about one provider and credential: the budget, the state of the
 * token, and who is being worked on.
 */
export class Account {
	readonly budget: Budget;

	readonly token: TokenState = { accepted: false, generation: 0, renewedAt: 0 };

	private readonly queues = new Map<string, Promise<void>>();

	constructor(provider: Provider) {
		this.budget = new Budget(provider.budget && { ...provider.budget });
	}

	/**
	 * Lets callers with the same key in one after the other, in the order they asked.
	 * @returns the function that lets the next one in
	 * @throws Cancelled when the execution is stopped while waiting
	 */
	async enter(key: string, signal?: AbortSignal): Promise<() => void> {
		const before = this.queues.get(key);
		let leave = () => {};
		const turn = new Promise<void>((resolve) => (leave = resolve));
		const tail = before ? before.then(async () => await turn) : turn;
		this.queues.set(key, tail);
		const done = () => {
			leave();
			if (this.queues.get(key) === tail) this.queues.delete(key);
		};
		if (before) {
			await unlessCancelled(before, signal).catch(done);
			stopIfCancelled(signal);
		}
		return done;
	}

	/** True when dropping this account loses nothing. */
	isIdle(now: number): boolean {
		return this.queues.size === 0 && this.budget.isIdle(now);
	}
}

// Shared on purpose by all executions of the process; holds no user data once nobody is being worked on.
const accounts = new Map<string, Account>();

/** The one account of this provider and credential in this process. */
export function accountOf(provider: Provider, credentialId: string): Account {
	const key = `${provider.credential}:${credentialId}`;
	let account = accounts.get(key);
	if (!account) {
		const now = Date.now();
		for (const [other, idle] of accounts) if (idle.isIdle(now)) accounts.delete(other);
		account = new Account(provider);
		accounts.set(key, account);
	}
	return account;
}
