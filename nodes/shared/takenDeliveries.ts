import { createHash } from 'crypto';

/** Enough for every repeat that is still to come, and little enough to be saved with each delivery. */
const MOST_SAVED = 2000;
// More than is saved: what comes back from an older save is then known to be old.
const MOST_IN_MEMORY = 2 * MOST_SAVED;

/** A claim that is neither confirmed nor given back, e.g. because the provider hung up while n8n was at its limit. */
const LONGEST_CLAIM_MS = 15 * 60_000;

/** A delivery that is being taken in, and has no execution yet. */
export interface Claim {
	/** Resolves when it is clear what became of it. */
	settled: Promise<void>;
	/** An execution was started: from now on the delivery is a repeat. */
	confirm(): void;
	/** None was: the next copy may try. Does nothing after `confirm`. */
	giveBack(): void;
}

/**
 * Which deliveries one trigger has taken. Every step is synchronous, so that of copies that arrive at the same moment
 * one alone gets the claim. Holds digests, no user data.
 */
export class TakenDeliveries {
	private readonly taken = new Set<string>();

	private readonly claims = new Map<string, Claim & { since: number }>();

	/** Adds what was saved, by this process before it was restarted or by another one. */
	learn(saved: string | undefined): void {
		for (const digest of saved?.split(' ') ?? []) this.taken.add(digest);
	}

	/** What to save: the latest, as short text. */
	toSave(): string {
		return [...this.taken].slice(-MOST_SAVED).join(' ');
	}

	/** Whether an execution was started for a delivery by any of these names. */
	has(names: readonly string[]): boolean {
		return names.some((name) => this.taken.has(digestOf(name)));
	}

	/** The claim that somebody has on a delivery by any of these names. */
	claimOn(names: readonly string[]): Claim | undefined {
		const claims = names.map((name) => this.claims.get(digestOf(name)));
		return claims.find((claim) => claim && Date.now() - claim.since < LONGEST_CLAIM_MS);
	}

	/** Claims a delivery that nobody has claimed or taken. */
	claim([name]: readonly [string, ...string[]]): Claim {
		const digest = digestOf(name);
		let settle = () => {};
		const settled = new Promise<void>((resolve) => (settle = resolve));
		const end = () => {
			if (this.claims.get(digest) === claim) this.claims.delete(digest);
			settle();
		};
		const confirm = () => {
			this.add(digest);
			end();
		};
		const claim = { since: Date.now(), settled, confirm, giveBack: end };
		this.claims.set(digest, claim);
		return claim;
	}

	private add(digest: string): void {
		this.taken.add(digest);
		for (const oldest of this.taken) {
			if (this.taken.size <= MOST_IN_MEMORY) break;
			this.taken.delete(oldest);
		}
	}
}

function digestOf(name: string): string {
	return createHash('sha256').update(name).digest('base64url').slice(0, 12);
}
