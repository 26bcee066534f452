/** The three simulated providers. */
export type ProviderName = 'zenoti' | 'knolyx' | 'swoogo';

/** One committed write. A request that was refused, or cut off before its handler ran, leaves none. */
export interface LedgerEntry {
	/** Milliseconds since 1970. */
	at: number;
	provider: ProviderName;
	/** What was done, for example `register`, `provision.created`, `group.add`, `welcomeMail`. */
	action: string;
	/** The person's natural key in lower case: the e-mail where the provider knows it, else the id. */
	person?: string;
	/** The event, workshop, workgroup or group it was done to, as text. */
	target?: string;
	data: Record<string, unknown>;
}

/** One request that arrived, whatever became of it (only a path that cannot be decoded is not kept). */
export interface DiaryEntry {
	/** 1 for the first request since the start or the last reset. */
	number: number;
	/** Arrival, milliseconds since 1970. */
	at: number;
	/** When the answer left or the socket was closed, milliseconds since 1970. */
	answeredAt?: number;
	method: string;
	/** As on the wire: still percent-encoded, without the query. */
	path: string;
	/** As on the wire, with the query. */
	url: string;
	query: Record<string, unknown>;
	/** Names in lower case. */
	headers: Record<string, string>;
	/** The parsed body; missing when there was none or it could not be parsed. */
	body?: unknown;
	rawBody: string;
	/** HTTP status, or `closed` / `silent` when no answer was sent. Missing while under way. */
	status?: number | 'closed' | 'silent';
	/** What the request took from the budget; missing when its credentials were refused. */
	credits?: number;
	/** The kind of the scripted fault that hit this request. */
	fault?: string;
}

/** Keeps the committed writes of one provider; `entries` keeps its identity for ever. */
export class Ledger {
	readonly entries: LedgerEntry[] = [];

	constructor(private readonly provider: ProviderName) {}

	/** Adds one committed write; `person` is trimmed and lower-cased, `target` turned into text. */
	record(
		action: string,
		write: { person?: string; target?: string | number; data?: Record<string, unknown> },
	): void {
		this.entries.push({
			at: Date.now(),
			provider: this.provider,
			action,
			...(write.person === undefined ? {} : { person: write.person.trim().toLowerCase() }),
			...(write.target === undefined ? {} : { target: String(write.target) }),
			data: write.data ?? {},
		});
	}
}
