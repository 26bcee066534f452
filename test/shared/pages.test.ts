import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { readPages } from '../../nodes/shared/pages';
import type { Page, Paging, Provider } from '../../nodes/shared/provider';
import { knolyx } from '../../nodes/KnolyxCommunity/knolyx';

const largestPage = 10;

/** A provider that pages by number, and by id where `afterId` is given; what its answers say is up to `read`. */
const providerWith = (paging: Partial<Paging>): Provider => ({
	...knolyx,
	name: 'Sample',
	paging: {
		largestPage,
		query: (number, size) => ({ page: number, size }),
		read: (body) => (Array.isArray(body) ? { records: body as IDataObject[] } : undefined),
		...paging,
	},
});
const afterId: Paging['afterId'] = (lastId, size) => ({ after: lastId ?? '0', size });

const records = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ id: index + 1 }));

type Answer = (query: IDataObject) => unknown;

/** Pages by number as asked for, but never more than `cap` records on one. */
const byNumber =
	(all: IDataObject[], cap = Infinity): Answer =>
	({ page, size }) => {
		const length = Math.min(Number(size), cap);
		return all.slice(Number(page) * length, (Number(page) + 1) * length);
	};

async function readAll(
	provider: Provider,
	answer: Answer,
	{ wanted = Infinity, byKey = true } = {},
) {
	const queries: IDataObject[] = [];
	const fetchPage = async (query: IDataObject) => {
		queries.push(query);
		return { ok: true, status: 200, body: answer(query), record: {}, words: '' };
	};
	const read: IDataObject[] = [];
	for await (const page of readPages(provider, fetchPage, { wanted, byKey })) {
		read.push(...page);
		if (read.length >= wanted) break;
	}
	return { read, queries };
}

describe('reading a list by page number', () => {
	test('Return All gives every record once, however many there are and however short the pages', async () => {
		const counts = fc.integer({ min: 0, max: 65 });
		const caps = fc.integer({ min: 1, max: 15 });
		await fc.assert(
			fc.asyncProperty(counts, caps, async (count, cap) => {
				const { read } = await readAll(providerWith({}), byNumber(records(count), cap));
				expect(read).toEqual(records(count));
			}),
		);
	});

	test('the last page is believed where the answer says which one it is', async () => {
		const read = (body: unknown): Page => body as Page;
		const answer: Answer = ({ page }) => ({
			records: [{ id: Number(page) + 1 }],
			isLast: page === 2,
		});
		const { read: all, queries } = await readAll(providerWith({ read }), answer);
		expect(all).toEqual(records(3));
		expect(queries).toHaveLength(3);
	});

	test('a single short page is enough where the answer says how long a full one is', async () => {
		const read = (body: unknown): Page => ({ records: body as IDataObject[], size: 10 });
		const { queries } = await readAll(providerWith({ read }), byNumber(records(4)));
		expect(queries).toHaveLength(1);
	});

	test('no more than wanted is asked for, and nothing after it was read', async () => {
		const few = await readAll(providerWith({}), byNumber(records(40)), { wanted: 3 });
		expect(few.queries).toEqual([{ page: 0, size: 3 }]);
		const more = await readAll(providerWith({}), byNumber(records(40)), { wanted: 15 });
		expect(more.queries).toEqual([
			{ page: 0, size: 10 },
			{ page: 1, size: 10 },
		]);
	});

	test('records that move to a later page meanwhile are given once', async () => {
		const all = records(25);
		const answer: Answer = (query) => {
			if (query.page === 1) all.unshift({ id: 99 });
			return byNumber(all)(query);
		};
		const { read } = await readAll(providerWith({}), answer);
		expect(read).toEqual(records(25));
	});

	test('records without an id are told apart by all they hold', async () => {
		const named = [{ name: 'a' }, { name: 'b' }, { name: 'a' }];
		const { read } = await readAll(providerWith({}), byNumber(named));
		expect(read).toEqual([{ name: 'a' }, { name: 'b' }]);
	});
});

describe('a server that does not page as it should', () => {
	test('one that answers with everything each time gives every record once', async () => {
		const { read, queries } = await readAll(providerWith({}), () => records(23));
		expect(read).toEqual(records(23));
		expect(queries).toHaveLength(2);
	});

	test.each([
		['the first page', 0],
		['a later page', 2],
	])('one that repeats %s is refused', async (_, from) => {
		const answer: Answer = (query) =>
			byNumber(records(50))({ ...query, page: Math.min(Number(query.page), from) });
		await expect(readAll(providerWith({}), answer)).rejects.toMatchObject({
			message: 'Sample answered with the same page of a list again',
			details: { reason: 'unexpectedAnswer' },
		});
	});

	const counted = (count: (page: number) => Omit<Page, 'records'>): Partial<Paging> => ({
		read: (body, number) => ({ records: body as IDataObject[], ...count(number) }),
	});

	test('one that puts fewer records on a page than it says gives every record once', async () => {
		const provider = providerWith(counted(() => ({ size: 10, isLast: true, total: 8 })));
		const { read } = await readAll(provider, byNumber(records(8), 5));
		expect(read).toEqual(records(8));
	});

	test('one that counts more records than it ever gives ends all the same', async () => {
		const provider = providerWith(counted(() => ({ size: 10, isLast: true, total: 99 })));
		const { read, queries } = await readAll(provider, byNumber(records(8)));
		expect(read).toEqual(records(8));
		expect(queries).toHaveLength(2);
	});

	test('an empty page is no end where the list has more by its own count', async () => {
		const provider = providerWith(counted((number) => ({ isLast: number === 2, total: 30 })));
		const answer: Answer = (query) => (query.page === 1 ? [] : byNumber(records(30))(query));
		await expect(readAll(provider, answer)).rejects.toMatchObject({
			message: 'Sample answered with an empty page of a list that has more by its own count',
			details: { reason: 'unexpectedAnswer' },
		});
	});

	test('one that finds nobody after an id is read by page number', async () => {
		const read: Paging['read'] = (body) => ({ records: body as IDataObject[], total: 25 });
		const answer: Answer = (query) => {
			if (query.page !== undefined) return byNumber(records(25))(query);
			return query.after === '0' ? records(10) : [];
		};
		const { read: all } = await readAll(providerWith({ afterId, read }), answer);
		expect(all).toEqual(records(25));
	});

	test('one that never ends is left', async () => {
		let id = 0;
		const answer: Answer = () => [{ id: ++id }];
		await expect(readAll(providerWith({}), answer)).rejects.toMatchObject({
			message: 'Sample answered with a list that does not end',
		});
		expect(id).toBe(10_000);
	});

	test.each([[undefined], ['words'], [{ id: 1 }], [[1]], [[null]], [[[]]]])(
		'%j is no list',
		async (body) => {
			await expect(readAll(providerWith({}), () => body)).rejects.toMatchObject({
				message: 'Sample answered with an answer that is not a list of records',
				details: { reason: 'unexpectedAnswer' },
			});
		},
	);
});

describe('reading a list by id', () => {
	const provider = providerWith({ afterId });
	const later =
		(all: IDataObject[]): Answer =>
		({ after, size, page }) => {
			if (page !== undefined) return byNumber(all)({ page, size });
			return all.filter(({ id }) => Number(id) > Number(after)).slice(0, Number(size));
		};

	test('every page starts after the last id', async () => {
		const { read, queries } = await readAll(provider, later(records(25)));
		expect(read).toEqual(records(25));
		expect(queries.map(({ after }) => after)).toEqual(['0', '10', '20']);
	});

	test('nobody who is there throughout is missed when others are deleted meanwhile', async () => {
		const all = records(40);
		const answer: Answer = (query) => {
			const page = later(all)(query);
			all.splice(0, 3);
			return page;
		};
		const { read } = await readAll(provider, answer);
		const ids = read.map(({ id }) => id);
		for (const { id } of all) expect(ids).toContain(id);
	});

	test.each([
		['the filter', ({ size }: IDataObject) => records(35).slice(0, Number(size))],
		['the sorting', ({ size }: IDataObject) => records(35).reverse().slice(0, Number(size))],
	])('when the server ignores %s, page numbers are used instead', async (what, ignorant) => {
		const all = what === 'the sorting' ? records(35).reverse() : records(35);
		const answer: Answer = (query) =>
			query.page === undefined ? ignorant(query) : byNumber(all)(query);
		const { read, queries } = await readAll(provider, answer);
		expect(read).toHaveLength(35);
		expect(new Set(read.map(({ id }) => id)).size).toBe(35);
		expect(queries.at(-1)).toMatchObject({ page: 3 });
	});

	test('page numbers are used when one page is enough, or the caller sorts by something else', async () => {
		const one = await readAll(provider, later(records(40)), { wanted: 5 });
		expect(one.queries).toEqual([{ page: 0, size: 5 }]);
		const sorted = await readAll(provider, later(records(15)), { byKey: false });
		expect(sorted.queries[0]).toEqual({ page: 0, size: 10 });
	});
});
