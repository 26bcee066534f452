import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { readPages } from '../../nodes/shared/pages';
import { zenoti } from '../../nodes/ZenotiWorkshop/zenoti';

const guest = { id: '33333333-3333-4333-8333-333333333333', code: 'G100', center_id: 'x' };

describe('an answer counts as refused', () => {
	it.each<[string, unknown, number, string, string | number | undefined]>([
		[
			'with the documented error',
			{ error: { code: 1009, message: 'Not open' } },
			400,
			'Not open',
			1009,
		],
		[
			'with an error whose code is text',
			{ error: { code: '1009', message: 'No' } },
			400,
			'No',
			'1009',
		],
		[
			'with an error on HTTP 200',
			{ error: { code: 1009, message: 'Not open' } },
			200,
			'Not open',
			1009,
		],
		['with an error that is a sentence', { error: 'Not open' }, 400, 'Not open', undefined],
		['with an error that has a code only', { error: { code: 1009 } }, 400, 'code 1009', 1009],
		['with code and message alone', { code: 422, message: 'Too many' }, 400, 'Too many', 422],
		[
			'with code and message alone on HTTP 200',
			{ code: 422, message: 'Too many' },
			200,
			'Too many',
			422,
		],
		['with a code alone', { code: 502 }, 400, 'code 502', 502],
		['with a message alone', { message: 'Busy' }, 503, 'Busy', undefined],
		['with a Message', { Message: 'Denied' }, 401, 'Denied', undefined],
		['with an ErrorCode', { ErrorCode: 602 }, 403, 'code 602', 602],
		['with an ErrorCode on HTTP 200', { ErrorCode: 602 }, 200, 'code 602', 602],
		[
			'with the old shape',
			{ Error: { StatusCode: 414, Message: 'No guest' } },
			400,
			'No guest',
			414,
		],
	])('%s', (_, body, status, words, code) => {
		expect(zenoti.readError(body, status)).toEqual({ words, code });
	});
});

describe('an answer does not count as refused', () => {
	it.each([
		['when its error is null', { registrations: {}, error: null }, 200],
		['when its old-style error is null', { Error: null }, 200],
		['when it is a guest, who has a code of their own', guest, 200],
		['when it is a guest without an error', { ...guest, error: null }, 200],
		['when it is empty', undefined, 200],
		['when it only has a message', { message: 'Done' }, 200],
		['when it is text, which is read elsewhere', 'Not found', 404],
	])('%s', (_, body, status) => {
		expect(zenoti.readError(body, status)).toBeUndefined();
	});
});

describe('a refusal means', () => {
	it.each([
		['that the workshop is full', 1011, 'full', 400, 'full'],
		['that it is not open', 1009, 'closed', 400, 'notOpen'],
		['that the workshop does not exist', 1001, 'Workshop not found', 400, 'notFound'],
		['the same under another code', 1004, 'Workshop is invalid', 400, 'notFound'],
		['that something does not exist', 404, 'Something went wrong.', 400, 'notFound'],
		['that the key lacks a permission', 602, 'code 602', 403, 'keyLacksPermission'],
		['the same without a code', undefined, 'Forbidden', 403, 'keyLacksPermission'],
		['the same when the code is text', '602', '', 400, 'keyLacksPermission'],
		['that the guest does not exist', 414, 'Guest not found', 400, 'notFound'],
		['that another guest has the address', 442, 'Email exists', 400, 'rejected'],
		['that the organization asks for more', 481, 'Missing', 400, 'rejected'],
		['that the key is not accepted', 401, 'Denied', 400, 'credentialsRejected'],
	] as const)('%s', (_, code, words, status, reason) => {
		const meaning = zenoti.meaningOf({ code, words }, status);
		expect(meaning?.reason).toBe(reason);
		expect(meaning?.advice).toMatch(/^[A-Z].+\.$/);
	});

	it.each([1004, 502, 1010, 1035, 'x', undefined])('nothing more than its words (%p)', (code) => {
		expect(zenoti.meaningOf({ code, words: 'Something' }, 400)).toBeUndefined();
	});
});

const read = (body: unknown) => zenoti.paging.read(body, 0, 10);
const two = [{ id: 1 }, { id: 2 }];

describe('a page', () => {
	it.each([
		['of registrations', { registrations: two }, { records: two }],
		['of guests', { guests: two }, { records: two }],
		['of centers', { centers: two, requested_centers: null }, { records: two }],
		['that is one registration', { registrations: { id: 1 } }, { records: [{ id: 1 }] }],
		['that is null', { guests: null, page_info: null }, { records: [] }],
		[
			'that is the last by its information',
			{ guests: two, page_info: { total: 12, page: 2, size: 10 } },
			{ records: two, isLast: true, size: 10, total: 12 },
		],
		[
			'that is not the last',
			{ registrations: two, page_details: { total: 21, page: 2, size: 10 } },
			{ records: two, isLast: false, size: 10, total: 21 },
		],
		[
			'with the third spelling of its information',
			{ guests: two, page_Info: { total: 2, page: 1, size: 10 } },
			{ records: two, isLast: true, size: 10, total: 2 },
		],
		[
			'whose total cannot be true',
			{ guests: two, page_info: { total: 0, page: 1, size: 10 } },
			{ records: two, isLast: undefined, size: 10 },
		],
		[
			'whose information is no numbers',
			{ guests: two, page_info: { total: '2', page: null, size: 'x' } },
			{ records: two },
		],
	])('%s', (_, body, page) => {
		expect(read(body)).toEqual(page);
	});

	it('has each session inside its registration when sessions come beside them', () => {
		const session = { id: 90010, guid: 'aA', name: 'Breathwork Day' };
		const registrations = [{ id: 1, session_id: 'Aa' }, { id: 2, session_id: 'bb' }, { id: 3 }];
		expect(read({ registrations, sessions: [session, {}, null] })?.records).toEqual([
			{ id: 1, session_id: 'Aa', session },
			{ id: 2, session_id: 'bb' },
			{ id: 3 },
		]);
	});

	it.each([
		['nothing', undefined],
		['text', 'Hello'],
		['a bare list', two],
		['a guest', guest],
		['an empty registration', { registrations: {} }],
		['a list that is text', { guests: 'none' }],
	])('is not %s', (_, body) => {
		expect(read(body)).toBeUndefined();
	});
});

/** A server that puts `records` on pages and describes them under `infoName`, or not at all. */
function serving(records: IDataObject[], infoName: string | undefined, largestPage: number) {
	return async ({ page, size }: IDataObject) => {
		const rows = Math.min(Number(size), largestPage);
		const from = (Number(page) - 1) * rows;
		const info = { total: records.length, page, size: rows };
		const body = {
			guests: records.slice(from, from + rows),
			...(infoName ? { [infoName]: info } : {}),
		};
		return { ok: true, status: 200, body, record: body, words: '' };
	};
}

it('lists are read whole, whatever the server says about its pages and however few it puts on one', async () => {
	const infoNames = fc.constantFrom('page_info', 'page_details', 'page_Info', undefined);
	const counts = fc.integer({ min: 0, max: 330 });
	const largestPages = fc.integer({ min: 7, max: 100 });
	await fc.assert(
		fc.asyncProperty(counts, infoNames, largestPages, async (count, infoName, largestPage) => {
			const records = Array.from({ length: count }, (_, index) => ({ id: `g${index}` }));
			const found: IDataObject[] = [];
			const wanted = { wanted: Infinity, byKey: true };
			const pages = readPages(zenoti, serving(records, infoName, largestPage), wanted);
			for await (const page of pages) found.push(...page);
			expect(found).toEqual(records);
		}),
	);
});
