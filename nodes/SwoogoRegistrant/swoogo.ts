import type { IDataObject } from 'n8n-workflow';

import { plainText } from '../shared/failure';
import type { Page, Provider, ProviderError } from '../shared/provider';

/** Everything that Swoogo's documentation taught us. https://developer.swoogo.com/api-reference/introduction */
export const swoogo: Provider = {
	name: 'Swoogo',
	credential: 'swoogoOAuth2Api',
	credentialLabel: 'Swoogo OAuth2 API',
	keyFields: "'Consumer Key' and 'Consumer Secret'",
	secretFields: ['consumerKey', 'consumerSecret'],
	usesToken: true,
	// https://developer.swoogo.com/api-reference/rate-limits
	budget: { credits: 2000, windowSeconds: 600 },
	cost: { record: 1, list: 10 },
	concurrency: 8,
	permissionAdvice: 'Ask a Swoogo administrator to give the owner of this API key access to it.',
	paging: {
		// Most pages of the documentation say 200, the introduction says 1,000.
		largestPage: 200,
		query: (number, size) => ({ page: number + 1, 'per-page': size, sort: 'id' }),
		// https://swoogo.readme.io/docs/searching
		afterId: (lastId, size) => ({
			'per-page': size,
			sort: 'id',
			...(lastId === undefined ? {} : { search: `id>${lastId}` }),
		}),
		read: readPage,
	},
	readError(body, status) {
		const error = refusedFields(body) ?? generalError(body, status);
		return error ?? (status < 400 ? undefined : { words: typeof body === 'string' ? body : '' });
	},
	meaningOf({ words }, status) {
		if (status === 404) return { reason: 'notFound', advice: NOT_FOUND_ADVICE };
		return isAboutCapacity(words) ? { reason: 'full', advice: FULL_ADVICE } : undefined;
	},
};

/**
 * Whether a refusal says that an event, a package or a session is sold out.
 * Swoogo documents neither status nor words, so this reads the words; "Full name is required" must not match.
 */
export function isAboutCapacity(words: string): boolean {
	return /\bsold[ -]?out\b|\bcapacity\b|\b(?:is|are|already) full\b|\bfully booked\b/i.test(words);
}

// https://swoogo.readme.io/docs/errors-copy
const NOT_FOUND_ADVICE =
	'Check the IDs of this row: it is absent, or not accessible to this credential.';
const FULL_ADVICE = 'Choose another event, package or session, or make room in Swoogo.';

/** A refused validation: a list of fields, seen with status 422 and also with 200. */
function refusedFields(body: unknown): ProviderError | undefined {
	if (!Array.isArray(body) || body.length === 0) return undefined;
	const entries = body as Array<IDataObject | null>;
	const isRefusal = entries.every((entry) => entry?.field !== undefined && entry.message);
	if (!isRefusal) return undefined;
	return { words: entries.map((entry) => wordsOf(`${entry?.field}`, entry?.message)).join('; ') };
}

function generalError(body: unknown, httpStatus: number): ProviderError | undefined {
	if (body === null || typeof body !== 'object' || Array.isArray(body)) return undefined;
	const { name, message, code, status, errors, error } = body as IDataObject;
	if (errors && typeof errors === 'object' && Object.keys(errors).length > 0) {
		const words = Object.entries(errors).map(([field, text]) => wordsOf(field, text));
		return { words: words.join('; ') };
	}
	if (!(Number(status) >= 400 || httpStatus >= 400)) return undefined;
	const words = [message, error, name].find(
		(text) => typeof text === 'string' && text.trim() !== '',
	);
	// 0 stands for "no code".
	const known = (typeof code === 'number' || typeof code === 'string') && code !== 0;
	return { words: typeof words === 'string' ? words : '', code: known ? code : undefined };
}

function wordsOf(field: string, message: unknown): string {
	const parts = [message].flat().map((part) => plainText(part));
	const text = parts.join(', ');
	return `${field}: ${text.replace(/[\s.]+$/, '')}`;
}

// https://developer.swoogo.com/api-reference/introduction
function readPage(body: unknown): Page | undefined {
	const { items, _meta } = (body ?? {}) as { items?: unknown; _meta?: IDataObject };
	if (!Array.isArray(items)) return undefined;
	const { pageCount, currentPage, perPage, totalCount } = _meta ?? {};
	const isCounted = typeof pageCount === 'number' && typeof currentPage === 'number';
	const lacksRecords =
		isCounted && items.length === 0 && Number(totalCount) > 0 && currentPage <= pageCount;
	return {
		records: items as IDataObject[],
		// Read by key, every answer is page 1 of the rest, so the same comparison holds.
		isLast: isCounted ? currentPage >= pageCount && !lacksRecords : undefined,
		size: typeof perPage === 'number' ? perPage : undefined,
		total: typeof totalCount === 'number' ? totalCount : undefined,
	};
}
