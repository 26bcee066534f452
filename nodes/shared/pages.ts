import type { IDataObject } from 'n8n-workflow';

import type { Reply } from './answer';
import { Failure } from './failure';
import { unexpectedAnswer } from './noAnswer';
import type { Page, Provider } from './provider';
import { refusalOf } from './refusal';

/** A list as an operation asks for it. */
export interface ListRequest {
	path: string;
	query?: IDataObject;
	/** False when the user's own sorting or filter leaves no room for paging by id. */
	byKey?: boolean;
	/** Which records to keep, where the provider cannot filter. */
	keep?: (record: IDataObject) => boolean;
}

/** One page of a list as it is sent. */
export interface PageRequest {
	method: 'GET';
	path: string;
	query: IDataObject;
	kind: 'list';
}

/** Anything that can read a list: an item of a run, or a reader outside a run. */
export interface ListSource {
	pages(list: ListRequest, wanted?: number): AsyncGenerator<IDataObject[]>;
}

/** The pages of a list, each record once, read with `send`. */
export async function* readList(
	provider: Provider,
	send: (request: PageRequest) => Promise<Reply>,
	list: ListRequest,
	wanted = Infinity,
): AsyncGenerator<IDataObject[]> {
	const fetchPage = async (query: IDataObject) => {
		const whole = { ...query, ...list.query };
		const reply = await send({ method: 'GET', path: list.path, query: whole, kind: 'list' });
		if (!reply.ok) throw refusalOf(provider, reply);
		return reply;
	};
	yield* readPages(provider, fetchPage, { wanted, byKey: list.byKey !== false });
}

/** Fetches one page with these query parameters. */
export type FetchPage = (query: IDataObject) => Promise<Reply>;

const MOST_PAGES = 10_000;

/**
 * Reads a list page by page, each record once, until the server says that it ended or the consumer stops.
 * @throws Failure `unexpectedAnswer` when the server repeats a page or answers with something that is not a list
 */
export async function* readPages(
	provider: Provider,
	fetchPage: FetchPage,
	{ wanted, byKey }: { wanted: number; byKey: boolean },
): AsyncGenerator<IDataObject[]> {
	const { paging } = provider;
	const size = Math.min(paging.largestPage, wanted);
	const seen = new Seen();
	let keyed = byKey && paging.afterId !== undefined && wanted > size;
	let [fullPage, total] = [0, 0];
	for (let number = 0; number < MOST_PAGES; number++) {
		const query = keyed ? paging.afterId!(seen.lastId, size) : paging.query(number, size);
		const page = pageIn(provider, await fetchPage(query), keyed ? 0 : number, size);
		if (number === 0) total = page.total ?? 0;
		const endsEarly = number > 0 && page.records.length === 0 && seen.count < total;
		if (keyed && (endsEarly || seen.contradicts(page.records))) {
			// The server misunderstands the filter or the sorting: the pages it does serve are counted instead.
			keyed = false;
			if (number > 0) {
				number--;
				continue;
			}
		}
		const fresh = seen.add(page.records);
		if (fresh.length > 0) yield fresh;
		const ended = hasEnded(page, page.size ?? Math.max(fullPage, number === 0 ? 0 : 1), number);
		// A server may count its pages by the size asked for, and yet put fewer records on each.
		if (ended && (seen.count >= total || fresh.length === 0)) return;
		mustHoldRecords(provider, page);
		if (fresh.length === 0) {
			// A server that knows no pages answers with the whole list each time, whatever size was asked for.
			const knowsNoPages = number === 1 && page.records.length !== size;
			if (knowsNoPages && page.isLast === undefined) return;
			throw unexpected(provider, 'the same page of a list again');
		}
		fullPage = Math.max(fullPage, page.records.length);
	}
	throw unexpected(provider, 'a list that does not end');
}

/**
 * The page that an answer holds.
 * @throws Failure `unexpectedAnswer` when it is not a list of records
 */
export function pageIn(provider: Provider, reply: Reply, number: number, size: number): Page {
	const page = provider.paging.read(reply.body, number, size);
	if (page?.records.every(isRecord)) return page;
	throw unexpectedAnswer(provider, 'an answer that is not a list of records', reply.status);
}

/**
 * Whoever is missing from a list would look as if they were not there, and be registered a second time.
 * @throws Failure `unexpectedAnswer` for an empty page where the list has more by its own count
 */
export function mustHoldRecords(provider: Provider, { records, isLast }: Page): void {
	if (records.length > 0 || isLast !== false) return;
	throw unexpected(provider, 'an empty page of a list that has more by its own count');
}

function hasEnded(page: Page, fullPage: number, number: number): boolean {
	if (page.isLast !== undefined) return page.isLast;
	if (page.records.length === 0) return true;
	// The first page alone does not tell how many records this server puts on a page.
	return (number > 0 || page.size !== undefined) && page.records.length < fullPage;
}

class Seen {
	lastId: string | undefined;

	get count(): number {
		return this.keys.size;
	}

	private readonly keys = new Set<string>();

	/** The records not seen before. */
	add(records: IDataObject[]): IDataObject[] {
		return records.filter((record) => {
			const id = idOf(record);
			const key = id ?? JSON.stringify(record);
			if (this.keys.has(key)) return false;
			this.keys.add(key);
			this.lastId = id ?? this.lastId;
			return true;
		});
	}

	/** True when these records cannot be "sorted by id, after the last one". */
	contradicts(records: IDataObject[]): boolean {
		let last = this.lastId === undefined ? -Infinity : Number(this.lastId);
		return records.some((record) => {
			const id = Number(idOf(record));
			const wrong = !(id > last);
			last = id;
			return wrong;
		});
	}
}

function isRecord(value: unknown): boolean {
	return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function idOf({ id }: IDataObject): string | undefined {
	return typeof id === 'number' || (typeof id === 'string' && id !== '') ? String(id) : undefined;
}

function unexpected(provider: Provider, words: string): Failure {
	return new Failure(
		'unexpectedAnswer',
		`${provider.name} answered with ${words}`,
		'Nothing was lost. Run it again later; if it stays so, tell the provider.',
	);
}
