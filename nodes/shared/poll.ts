import { Cancelled, Failure, type Reason, plainText } from './failure';
import { Input } from './input';
import type { Reader } from './reader';

/** One poll: the node's form as it stands, and ways to read the provider within the time that n8n gives. */
export class Poll extends Input {
	/** True once something was not read because the time was over. */
	isOver = false;

	private hasRead = false;

	constructor(
		read: (name: string) => unknown,
		labelOf: (name: string) => string,
		timezone: string,
		readonly reader: Reader,
		private readonly readsUntil: number,
		private readonly trigger: string,
	) {
		super(read, labelOf, timezone);
	}

	/** The values of a field that takes several: a list, or text with commas between them. */
	several(name: string): string[] {
		const value = this.value(name);
		const values = Array.isArray(value) ? value : (this.text(name) ?? '').split(',');
		const given = values.map((each) => String(each ?? '').trim()).filter((each) => each !== '');
		if (given.length > 0) return [...new Set(given)];
		throw this.invalid(name, 'is empty', 'Choose at least one.');
	}

	/** Those values of `offered` that the field holds, in the order of `offered`. */
	chosen<Value extends string>(name: string, offered: readonly Value[]): Value[] {
		const given = this.several(name);
		const foreign = given.find((value) => !offered.some((each) => each === value));
		if (foreign === undefined) return offered.filter((value) => given.includes(value));
		throw this.invalid(
			name,
			`cannot hold "${plainText(foreign, 60)}"`,
			`Use one or more of: ${offered.join(', ')}.`,
		);
	}

	/** Reads something, unless this poll's time or the provider's limit is used up: then `undefined`. The first is always tried. */
	async inTime<T>(read: () => Promise<T>): Promise<T | undefined> {
		this.isOver ||= this.hasRead && Date.now() > this.readsUntil;
		if (this.isOver) return undefined;
		try {
			const found = await read();
			this.hasRead = true;
			return found;
		} catch (error) {
			const failure = this.asFailure(error);
			const isLimited = failure instanceof Failure && failure.details.reason === 'rateLimited';
			this.isOver = this.hasRead && (isLimited || error instanceof Cancelled);
			if (this.isOver) return undefined;
			throw failure;
		}
	}

	/**
	 * Looks at several things in turn, as long as there is time. One that fails does not hold up the others: if no other
	 * would fare better now, the next poll begins with the one behind it.
	 * @returns the first failure
	 */
	async inTurn(
		names: string[],
		label: string,
		look: (name: string) => Promise<void>,
	): Promise<Failure | undefined> {
		const order = turned(names, nextToLookAt.get(this.trigger));
		let first: Failure | undefined;
		for (const [i, name] of order.entries()) {
			// What the time did not suffice for comes first, unless it had all the time there was.
			let next = Math.max(i, 1);
			try {
				await look(name);
				if (!this.isOver) continue;
			} catch (error) {
				const failure = this.asFailure(error);
				if (!(failure instanceof Failure)) throw failure;
				const { reason, ...details } = failure.details;
				const words = names.length > 1 ? `${label} ${name}: ${failure.message}` : failure.message;
				first ??= new Failure(reason, words, failure.advice, details);
				if (!CONCERNS_ALL.includes(reason)) continue;
				next = i + 1;
			}
			nextToLookAt.set(this.trigger, order[next % order.length] ?? name);
			break;
		}
		return first;
	}

	/** What reading can throw, in words for a trigger. */
	asFailure(error: unknown): unknown {
		if (error instanceof Cancelled) {
			return this.reader.waitedSeconds >= 1
				? new Failure('rateLimited', 'The limit of calls is used up for now', LATER)
				: new Failure('unreachable', 'There was no complete answer in time', LATER);
		}
		if (!(error instanceof Failure)) return error;
		const { reason, ...details } = error.details;
		return new Failure(reason, error.message, ADVICE[reason] ?? error.advice, details);
	}

	override missing(name: string): Failure {
		return this.invalid(name, 'is empty', 'Fill it in, or check its expression.');
	}
}

// By trigger, in this process only, because n8n may keep nothing of a poll that throws.
const nextToLookAt = new Map<string, string>();

function turned(names: string[], first: string | undefined): string[] {
	const at = Math.max(0, names.indexOf(first ?? ''));
	return [...names.slice(at), ...names.slice(0, at)];
}

// After one of these the next thing would hardly fare better.
const CONCERNS_ALL: Reason[] = ['credentialsRejected', 'rateLimited', 'unreachable'];

/** What a trigger says where nobody has to do anything. */
export const LATER = 'Nothing was lost: the next poll goes on from here.';

// Elsewhere the advice for these speaks of rows; a trigger has none.
const ADVICE: Partial<Record<Reason, string>> = {
	notFound: 'Check the IDs in the trigger: it is absent, or this credential may not see it.',
	rejected: 'Correct the fields of the trigger.',
	rateLimited: LATER,
	unreachable: LATER,
};
