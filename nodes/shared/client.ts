import { type Account, accountOf } from './account';
import { type Reply, confirms, readAnswer } from './answer';
import { TooLong } from './budget';
import type { Failure } from './failure';
import type { Host } from './host';
import { type Limits, readLimits, secondsToStayAway } from './limits';
import { limitUsedUp, outcomeUnknown, unexpectedAnswer, unreachable } from './noAnswer';
import type { Provider } from './provider';
import { type ProviderRequest, type RawAnswer, isRepeatable, mayWrite, optionsOf } from './request';
import { type Thrown, readThrown } from './thrown';
import { type Sent, TokenGate } from './tokenGate';
import { Waits, pause, stopIfCancelled, unlessCancelled, withinTime } from './wait';

/** No usable answer came to a write that must not simply be repeated. */
export interface Lost {
	lost: Failure;
	/** False when the provider may still be working on it, so that its absence proves nothing. */
	settled: boolean;
}

type Attempt =
	| { kind: 'answered'; reply: Reply }
	| { kind: 'tooMany'; limits: Limits }
	| { kind: 'renewed' }
	| LostAttempt;

interface LostAttempt {
	kind: 'lost';
	words: string;
	status?: number;
	retryAfterSeconds?: number;
	mayBeWritten: boolean;
	settled: boolean;
}

interface Exchange extends Sent {
	limits: Limits;
	answer: RawAnswer | Thrown;
}

const TRIES = 3;
const FIRST_PAUSE_MS = 300;
const LONGEST_PAUSE_SECONDS = 60;
const LONGEST_FLOOR_SECONDS = 30;
const MOST_REFUSALS = 12;
// n8n does not hand on what the token endpoint's headers say, and its limit is not that of the calls.
const TOKEN_PAUSE_SECONDS = 10;
const ABOUT_LIMITS = /\brate.?limit|too many requests|throttl|quota/i;
// n8n's own time-out is about silence; an answer that trickles in for ever must end as well.
const TRICKLE_MS = 2000;

/**
 * Sends the requests of one run: takes budget, sends, learns from the headers, and decides whether to send again.
 * A write is never given up silently: `send` returns the reply, or `Lost`, or throws a Failure that says that nothing
 * was written.
 */
export class Client {
	readonly waits = new Waits();

	readonly account: Account;

	private readonly gate: TokenGate;

	constructor(
		readonly provider: Provider,
		readonly host: Host,
	) {
		this.account = accountOf(provider, host.credentialId);
		this.gate = new TokenGate(provider, host, this.account);
	}

	/** @throws Failure, or Cancelled when the execution is stopped */
	async send(request: ProviderRequest): Promise<Reply | Lost> {
		let [losses, refusals, renewals] = [0, 0, 0];
		let mayBeWritten = false;
		for (;;) {
			const attempt = await this.attempt(request, renewals);
			if (attempt.kind === 'answered') return { ...attempt.reply, isRepeat: mayBeWritten };
			if (attempt.kind === 'renewed') {
				renewals++;
			} else if (attempt.kind === 'tooMany') {
				this.shutGate(attempt.limits, ++refusals);
			} else {
				// What may have been read by the provider cannot be given up without a trace.
				request = { ...request, abandon: undefined };
				mayBeWritten ||= attempt.mayBeWritten;
				const mayRepeat = !attempt.mayBeWritten || isRepeatable(request);
				if (!mayRepeat || ++losses >= TRIES) return this.giveUp(request, attempt, mayBeWritten);
				const backoff = FIRST_PAUSE_MS * 2 ** (losses - 1) * (1 + Math.random() / 2);
				const asked = Math.min(attempt.retryAfterSeconds ?? 0, LONGEST_PAUSE_SECONDS) * 1000;
				await pause(Math.max(backoff, asked), this.host.signal);
			}
		}
	}

	private async attempt(request: ProviderRequest, renewals: number): Promise<Attempt> {
		stopIfCancelled(this.host.signal);
		stopIfCancelled(request.abandon);
		const leave = await this.gate.enter();
		try {
			const exchange = await this.exchange(request, renewals > 0 && !this.host.renew);
			return 'statusCode' in exchange.answer
				? await this.understand(request, exchange, exchange.answer, renewals)
				: this.understandThrown(request, exchange.answer);
		} finally {
			leave();
		}
	}

	/** One exchange on the wire, within the budget. */
	private async exchange(request: ProviderRequest, hostRenews: boolean): Promise<Exchange> {
		const { budget, token } = this.account;
		const ticket = await this.takeTicket(request);
		let limits: Limits = {};
		try {
			// The wait for the budget may have been long.
			await this.gate.untilOpen();
			stopIfCancelled(this.host.signal);
			const [sentAt, { generation }] = [Date.now(), token];
			const answer = await this.answerTo(request, hostRenews);
			stopIfCancelled(this.host.signal);
			if ('statusCode' in answer) limits = readLimits(answer.headers, Date.now());
			return { sentAt, generation, limits, answer };
		} finally {
			budget.settle(ticket, limits, Date.now());
		}
	}

	private async answerTo(
		request: ProviderRequest,
		hostRenews: boolean,
	): Promise<RawAnswer | Thrown> {
		const options = optionsOf(this.host.baseUrl, request, hostRenews);
		const answer = this.host.request(options).catch((error: unknown) => {
			const thrown = readThrown(error);
			return thrown.kind === 'answer' ? thrown.answer : thrown;
		});
		const inTime = withinTime(answer, request.timeoutSeconds * 1000 + TRICKLE_MS);
		// n8n cancels a stopped request itself, but not one that still waits for its access token.
		const awaited = await unlessCancelled(inTime, this.host.signal);
		return awaited ?? { kind: 'silence', words: 'no complete answer came in time' };
	}

	private async understand(
		request: ProviderRequest,
		exchange: Exchange,
		raw: RawAnswer,
		renewals: number,
	): Promise<Attempt> {
		const status = raw.statusCode;
		if (status === 401) {
			await this.gate.renew(exchange, renewals);
			return { kind: 'renewed' };
		}
		await this.gate.accept();
		const reply = readAnswer(raw, this.provider, this.host.secrets());
		// Some gateways say it with 403, which else means that the key may not do this at all.
		const isLimit = status === 429 || (status === 403 && ABOUT_LIMITS.test(reply?.words ?? ''));
		if (isLimit) return { kind: 'tooMany', limits: exchange.limits };
		if (status < 200 || (status >= 300 && status < 400)) {
			throw unexpectedAnswer(
				this.provider,
				`a redirect to another address (HTTP status ${status})`,
				status,
			);
		}
		const isFault = status >= 500 || status === 408;
		const isEmpty = reply?.ok && (reply.body === undefined || reply.body === null);
		const lacksRecord = reply?.ok && request.expectsRecord && !confirms(reply.body);
		const isUnfit = lacksRecord || (isEmpty && request.method === 'GET');
		if (reply && !isFault && !isUnfit) return { kind: 'answered', reply };
		const what = isEmpty ? 'nothing' : 'something that is not data';
		const said = isFault ? reply?.words : undefined;
		const words = said ?? `${what} (HTTP status ${status})`;
		// A refusal is final even when its words cannot be read. After a success or a fault the record may exist.
		if (!isFault && status >= 400) throw unexpectedAnswer(this.provider, words, status);
		const { retryAfterSeconds } = exchange.limits;
		const mayBeWritten = mayWrite(request);
		return { kind: 'lost', words, status, retryAfterSeconds, mayBeWritten, settled: true };
	}

	private understandThrown(request: ProviderRequest, thrown: Thrown): Attempt {
		if (thrown.kind === 'tokenTooMany') {
			return { kind: 'tooMany', limits: { retryAfterSeconds: TOKEN_PAUSE_SECONDS } };
		}
		if (thrown.kind === 'tokenRefused') throw this.gate.rejectCredentials(thrown.status ?? null);
		const unsent = thrown.kind === 'unsent';
		const words = thrown.kind === 'answer' ? '' : thrown.words;
		const mayBeWritten = !unsent && mayWrite(request);
		return { kind: 'lost', words, mayBeWritten, settled: thrown.kind !== 'silence' };
	}

	private async takeTicket(request: ProviderRequest) {
		const cost = this.provider.cost[request.kind ?? 'record'];
		const { budget } = this.account;
		const now = budget.takeNow(cost, Date.now());
		if (typeof now !== 'number') return now;
		const signals = [this.host.signal, request.abandon].filter((signal) => signal !== undefined);
		const wait = async () => await budget.take(cost, AbortSignal.any(signals));
		const ticket = await this.waits.during(wait);
		if (ticket instanceof TooLong) throw limitUsedUp(this.provider, ticket.seconds);
		return ticket;
	}

	private shutGate(limits: Limits, refusals: number): void {
		const { budget } = this.account;
		if (refusals > MOST_REFUSALS) {
			throw this.gate.refuse(limitUsedUp(this.provider, budget.windowSeconds));
		}
		const asked = secondsToStayAway(limits) ?? budget.windowSeconds;
		// A provider that says "come back at once" again and again must not be hammered.
		const atLeast = Math.min(2 ** refusals / 16, LONGEST_FLOOR_SECONDS);
		const jitter = Math.random() * Math.min(1, asked / 50);
		budget.shut(Math.max(asked, atLeast) + jitter, Date.now());
	}

	private giveUp(request: ProviderRequest, attempt: LostAttempt, mayBeWritten: boolean): Lost {
		const { words, status } = attempt;
		const cameThrough = status !== undefined && status < 300;
		if (!mayBeWritten && cameThrough) throw unexpectedAnswer(this.provider, words, status);
		if (!mayBeWritten) throw unreachable(this.provider, words, status);
		const lost = outcomeUnknown(this.provider, words, status, isRepeatable(request));
		return { lost, settled: attempt.settled };
	}
}
