import type { IDataObject } from 'n8n-workflow';

import { searchList } from '../support/editor';
import { known } from './swoogoRun';
import { usePickers } from './pickers';

const { swoogo, form, search, namesOf, lists, searches } = usePickers();

const numbers = Array.from({ length: 450 }, (_, index) => index + 1);

describe('same-named entries are told apart', () => {
	test('events by date and status, as Swoogo writes them', async () => {
		const { events } = swoogo.provider.state;
		const [first] = events.values();
		events.set(702, { ...first, id: 702, start_date: '2032-03-02', status: 'draft' });
		events.set(703, { id: 703, name: 'Sample Summit', capacity: null });
		expect(await search('searchEvents', 'sample')).toEqual([
			{ name: 'Sample Summit (2031-03-04 09:00, live)', value: '700' },
			{ name: 'Sample Summit (2032-03-02 09:00, draft)', value: '702' },
			{ name: 'Sample Summit', value: '703' },
		]);
	});

	test('sessions by short name, date, time and capacity', async () => {
		const { sessions } = swoogo.provider.state;
		const add = (id: number, fields: IDataObject) =>
			sessions.set(id, { id, event_id: known.event, name: 'Lab', capacity: null, ...fields });
		add(61, { date: '2031-03-04', start_time: '09:00:00', capacity: 40 });
		add(62, { date: '2031-03-04', start_time: '11:30:00', capacity: 0 });
		add(63, { admin_short_name: 'LAB-B' });
		expect(namesOf(await search('searchSessions'))).toEqual([
			'Lab (2031-03-04 09:00, capacity 40)',
			'Lab (2031-03-04 11:30)',
			'Lab (LAB-B)',
		]);
	});

	test('people by e-mail and status', async () => {
		swoogo.add(5401, 'ada', { email: 'ada.2@example.com', registration_status: 'cancelled' });
		expect(namesOf(await search('searchRegistrants', 'ada'))).toEqual([
			'Ada Example (ada@example.com, confirmed)',
			'Ada Example (ada.2@example.com, cancelled)',
		]);
	});

	test('people without a name are shown by their address', async () => {
		swoogo.add(5401, 'nameless', { first_name: '', last_name: null });
		expect(namesOf(await search('searchRegistrants', 'nameless@'))).toEqual([
			'Without name (nameless@example.com, confirmed)',
		]);
	});
});

describe('people', () => {
	beforeEach(() => {
		swoogo.add(5401, 'mei', { first_name: 'Mei', last_name: 'Adams' });
		swoogo.add(5402, 'adam', { first_name: 'Adam', last_name: 'Zhang' });
		swoogo.add(5403, 'adam.adamson', { first_name: 'Adam', last_name: 'Adamson' });
	});
	const ids = async (typed: string) =>
		(await search('searchRegistrants', typed)).map(({ value }) => value);

	test('are found by last name, then by first name, each once', async () => {
		expect(await ids('adam')).toEqual(['5401', '5403', '5402']);
		expect(searches()).toEqual(['last_name=*contains*adam', 'first_name=*contains*adam']);
	});

	test('are found once where Swoogo ignores the search', async () => {
		swoogo.provider.state.unfilterableFields = ['*'];
		expect(await ids('adam')).toEqual(['5401', '5403', '5402']);
	});

	test.each(['zhang adam', ' Adam  ZHANG '])('are found by all words of “%s”', async (typed) => {
		expect(await ids(typed)).toEqual(['5402']);
	});

	test('are found by a part of their address, with one request', async () => {
		expect(await ids('Adam.Adamson@')).toEqual(['5403']);
		expect(searches()).toEqual(['email=*contains*adam.adamson@']);
	});

	test('are found by what cannot stand in a search', async () => {
		swoogo.add(5404, 'r', { email: 'r&d@example.com' });
		expect(await ids('r&d@example.com')).toEqual(['5404']);
		expect(searches()).toEqual([undefined]);
	});

	test('many of one name can be scrolled through, first by last name, then by first name', async () => {
		for (const n of numbers) {
			swoogo.add(20000 + n, `a${n}`, { first_name: n % 2 ? 'Kim' : 'Lee', last_name: 'Kimura' });
			swoogo.add(30000 + n, `b${n}`, { first_name: 'Kim', last_name: 'Park' });
		}
		const found: unknown[] = [];
		let token: string | undefined;
		do {
			const page = await searchList(form(), 'searchRegistrants', 'kim', token);
			found.push(...page.results.map(({ value }) => value));
			token = page.paginationToken as string | undefined;
		} while (token);
		expect(found).toEqual([20000, 30000].flatMap((start) => numbers.map((n) => `${start + n}`)));
		expect(lists()).toHaveLength(7);
	});
});

test('events and sessions are found by their day', async () => {
	const { events } = swoogo.provider.state;
	events.set(702, { id: 702, name: 'Spring Day', start_date: '2031-04-01', capacity: null });
	expect(await search('searchEvents', '2031-04-01')).toEqual([
		{ name: 'Spring Day (2031-04-01)', value: '702' },
	]);
	expect(searches()).toEqual(['start_date=2031-04-01']);
});

test.each(['spring 2031', '2031-04 spring', 'spring 09:3', 'spring 2031-'])(
	'events are found by “%s”: a part of the date or time is looked for in the label',
	async (typed) => {
		const { events } = swoogo.provider.state;
		const spring = { name: 'Spring Day', start_time: '09:30:00', capacity: null };
		events.set(702, { ...spring, id: 702, start_date: '2031-04-01' });
		events.set(703, { ...spring, id: 703, start_date: '2032-05-01', start_time: '18:00:00' });
		expect(await search('searchEvents', typed)).toEqual([
			{ name: 'Spring Day (2031-04-01 09:30)', value: '702' },
		]);
		expect(searches()).toEqual(['name=*contains*spring']);
	},
);

test('groups are those of primary registrants: members of others cannot be chosen', async () => {
	Object.assign(swoogo.registrant(known.marcus), { company: 'Northwind' });
	expect(namesOf(await search('searchGroups', 'marcus'))).toEqual([
		'Marcus Example (Northwind, marcus@example.com)',
	]);
	expect(await search('searchGroups', 'grace')).toEqual([]);
});
