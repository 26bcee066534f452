import type { INodeParameters } from 'n8n-workflow';

import type { FaultEffect, Sandbox } from '../../sandbox';
import type { NodeRun } from '../support/engine';
import { expectFailure, jsonOf } from './knolyxCommunity';

interface ListOfKnolyx {
	knolyx: () => Sandbox['knolyx'];
	/** Runs the operation for one row. */
	getMany: (changes?: INodeParameters) => Promise<NodeRun>;
	/** Of the list, without a query. */
	path: string;
	/** Replaces the records of the list by `count` others with the ids 1, 2, 3, … */
	fill: (count: number) => void;
}

const all = { returnAll: true };

/** How every list of Knolyx is read: its form and the length of a page are not documented. */
export function describeListOfKnolyx({ knolyx, getMany, path, fill }: ListOfKnolyx): void {
	const idsOf = (run: NodeRun) => jsonOf(run.success).map(({ id }) => id);
	const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
	const pagesSent = () => knolyx().diary.map(({ query }) => query);
	const page = (number: number, size: number) => ({
		'pagination.page': `${number}`,
		'pagination.size': `${size}`,
	});
	const answerEverything = (effect: FaultEffect) =>
		knolyx().faults.add({ match: { times: 'always' }, effect });

	describe('reading the list page by page', () => {
		test('asks for the first page of 50 with both keys, and for the next until one is empty', async () => {
			fill(2);
			const run = await getMany();
			expect(idsOf(run)).toEqual([1, 2]);
			expect(knolyx().diary).toMatchObject([
				{
					method: 'GET',
					url: `${path}?pagination.page=0&pagination.size=50`,
					headers: { 'x-project-id': 'sandbox-project', 'x-api-key': 'sandbox-knolyx-key' },
				},
				{ method: 'GET', url: `${path}?pagination.page=1&pagination.size=50` },
			]);
			for (const { pairedItem } of run.success) expect(pairedItem).toEqual({ item: 0 });
		});

		test.each([
			['no record', 0, 1],
			['one record', 1, 2],
			['almost a page', 99, 2],
			['exactly one page', 100, 2],
			['one more than a page', 101, 2],
			['exactly two pages', 200, 3],
			['several pages', 250, 3],
		])('Return All with %s', async (_, count, requests) => {
			fill(count);
			const run = await getMany(all);
			expect(run).toMatchObject({ status: 'success', failed: [] });
			expect(idsOf(run)).toEqual(upTo(count));
			expect(pagesSent()).toEqual(upTo(requests).map((number) => page(number - 1, 100)));
		});

		test('a server that puts fewer records on a page than it was asked for is read to the end', async () => {
			fill(45);
			knolyx().state.maximumPageSize = 20;
			expect(idsOf(await getMany(all))).toEqual(upTo(45));
			expect(pagesSent()).toHaveLength(3);
		});

		test('a server that knows no pages gives every record once', async () => {
			fill(70);
			answerEverything({ kind: 'repeatPage' });
			expect(idsOf(await getMany(all))).toEqual(upTo(70));
			expect(pagesSent()).toHaveLength(2);
		});

		test.each([
			['a full page', 100, 2, 250],
			['a page that the server cut', 20, 3, 70],
		])('a server that repeats %s is called out', async (_, size, nth, count) => {
			fill(count);
			knolyx().state.maximumPageSize = size;
			const match = { nth, times: 'always' as const };
			knolyx().faults.add({ match, effect: { kind: 'repeatPage' } });
			expectFailure(await getMany(all), {
				message: 'Knolyx answered with the same page of a list again',
				reason: 'unexpectedAnswer',
				advice: 'Nothing was lost. Run it again later; if it stays so, tell the provider.',
			});
			expect(pagesSent()).toHaveLength(nth);
		});

		test('a page that fails once is asked for again, and nothing is missing', async () => {
			fill(250);
			knolyx().faults.add({ match: { nth: 2 }, effect: { kind: 'status', code: 502 } });
			expect(idsOf(await getMany(all))).toEqual(upTo(250));
		});
	});

	describe('the limit of the list', () => {
		test.each([
			[1, 1, [page(0, 1)]],
			[3, 3, [page(0, 3)]],
			[100, 100, [page(0, 100)]],
			[150, 150, [page(0, 100), page(1, 100)]],
			[1000, 250, [page(0, 100), page(1, 100), page(2, 100)]],
		])('%i of 250 records', async (limit, expected, sent) => {
			fill(250);
			expect(idsOf(await getMany({ limit }))).toEqual(upTo(expected));
			expect(pagesSent()).toEqual(sent);
		});

		test('is kept when the server puts more on a page than it was asked for', async () => {
			fill(9);
			answerEverything({ kind: 'status', code: 200, body: upTo(9).map((id) => ({ id })) });
			expect(idsOf(await getMany({ limit: 4 }))).toEqual(upTo(4));
		});

		test.each([0, -1, 2.5])('%d is refused before anything is sent', async (limit) => {
			expectFailure(await getMany({ limit: `={{ ${limit} }}` }), {
				message: expect.stringContaining("'Limit' must be a whole number from 1 to"),
				reason: 'invalidInput',
			});
			expect(pagesSent()).toEqual([]);
		});
	});

	describe('the form of the list', () => {
		const records = [{ id: 1 }, { id: '2' }, { title: 'without an id' }];

		test.each([
			['a bare array', records],
			['a list', { list: records }],
			['content', { content: records, totalElements: 3 }],
			['items', { items: records }],
			['data', { data: records }],
			['results', { results: records }],
		])('%s is understood', async (_, body) => {
			answerEverything({ kind: 'status', code: 200, body });
			expect(jsonOf((await getMany()).success)).toEqual(records);
		});

		test.each([
			['an empty array', []],
			['an empty list', { list: [] }],
		])('%s is an empty list, not a failure', async (_, body) => {
			answerEverything({ kind: 'status', code: 200, body });
			const run = await getMany();
			expect([...run.success, ...run.failed]).toEqual([]);
			expect(run.hints[0].message).toBe('1 item: nothing found.');
		});

		test.each([
			['an unknown wrapper', { rows: [{ id: 1 }] }],
			['a record', { id: 1 }],
			['a word', 'OK'],
			['a list of words', ['a', 'b']],
			['a list with a hole', { list: [{ id: 1 }, null] }],
			['a list of lists', [[{ id: 1 }]]],
		])('%s is not taken for a list', async (_, body) => {
			answerEverything({ kind: 'status', code: 200, body });
			expectFailure(await getMany(), {
				message: 'Knolyx answered with an answer that is not a list of records',
				reason: 'unexpectedAnswer',
			});
		});

		test.each([
			['nothing at all', ''],
			['null', 'null'],
		])('%s is not taken for an empty list', async (_, body) => {
			const headers = { 'content-type': 'application/json' };
			answerEverything({ kind: 'status', code: 200, body, headers });
			expectFailure(await getMany(), {
				message: 'Knolyx answered with nothing (HTTP status 200)',
				reason: 'unexpectedAnswer',
				httpStatus: 200,
			});
		});

		test('an id of 64 bits keeps every digit', async () => {
			const body = '{"list":[{"id":9007199254740993},{"id":9007199254740992}]}';
			const headers = { 'content-type': 'application/json' };
			answerEverything({ kind: 'status', code: 200, body, headers });
			expect(idsOf(await getMany())).toEqual(['9007199254740993', '9007199254740992']);
		});

		test('a record of its own called error does not make the row a failed one', async () => {
			answerEverything({ kind: 'status', code: 200, body: [{ id: 1, error: 'of the record' }] });
			const run = await getMany();
			expect(jsonOf(run.success)).toEqual([{ id: 1 }]);
			expect(run.failed).toEqual([]);
		});
	});
}
