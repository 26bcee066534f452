import type { IDataObject } from 'n8n-workflow';

import type { BudgetSettings } from './budget';
import type { Reason } from './failure';

/** One page of a list, as the provider's answer describes it. */
export interface Page {
	records: IDataObject[];
	/** True or false when the answer says whether this is the last page; `undefined` when it does not say. */
	isLast?: boolean;
	/** How many records the server puts on a full page, when it says so. */
	size?: number;
	/** How many records the whole list has, when the answer says so. */
	total?: number;
}

/** How a provider splits its lists into pages. */
export interface Paging {
	/** The largest page worth asking for. */
	largestPage: number;
	/** Query parameters for a page; `number` counts from 0. */
	query(number: number, size: number): IDataObject;
	/** Reads a page; `undefined` when the answer is not a list at all. `number` counts from 0. */
	read(body: unknown, number: number, size: number): Page | undefined;
	/**
	 * Query parameters for "the records after this id", where the provider can sort and filter by id. Then nobody who
	 * is there throughout is missed when others are deleted meanwhile. `lastId` undefined: from the start.
	 */
	afterId?(lastId: string | undefined, size: number): IDataObject;
}

/** An error as the provider words it. */
export interface ProviderError {
	words: string;
	code?: string | number;
}

/** What one of the provider's error answers means for a workflow. */
export interface Meaning {
	reason: Reason;
	advice: string;
}

/** A fact sheet: everything that differs between providers. Nothing in it sends anything. */
export interface Provider {
	/** As its users know it. */
	name: string;
	/** n8n's name of the credential type. */
	credential: string;
	/** The credential's label in the editor. */
	credentialLabel: string;
	/** The labels of the fields that hold the keys, for the advice when they are refused. */
	keyFields: string;
	/** The credential's fields whose values must never be printed. */
	secretFields: string[];
	/** True when n8n fetches and renews an access token. */
	usesToken: boolean;
	/** An ending that people paste along with the base URL although the paths already hold it. */
	surplusBasePath?: string;
	/** Undefined where the provider documents no limit. */
	budget?: BudgetSettings;
	/** Credits by kind of call. */
	cost: { record: number; list: number };
	/** Requests under way at the same time in one run. */
	concurrency: number;
	paging: Paging;
	/** The error inside an answer, whatever its status; `undefined` when the body is not an error. */
	readError(body: unknown, status: number): ProviderError | undefined;
	/** What a known error means; `undefined` for all others. */
	meaningOf(error: ProviderError, status: number): Meaning | undefined;
	/** What to do when the key is valid but may not make this call. */
	permissionAdvice: string;
}
