import {
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
	type INodePropertyOptions,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import { Failure, plainText } from './failure';
import { Input } from './input';
import type { ListRequest } from './pages';
import type { Page, Provider } from './provider';
import { Reader } from './reader';

/** The form in the editor as it stands: what a list may depend on. */
export class Form extends Input {
	override missing(name: string): Failure {
		return this.invalid(name, 'is empty, and this list depends on it', 'Fill it in first.');
	}
}

/** What the editor loads while somebody fills in the form. */
export interface EditorQuestion<Answer> {
	/** Completes "Could not …", e.g. `list the events`. */
	attempt: string;
	/** The labels of the fields that it reads from the form. */
	labels: Record<string, string>;
	answer(reader: Reader, form: Form): Promise<Answer>;
	/** What to answer, or to throw, when that does not work: each kind of field shows errors in its own way. */
	otherwise(trouble: Trouble, context: ILoadOptionsFunctions): Answer;
}

/** What did not work while the form was filled in. */
export interface Trouble {
	/** In the provider's words, without a full stop. */
	message: string;
	/** What to do next. */
	advice: string;
	/** Whether the credential is to blame. */
	isCredential: boolean;
}

/** Records to choose from by name. */
export interface Picker {
	/** Completes "Could not …", e.g. `list the events`. */
	attempt: string;
	/** The labels of the fields of the form that it reads. */
	labels?: Record<string, string>;
	/** The list to read; `typed` is what the user searches for, for providers that can search. */
	list(form: Form, typed: string | undefined): ListRequest;
	/** What the user sees and chooses; `undefined` leaves the record out. */
	entry(record: Page['records'][number]): INodeListSearchItems | undefined;
	/** True when the provider searches in more than the entry shows, so that its answer is not sifted again. */
	searchesMore?: boolean;
}

type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** A method for `methods.listSearch`: pages as the user scrolls, and searches, here where the provider cannot. */
export function listSearchOf(provider: Provider, picker: Picker): ListSearch {
	return async function (filter, paginationToken) {
		return await askFor(this, provider, {
			attempt: picker.attempt,
			labels: picker.labels ?? {},
			answer: async (reader, form) =>
				await search(reader, provider, picker, form, filter?.trim() || undefined, paginationToken),
			otherwise: throwForList,
		});
	};
}

/** A method for `methods.loadOptions`: all records, by name. */
export function loadOptionsOf(provider: Provider, picker: Picker) {
	return async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await askFor(this, provider, {
			attempt: picker.attempt,
			labels: picker.labels ?? {},
			async answer(reader, form) {
				const found: INodePropertyOptions[] = [];
				for await (const page of reader.pages(picker.list(form, undefined))) {
					found.push(...page.flatMap((record) => picker.entry(record) ?? []));
				}
				return found.sort((a, b) => a.name.localeCompare(b.name));
			},
			otherwise: throwForChoices,
		});
	};
}

/** Asks the provider something for the form in the editor. */
export async function askFor<Answer>(
	context: ILoadOptionsFunctions,
	provider: Provider,
	{ attempt, labels, answer, otherwise }: EditorQuestion<Answer>,
): Promise<Answer> {
	const read = (name: string) => context.getCurrentNodeParameter(name);
	const form = new Form(read, (name) => labels[name] ?? name, context.getTimezone());
	try {
		return await answer(await Reader.open(context, provider), form);
	} catch (error) {
		return otherwise(troubleOf(attempt, error, provider), context);
	}
}

function troubleOf(attempt: string, error: unknown, provider: Provider): Trouble {
	const words = plainText((error as Error).message).replace(/[\s.]+$/, '');
	const failure = error instanceof Failure ? error : undefined;
	return {
		message: `Could not ${attempt}: ${words}`,
		advice: failure ? adviceOf(failure, provider) : '',
		isCredential: failure?.details.reason === 'credentialsRejected',
	};
}

// The usual advice speaks of rows and of writing; in a form there is neither.
function adviceOf({ advice, details }: Failure, { name }: Provider): string {
	if (details.reason === 'rateLimited') return 'Try again after that time.';
	if (details.reason !== 'unreachable') return advice;
	return `Check that ${name} works and that n8n can reach it, then try again.`;
}

/** Below a list the editor shows the advice as well, but only of this class of error. */
function throwForList(
	{ message, advice, isCredential }: Trouble,
	context: ILoadOptionsFunctions,
): never {
	// With this status the editor offers a link to the credential.
	const httpCode = isCredential ? '401' : undefined;
	const options = { message, description: advice, httpCode };
	throw worded(new NodeApiError(context.getNode(), { message }, options), message);
}

/** Beside a choice the editor shows the message alone, and of a NodeApiError "[object Object]". */
export function throwForChoices(
	{ message, advice }: Trouble,
	context: ILoadOptionsFunctions,
): never {
	const sentences = `${message}. ${advice}`.trim();
	throw worded(new NodeOperationError(context.getNode(), sentences), sentences);
}

// n8n replaces messages that contain certain words; ours already say what happened.
function worded<Shown extends Error>(error: Shown, message: string): Shown {
	error.message = message;
	return error;
}

// A search here reads on until it has something to show, within what an impatient user and the budget allow.
const ENOUGH = 20;
const MOST_PAGES = 10;

async function search(
	reader: Reader,
	provider: Provider,
	picker: Picker,
	form: Form,
	typed: string | undefined,
	token: string | undefined,
): Promise<INodeListSearchResult> {
	const list = picker.list(form, typed);
	const size = provider.paging.largestPage;
	const results: INodeListSearchItems[] = [];
	let place = placeOf(token);
	for (let pages = 0; pages < MOST_PAGES; pages++) {
		const page = await reader.page(list, place.number, size);
		const first = JSON.stringify(page.records[0]?.id ?? page.records[0]);
		// A server that knows no pages answers with the whole list each time.
		if (page.records.length === 0 || first === place.first) return { results };
		const entries = page.records.flatMap((record) => picker.entry(record) ?? []);
		const sifted = typed === undefined || picker.searchesMore;
		results.push(...(sifted ? entries : entries.filter((entry) => matches(entry, typed))));
		if (page.isLast ?? (page.size !== undefined && page.records.length < page.size)) {
			return { results };
		}
		place = { number: place.number + 1, first };
		if (results.length >= (typed === undefined ? 1 : ENOUGH)) break;
	}
	return { results, paginationToken: JSON.stringify(place) };
}

interface Place {
	number: number;
	/** What the page before began with. */
	first?: string;
}

function placeOf(token: string | undefined): Place {
	return token === undefined ? { number: 0 } : (JSON.parse(token) as Place);
}

function matches({ name, value }: INodeListSearchItems, typed: string): boolean {
	const text = `${name} ${value}`.toLowerCase();
	return typed
		.toLowerCase()
		.split(/\s+/)
		.every((word) => text.includes(word));
}

/** A label that tells same-named records apart: the name, and in brackets what else is known. */
export function labelWith(name: unknown, ...details: unknown[]): string {
	const known = details.map((detail) => plainText(detail ?? '', 60)).filter(Boolean);
	const words = plainText(name ?? '', 120) || 'Without name';
	return known.length > 0 ? `${words} (${known.join(', ')})` : words;
}
