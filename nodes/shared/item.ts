import type { IDataObject } from 'n8n-workflow';

import type { Claim, Touched } from './account';
import type { Reply } from './answer';
import type { Client } from './client';
import { Failure } from './failure';
import { Input } from './input';
import type { Outcome, Written } from './outcome';
import { type ListRequest, type PageRequest, readList } from './pages';
import { type Refusal, recordIn, refusalOf } from './refusal';
import { type ProviderRequest, mayWrite } from './request';
import { stopIfCancelled } from './wait';

/** A request as an operation writes it. */
export interface ItemRequest extends Omit<ProviderRequest, 'timeoutSeconds'> {
	/**
	 * For a write that must not be repeated: finds what it may have made, by its natural key. `undefined` says that it is
	 * surely absent; then the write is sent once more.
	 */
	lookUp?: () => Promise<IDataObject | undefined>;
}

/** What the items of one run share. */
export interface Run {
	client: Client;
	/** Fires when the run stops on a failure: then items that have sent nothing are not begun. */
	stopping: AbortController;
	/** How many items it has, to choose between one lookup per row and reading a whole list once. */
	rows: number;
	/** Lookups of this run by name; a failed one is kept only when the provider answered that it is so. */
	lookups: Map<string, Promise<unknown>>;
	/** The natural keys that other runs of this process have worked on since this one began. */
	touched: Touched;
	/** What the rows that were only checked would have left: see {@link Item.foreseen}. */
	foreseen: Map<string, Map<string, unknown>>;
}

const FORECASTS = {
	create: 'wouldCreate',
	update: 'wouldUpdate',
	remove: 'wouldRemove',
	unchanged: 'unchanged',
} as const;

/** What an operation sees of one input item: its fields, and ways to send. It knows neither its index nor its neighbours. */
export class Item extends Input {
	/** The step of a combined operation that is under way. */
	step: string | null = null;

	/** Whether this row is only looked at: the operation then ends with {@link would} instead of writing. */
	checksOnly = false;

	private timeoutSeconds = 30;

	private hasSent = false;

	private readonly leavers: Array<() => void> = [];

	constructor(
		private readonly run: Run,
		read: (name: string) => unknown,
		labelOf: (name: string) => string,
		timezone: string,
		/** The row itself as it came in, for fields that take its columns by their names. */
		readonly columns: IDataObject,
	) {
		super(read, labelOf, timezone);
	}

	/**
	 * Reads what every operation has, before anything is sent: found out later, a bad value could fail a lookup that other
	 * rows wait for as well. Only the item loop calls it.
	 * @throws Failure `invalidInput`
	 */
	prepare(): void {
		this.timeoutSeconds = this.count('options.timeoutSeconds', 30, 300);
		this.checksOnly = this.flag('options.checkOnly', false);
	}

	/**
	 * Keeps other items with the same natural key out until this one is done, in this run and in parallel ones. Call it
	 * before the first write that the key stands for.
	 */
	async claim(...naturalKey: string[]): Promise<void> {
		await this.enter([{ key: keyOf(naturalKey) }]);
	}

	/**
	 * Keeps a record as it is until this item is done: others may rely on it as well, but nobody may claim it.
	 * `own` is claimed in the same step, because two items that each claim what the other relies on would wait for ever.
	 */
	async relyOn(record: string[], own?: string[]): Promise<void> {
		const relied = { key: keyOf(record), isShared: true };
		await this.enter(own ? [relied, { key: keyOf(own) }] : [relied]);
	}

	private async enter(claims: Claim[]): Promise<void> {
		const { client, touched } = this.run;
		this.leavers.push(await client.account.enter(claims, client.host.signal, touched));
	}

	/**
	 * Whether another run of this process has worked on this natural key since this one began, so that what was read
	 * about it before may be outdated.
	 */
	isTouched(...naturalKey: string[]): boolean {
		return this.run.touched.has(keyOf(naturalKey));
	}

	/** Lets the next item with the same natural key in. Only the item loop calls it. */
	release(): void {
		for (const leave of this.leavers) leave();
	}

	/**
	 * Sends one request and returns the answer, refusals of the provider included.
	 * @throws Failure when no usable answer came; after a write `outcomeUnknown` if it may have been made
	 */
	async send(request: ItemRequest): Promise<Reply> {
		// The promise of 'Check Only', whatever an operation forgets.
		if (this.checksOnly && mayWrite(request)) throw notWritten();
		const first = await this.sendOrAdopt(request);
		if ('status' in first) return first;
		if (!first.isSurelyAbsent) throw first.lost;
		const second = await this.sendOrAdopt(request);
		if ('status' in second) return second;
		throw second.lost;
	}

	/** The answer; or, when it was lost, the record that was found in its place; or what is known of its absence. */
	private async sendOrAdopt(
		request: ItemRequest,
	): Promise<Reply | { lost: Failure; isSurelyAbsent: boolean }> {
		const { client, stopping } = this.run;
		const abandon = this.hasSent ? undefined : stopping.signal;
		const { timeoutSeconds } = this;
		const answer = await client.send({ ...request, timeoutSeconds, abandon });
		this.hasSent = true;
		if ('status' in answer) return answer;
		// A failing lookup proves nothing, so it must not hide that the outcome is unknown.
		const found = await request.lookUp?.().catch(() => 'unknown' as const);
		stopIfCancelled(client.host.signal);
		if (found && found !== 'unknown') {
			return { ok: true, status: 200, body: found, record: found, words: '' };
		}
		const isAbsent = request.lookUp !== undefined && found === undefined;
		return { lost: answer.lost, isSurelyAbsent: isAbsent && answer.settled };
	}

	/** The pages of a list, each record once; leave the loop as soon as enough was read. */
	async *pages(list: ListRequest, wanted = Infinity): AsyncGenerator<IDataObject[]> {
		const send = async (request: PageRequest) => await this.send(request);
		yield* readList(this.run.client.provider, send, list, wanted);
	}

	/** The records of a list that 'Return All' and 'Limit' ask for. */
	async list(request: ListRequest): Promise<IDataObject[]> {
		const wanted = this.flag('returnAll', false)
			? Infinity
			: this.count('limit', 50, Number.MAX_SAFE_INTEGER);
		const { keep } = request;
		const records: IDataObject[] = [];
		for await (const page of this.pages(request, keep ? Infinity : wanted)) {
			for (const record of page) {
				if (keep && !keep(record)) continue;
				records.push(record);
				if (records.length === wanted) return records;
			}
		}
		return records;
	}

	/**
	 * Does a lookup once in a run, however many items ask for it. "Not found" and "not allowed" are kept as well, so
	 * that a sheet with a wrong event does not spend the provider's budget on asking again for every row.
	 */
	async once<T>(name: string, lookUp: () => Promise<T>): Promise<T> {
		const { lookups } = this.run;
		let found = lookups.get(name) as Promise<T> | undefined;
		if (!found) {
			found = lookUp();
			lookups.set(name, found);
			found.catch((error) => isFinal(error) || lookups.delete(name));
		}
		return await found;
	}

	/** Has a lookup of this run done anew when it is next asked for, because what it found has changed. */
	forget(name: string): void {
		this.run.lookups.delete(name);
	}

	/** The result of a lookup that is nice to have: `undefined` when it fails. */
	async ifPossible<T>(lookUp: () => Promise<T>): Promise<T | undefined> {
		const found = await lookUp().catch(() => undefined);
		stopIfCancelled(this.run.client.host.signal);
		return found;
	}

	/** How many rows the run has. */
	get rows(): number {
		return this.run.rows;
	}

	/** A write's result. */
	done(outcome: Outcome, ids: IDataObject, record: IDataObject = {}): Written {
		return { outcome, ids, record };
	}

	/**
	 * What the earlier rows of this run that were only checked would have left. An operation looks here as well where it
	 * looks something up, and notes here what it would write, so that a row is told what it would find. A row that
	 * really writes sees nothing of it.
	 */
	foreseen<T>(what: string): Map<string, T> {
		if (!this.checksOnly) return new Map();
		const known = this.run.foreseen.get(what) ?? new Map<string, unknown>();
		this.run.foreseen.set(what, known);
		return known as Map<string, T>;
	}

	/** What 'Check Only' says instead of the write's result. */
	would(outcome: keyof typeof FORECASTS, ids: IDataObject, record: IDataObject = {}): Written {
		return { outcome: FORECASTS[outcome], ids, record };
	}

	/**
	 * The record that a read of one record brought. `id` is the one that was asked for, where the provider documents
	 * that records carry it.
	 * @throws Failure when it was refused, or when the answer holds no record, or somebody else's
	 */
	found(reply: Reply, id?: string, ifRefused: Refusal = {}): IDataObject {
		return recordIn(this.run.client.provider, reply, id, ifRefused);
	}

	/** The failure that a refusing answer stands for. */
	refusal(reply: Reply, known: Refusal = {}): Failure {
		return refusalOf(this.run.client.provider, reply, known);
	}
}

function keyOf(parts: string[]): string {
	return JSON.stringify(parts.map((part) => part.trim().toLowerCase()));
}

function notWritten(): Failure {
	return new Failure(
		'unexpectedAnswer',
		"What would happen cannot be told: this operation does not know 'Check Only'",
		"Nothing was written. Switch 'Check Only' off to run it.",
	);
}

function isFinal(error: unknown): boolean {
	const reason = error instanceof Failure ? error.details.reason : undefined;
	return reason === 'notFound' || reason === 'keyLacksPermission';
}
