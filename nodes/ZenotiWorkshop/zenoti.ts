import type { IDataObject } from 'n8n-workflow';

import { type Reply, asRecord, isBlank } from '../shared/answer';
import type { Meaning, Page, Provider, ProviderError } from '../shared/provider';

/** Every path starts with it. https://docs.zenoti.com/reference/register-a-guest-to-a-workshop */
export const API = '/v1';

/** The list of centers. https://docs.zenoti.com/reference/list-all-centers */
export const CENTERS = `${API}/centers`;

/** Zenoti's own numbers for what it refuses; they are not HTTP statuses. */
export const CODES = {
	emailTaken: 442,
	alreadyRegistered: 1010,
	full: 1011,
	invoiceClosed: 1035,
} as const;

/** Whether a refusal carries this number; Zenoti documents it as a number on some pages, as text on others. */
export function hasCode(reply: Reply, code: number): boolean {
	return !reply.ok && reply.code !== undefined && Number(reply.code) === code;
}

const PERMISSION_ADVICE =
	"In Zenoti, open Configuration, Integrations, Apps: tick the API groups 'Classes (Integrations)', 'Guests Read', 'Guests Write/Update/Delete' and 'Center Master Read' for this app, and check the security role of its owner.";

/** Everything that Zenoti's documentation taught us. https://docs.zenoti.com/docs/overview-1 */
export const zenoti: Provider = {
	name: 'Zenoti',
	credential: 'zenotiApi',
	credentialLabel: 'Zenoti API',
	keyFields: "'API Key'",
	secretFields: ['apiKey', 'webhookSecret'],
	usesToken: false,
	surplusBasePath: API,
	// All apps and keys of an organization together. https://docs.zenoti.com/docs/api-rate-limits-1
	budget: { credits: 60, windowSeconds: 60 },
	cost: { record: 1, list: 1 },
	concurrency: 5,
	permissionAdvice: PERMISSION_ADVICE,
	paging: {
		// https://docs.zenoti.com/docs/pagination
		largestPage: 100,
		query: (number, size) => ({ page: number + 1, size }),
		read: readPage,
	},
	readError,
	meaningOf,
};

const LISTS = ['registrations', 'guests', 'centers'];
const PAGE_INFOS = ['page_info', 'page_details', 'page_Info'];

function readPage(body: unknown): Page | undefined {
	const answer = asRecord(body);
	const info = PAGE_INFOS.map((name) => asRecord(answer[name])).find(({ total }) => isCount(total));
	const list = LISTS.map((name) => answer[name]).find((value) => value !== undefined);
	// A list that is left out, or null, counts as empty only when nothing contradicts that.
	if (list === undefined && info?.total !== 0) return undefined;
	const records = withSessions(recordsIn(list), answer.sessions);
	if (!records || !info) return records && { records };
	const { total, page, size } = info;
	if (!isCount(size) || size === 0) return { records };
	const contradicts = total === 0 && records.length > 0;
	if (!isCount(page) || contradicts) return { records, size };
	const lacksRecords = records.length === 0 && (page - 1) * size < Number(total);
	const isLast = page * size >= Number(total) && !lacksRecords;
	return { records, size, isLast, total: Number(total) };
}

// The registrations of a workshop are documented as an object and described as a list.
// https://docs.zenoti.com/reference/fetch-a-list-of-booked-users-of-a-workshop-event
function recordsIn(list: unknown): IDataObject[] | undefined {
	if (list === undefined || list === null) return [];
	if (Array.isArray(list)) return list as IDataObject[];
	const record = asRecord(list);
	return Object.keys(record).length > 0 ? [record] : undefined;
}

// Sessions that were asked for come beside the registrations, which name them by GUID.
// https://docs.zenoti.com/reference/fetch-user-registrations-for-classesworkshops
function withSessions(
	records: IDataObject[] | undefined,
	sessions: unknown,
): IDataObject[] | undefined {
	if (!records || !Array.isArray(sessions) || sessions.length === 0) return records;
	const byGuid = new Map(sessions.map((session) => [folded(asRecord(session).guid), session]));
	return records.map((record) => {
		const session = byGuid.get(folded(record?.session_id));
		return session && record.session_id ? { ...record, session } : record;
	});
}

function folded(value: unknown): string {
	return typeof value === 'string' ? value.toLowerCase() : '';
}

function isCount(value: unknown): value is number {
	return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

/**
 * The documented shape is `{ error: { code, message } }`, `null` on success; the others were seen in single places.
 * https://docs.zenoti.com/docs/response-and-error-codes
 */
function readError(body: unknown, status: number): ProviderError | undefined {
	const answer = asRecord(body);
	const { error, Error: legacy, code, message, ErrorCode, Message } = answer;
	if (!isBlank(error)) return wordsOf(error);
	if (!isBlank(legacy)) return wordsOf(legacy);
	// A guest has a `code` of its own, so on a success only the pair is an error.
	const hasPair = isScalar(code) && isScalar(message);
	if (hasPair || isScalar(ErrorCode)) return wordsOf(answer);
	const isRefused = status >= 400 && [code, message, Message].some(isScalar);
	return isRefused ? wordsOf(answer) : undefined;
}

function wordsOf(error: unknown): ProviderError {
	if (isScalar(error)) return { words: String(error) };
	const { code, message, ErrorCode, StatusCode, Message } = asRecord(error);
	const number = [code, ErrorCode, StatusCode].find(isScalar);
	const words = [message, Message].find((text) => isScalar(text) && String(text).trim() !== '');
	return { words: String(words ?? (number === undefined ? '' : `code ${number}`)), code: number };
}

function isScalar(value: unknown): value is string | number {
	return typeof value === 'string' || typeof value === 'number';
}

const MEANINGS = new Map<number, Meaning>([
	[401, { reason: 'credentialsRejected', advice: "Enter 'API Key' in the credential again." }],
	[404, { reason: 'notFound', advice: 'Check the IDs of this row.' }],
	// The numbers from 414 to 484 are those of Zenoti's first version; the current pages of guests name none.
	[414, { reason: 'notFound', advice: "Check 'Guest'." }],
	[
		CODES.emailTaken,
		{
			reason: 'rejected',
			advice: 'Another guest has this e-mail address: look for them in Zenoti.',
		},
	],
	[
		481,
		{
			reason: 'rejected',
			advice: "The guest settings of this organization ask for more: add it to the row's fields.",
		},
	],
	[482, { reason: 'rejected', advice: "Check 'Mobile Number' and 'Mobile Country ID'." }],
	[484, { reason: 'rejected', advice: "Check 'Country ID' and 'State ID'." }],
	// One source: a valid token without the right to make the call.
	[602, { reason: 'keyLacksPermission', advice: PERMISSION_ADVICE }],
	[1001, { reason: 'notFound', advice: "Check 'Workshop ID'." }],
	[1009, { reason: 'notOpen', advice: 'Open the workshop for registrations in Zenoti.' }],
	[
		CODES.full,
		{ reason: 'full', advice: "Set 'If Full' to 'Join Waitlist', or choose another track." },
	],
]);

function meaningOf({ code, words }: ProviderError, status: number): Meaning | undefined {
	if (status === 403) return MEANINGS.get(602);
	// Check-in says it with 1004, which means many other things as well.
	// https://docs.zenoti.com/reference/check-in-registered-guests-to-workshops
	if (/workshop is invalid/i.test(words)) return MEANINGS.get(1001);
	return code === undefined ? undefined : MEANINGS.get(Number(code));
}
