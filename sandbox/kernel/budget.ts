/** `fixedWindow`: all credits return at once; `tokenBucket`: they trickle back evenly. */
export type BudgetKind = 'fixedWindow' | 'tokenBucket';

/** What a test may change at any moment; a change takes effect with the next request. */
export interface BudgetSettings {
	enabled: boolean;
	kind: BudgetKind;
	/** Credits per window; for a token bucket also the burst. */
	limit: number;
	/** Before scaling. */
	windowSeconds: number;
	/** Whether answers carry the provider's rate-limit headers. */
	sendHeaders: boolean;
}

/** The state of a budget, in seconds of the scaled clock, rounded up and at least 1. */
export interface BudgetReading {
	limit: number;
	remaining: number;
	windowSeconds: number;
	resetSeconds: number;
}

/** How a provider words its budget in headers. */
export interface BudgetDialect {
	/** On every answer. */
	headers: (reading: BudgetReading) => Record<string, string>;
	/** Added on a 429. */
	refusalHeaders: (secondsToWait: number) => Record<string, string>;
	/** The header that names the seconds until the next credits, for scripted 429 answers. */
	resetHeader: string;
}

/** Counts credits like the provider does. Its fields are settings; change them freely. */
export class Budget implements BudgetSettings {
	enabled!: boolean;
	kind!: BudgetKind;
	limit!: number;
	windowSeconds!: number;
	sendHeaders!: boolean;
	private usedCredits = 0;
	private countedAtMs = performance.now();

	constructor(
		private readonly startSettings: BudgetSettings,
		readonly dialect: BudgetDialect,
		private readonly windowScale: number,
	) {
		this.reset();
	}

	/** Back to the start settings with a full budget. */
	reset(): void {
		Object.assign(this, this.startSettings);
		this.refill();
	}

	/** Gives back every credit at once. */
	refill(): void {
		this.usedCredits = 0;
		this.countedAtMs = performance.now();
	}

	/** Takes credits, or takes none and says how many (scaled) seconds to wait. */
	take(credits: number): { refused: false } | { refused: true; secondsToWait: number } {
		if (!this.enabled) return { refused: false };
		this.giveBack();
		if (this.usedCredits + credits <= this.limit) {
			this.usedCredits += credits;
			return { refused: false };
		}
		return { refused: true, secondsToWait: wholeSeconds(this.secondsUntilRoomFor(credits)) };
	}

	/** The headers of an answer sent now; none when the budget or its headers are switched off. */
	headers(): Record<string, string> {
		if (!this.enabled || !this.sendHeaders) return {};
		this.giveBack();
		const available = this.limit - this.usedCredits;
		return this.dialect.headers({
			limit: this.limit,
			remaining: Math.max(0, Math.floor(available)),
			windowSeconds: wholeSeconds(this.scaledWindowSeconds()),
			resetSeconds: wholeSeconds(this.secondsUntilRoomFor(Math.max(1, Math.floor(available) + 1))),
		});
	}

	private scaledWindowSeconds(): number {
		return this.windowSeconds * this.windowScale;
	}

	private giveBack(): void {
		const now = performance.now();
		const passedSeconds = (now - this.countedAtMs) / 1000;
		const windowSeconds = this.scaledWindowSeconds();
		if (this.kind === 'fixedWindow') {
			if (passedSeconds < windowSeconds) return;
			this.usedCredits = 0;
		} else {
			const returned = (passedSeconds * this.limit) / windowSeconds;
			this.usedCredits = Math.max(0, this.usedCredits - returned);
		}
		this.countedAtMs = now;
	}

	private secondsUntilRoomFor(credits: number): number {
		const windowSeconds = this.scaledWindowSeconds();
		if (this.kind === 'fixedWindow') {
			return windowSeconds - (performance.now() - this.countedAtMs) / 1000;
		}
		const missing = Math.min(this.usedCredits, this.usedCredits + credits - this.limit);
		return (missing * windowSeconds) / this.limit;
	}
}

function wholeSeconds(seconds: number): number {
	return Math.max(1, Math.ceil(seconds));
}
