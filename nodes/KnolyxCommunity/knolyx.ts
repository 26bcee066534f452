import type { IDataObject } from 'n8n-workflow';

import type { Page, Provider } from '../shared/provider';
import { path } from '../shared/request';

/** Everything that Knolyx's documentation taught us. https://docs.knolyx.com/guides/getting-started/ */
export const knolyx: Provider = {
	name: 'Knolyx',
	credential: 'knolyxApi',
	credentialLabel: 'Knolyx API',
	keyFields: "'Project ID' and 'API Key'",
	secretFields: ['projectId', 'apiKey'],
	usesToken: false,
	surplusBasePath: '/public/api/v1',
	// No limit is documented; should one come, its 429 and headers are obeyed.
	cost: { record: 1, list: 1 },
	concurrency: 5,
	permissionAdvice: 'Ask Knolyx to give this API key the permission for it.',
	paging: {
		// The largest page is not documented; the server may put fewer on a page.
		largestPage: 100,
		query: (number, size) => ({ 'pagination.page': number, 'pagination.size': size }),
		read: readPage,
	},
	readError(body, status) {
		if (status < 400) return undefined;
		// The shape of an error is not documented; Spring Boot answers with these.
		const { message, detail, title, error, errors, code } = (body ?? {}) as IDataObject;
		const words = [message, detail, title, error, body].find(isText) ?? '';
		return {
			words: [words, ...wordsOfFields(errors)].filter(Boolean).join('; '),
			code: typeof code === 'string' || typeof code === 'number' ? code : undefined,
		};
	},
	meaningOf: () => undefined,
};

function isText(value: unknown): value is string {
	return typeof value === 'string' && value.trim() !== '';
}

function wordsOfFields(errors: unknown): string[] {
	if (!Array.isArray(errors)) return [];
	return (errors as IDataObject[])
		.map((error) => [error?.field, error?.defaultMessage].filter(isText).join(' '))
		.filter(isText);
}

/** Every path starts with it. https://docs.knolyx.com/guides/getting-started/ */
export const API = '/public/api/v1';

/** https://docs.knolyx.com/scenarios/external-payment-integration/ */
export const COURSES_PATH = `${API}/course`;

/** https://docs.knolyx.com/scenarios/external-payment-integration/ */
export const WORKGROUPS_PATH = `${API}/workgroup`;

/** The path of a community's events. https://docs.knolyx.com/guides/event/ */
export function eventsPath(communityId: string): string {
	return `${API}${path`/community/${communityId}/event/paged`}`;
}

// One public client reads courses under `list`; a guide calls the answers of courses and workgroups "a json list", which
// reads like a bare array. https://docs.knolyx.com/scenarios/external-payment-integration/
const WRAPPERS = ['list', 'content', 'items', 'data', 'results'];

function readPage(body: unknown): Page | undefined {
	const wrapped = WRAPPERS.map((name) => (body as IDataObject)?.[name]).find(Array.isArray);
	const records = Array.isArray(body) ? body : wrapped;
	return Array.isArray(records) ? { records: records as IDataObject[] } : undefined;
}
