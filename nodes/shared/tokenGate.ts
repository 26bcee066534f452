import type { Account } from './account';
import type { Failure } from './failure';
import type { Host } from './host';
import { credentialsRejected } from './noAnswer';
import type { Provider } from './provider';
import { readThrown } from './thrown';
import { pause, unlessCancelled } from './wait';

/** When a request was sent, and with which token. */
export interface Sent {
	sentAt: number;
	/** The token's generation. */
	generation: number;
}

const MOST_RENEWALS = 4;
const PAUSE_MS = 300;
// A token refused this soon after it was issued is not expired: the credential itself is refused.
const FRESH_TOKEN_MS = 300;

/**
 * Decides for one run who may send, as far as the credential is concerned: the first request alone, nobody during a
 * renewal, and nobody any more once the provider refused everything.
 */
export class TokenGate {
	private refused?: Failure;

	constructor(
		private readonly provider: Provider,
		private readonly host: Host,
		private readonly account: Account,
	) {
		if (!host.hasToken) account.token.accepted = false;
	}

	/** Shuts for good: all that follows fails at once and unsent. */
	refuse(failure: Failure): Failure {
		this.refused = failure;
		return failure;
	}

	/** Shuts for good because the key, or the token made with it, is refused. */
	rejectCredentials(httpStatus: number | null): Failure {
		return this.refuse(credentialsRejected(this.provider, httpStatus));
	}

	/**
	 * Waits until sending makes sense.
	 * @returns the function that lets the next request in
	 * @throws Failure once everything is refused; Cancelled when the execution is stopped
	 */
	async enter(): Promise<() => void> {
		const { token } = this.account;
		let leave = () => {};
		if (this.provider.usesToken && !token.accepted) {
			leave = await this.account.enter([{ key: 'first request' }], this.host.signal);
			if (token.accepted) leave();
		}
		await this.untilOpen().catch((error: unknown) => {
			leave();
			return Promise.reject(error);
		});
		return leave;
	}

	/** An answer other than 401 came: the token works, and n8n has stored it. */
	async accept(): Promise<void> {
		const { token } = this.account;
		if (!this.provider.usesToken || token.accepted) return;
		token.accepted = true;
		await this.host.learnSecrets();
	}

	/**
	 * After a 401: renews the token once for everybody. `renewals` counts those that this request has seen.
	 * @throws Failure `credentialsRejected` when it is not the token's age that is refused
	 */
	async renew({ generation, sentAt }: Sent, renewals: number): Promise<void> {
		const { token } = this.account;
		const { renew } = this.host;
		if (!this.provider.usesToken) throw this.rejectCredentials(401);
		const isFresh = generation > 0 && sentAt - token.renewedAt < FRESH_TOKEN_MS;
		const isCurrent = generation === token.generation;
		if (isCurrent && isFresh) throw this.rejectCredentials(401);
		if (renewals > MOST_RENEWALS || (renewals > 0 && !renew)) throw this.rejectCredentials(401);
		if (!renew || !isCurrent) return;
		token.renewal ??= this.renewOnce(renew).finally(() => (token.renewal = undefined));
		await this.untilOpen();
	}

	/**
	 * Waits for a renewal under way.
	 * @throws Failure once everything is refused; Cancelled when the execution is stopped
	 */
	async untilOpen(): Promise<void> {
		const { renewal } = this.account.token;
		if (renewal) this.refused ??= await unlessCancelled(renewal, this.host.signal);
		if (this.refused) throw this.refused;
	}

	/** Resolves to the refusal when the credential is refused; when no token could be had, to be tried again. */
	private async renewOnce(renew: () => Promise<void>): Promise<Failure | undefined> {
		const { token } = this.account;
		const thrown = await renew().then(
			() => undefined,
			(error: unknown) => readThrown(error, true),
		);
		if (thrown?.kind === 'tokenRefused') return this.rejectCredentials(thrown.status ?? null);
		if (thrown) {
			await pause(PAUSE_MS);
			return undefined;
		}
		token.generation++;
		token.renewedAt = Date.now();
		await this.host.learnSecrets();
		return undefined;
	}
}
