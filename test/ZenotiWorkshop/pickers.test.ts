import type { INodeParameters } from 'n8n-workflow';

import { zenotiGuest } from '../../sandbox';
import { fillZenotiWithMany } from '../../sandbox/scenarios/many';
import { searchList } from '../support/editor';
import { known, located, nodeType, useZenoti } from './zenotiRun';

const zenoti = useZenoti();

const choose = async (
	method: string,
	filter?: string,
	token?: string,
	form: INodeParameters = {},
) =>
	await searchList(
		{
			node: {
				type: nodeType,
				parameters: { resource: 'registration', operation: 'register', ...form },
			},
			credentials: zenoti.credentials(),
		},
		method,
		filter,
		token,
	);

/** Everything that scrolling to the end brings. */
async function scrolled(method: string, filter?: string, form?: INodeParameters) {
	const all: Array<{ name: string; value: unknown }> = [];
	let token: string | undefined;
	do {
		const page = await choose(method, filter, token, form);
		all.push(...page.results);
		token = page.paginationToken as string | undefined;
	} while (token);
	return all;
}

const inCenter = (value: string) => ({ centerId: located('list', value) }) as INodeParameters;

describe('the list of centers', () => {
	it('names each center with its code and city', async () => {
		zenoti.provider.state.centers.get(known.center)!.city = 'Columbus';
		expect(await choose('searchCenters')).toEqual({
			results: [
				{ name: 'Downtown (C01, Columbus)', value: known.center },
				{ name: 'Harbor (C02)', value: known.otherCenter },
			],
		});
	});

	describe('of a large organization', () => {
		beforeEach(() => {
			zenoti.provider.state.centers.clear();
			fillZenotiWithMany(zenoti.provider.state, 450);
		});

		it('is read to the end by scrolling, each center once', async () => {
			const all = await scrolled('searchCenters');
			expect(new Set(all.map(({ value }) => value)).size).toBe(450);
			expect(all).toHaveLength(450);
			expect(all[440]!.name).toMatch(/\(C441, .+\)$/);
		});

		it('finds the 441st by its code, and by name and city', async () => {
			const [byCode] = await scrolled('searchCenters', 'C441');
			expect(byCode!.name).toContain('C441');
			const words = byCode!.name.replace(/[(),]/g, ' ');
			expect(await scrolled('searchCenters', words)).toEqual([byCode]);
		});

		it('tells centers of the same name apart', async () => {
			const all = await scrolled('searchCenters', 'Open Studio');
			expect(all.length).toBeGreaterThan(1);
			expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
		});
	});
});

describe('the list of guests', () => {
	it('shows the guests of the chosen center, with their address', async () => {
		zenoti.guest({ number: 1, centerId: known.otherCenter });
		const { results } = await choose('searchGuests', undefined, undefined, inCenter(known.center));
		expect(zenoti.provider.diary[0]!.query).toEqual({
			page: '1',
			size: '100',
			center_id: known.center,
		});
		expect(results).toEqual([
			{ name: 'Ada Example (ada@example.com)', value: known.ada },
			{ name: 'Ben Example (ben@example.com)', value: known.ben },
			{ name: 'Cleo Example (cleo@example.com)', value: known.cleo },
		]);
	});

	it.each([
		['no center', {}],
		['a center that comes from an expression', inCenter('={{ $json.center }}')],
	])('shows the whole organization with %s', async (_, form) => {
		zenoti.guest({ number: 1, centerId: known.otherCenter });
		const { results } = await choose('searchGuests', undefined, undefined, form);
		expect(results).toHaveLength(4);
	});

	it('tells guests of the same name apart by address, phone and center', async () => {
		const name = { firstName: 'Ada', lastName: 'Example' };
		zenoti.guest({ ...name, number: 1, phone: { country_code: 225, number: '2025550123' } });
		const other = zenotiGuest({ ...name, id: '1', centerId: known.otherCenter });
		zenoti.provider.state.guests.set('1', { ...other, center_name: 'Harbor' });
		const { results } = await choose('searchGuests', 'Ada');
		expect(results.map(({ name: label }) => label)).toEqual([
			'Ada Example (ada@example.com)',
			'Ada Example (2025550123)',
			'Ada Example (Harbor)',
		]);
	});

	it.each([
		['ada@exam', [{ email: 'ada@exam' }]],
		['(202) 555', [{ phone: '202555' }]],
		['Ada Exa', [{ first_name: 'Ada', last_name: 'Exa' }]],
		[' Ana van den Berg ', [{ first_name: 'Ana', last_name: 'van den Berg' }]],
		['Exam', [{ first_name: 'Exam' }, { last_name: 'Exam' }]],
	])('asks Zenoti for what is typed: %p', async (typed, queries) => {
		await choose('searchGuests', typed);
		const paged = { page: '1', size: '100' };
		const asked = zenoti.provider.diary.map(({ query }) => query);
		expect(asked).toEqual(queries.map((query) => ({ ...paged, ...query })));
	});

	it('finds a guest by last name alone, and shows nobody twice', async () => {
		zenoti.guest({ number: 1, firstName: 'Exa', lastName: 'Example', email: 'exa@example.com' });
		const { results, paginationToken } = await choose('searchGuests', 'Exa');
		expect(results.map(({ name }) => name)).toEqual([
			'Exa Example (exa@example.com)',
			'Ada Example (ada@example.com)',
			'Ben Example (ben@example.com)',
			'Cleo Example (cleo@example.com)',
		]);
		expect(paginationToken).toBeUndefined();
	});

	describe('of a large organization', () => {
		beforeEach(() => {
			zenoti.provider.state.guests.clear();
			fillZenotiWithMany(zenoti.provider.state, 450);
		});

		it('is read to the end by scrolling, each guest once', async () => {
			const all = await scrolled('searchGuests');
			expect(all).toHaveLength(450);
			expect(new Set(all.map(({ value }) => value)).size).toBe(450);
			expect(all[440]!.name).toContain('person.441@example.com');
		});

		it('is read to the end by scrolling a search, first names before last names', async () => {
			for (let number = 1; number <= 230; number++) zenoti.guest({ number, lastName: 'Moreno' });
			for (let number = 501; number <= 730; number++) zenoti.guest({ number, firstName: 'Moreen' });
			const expected = [...zenoti.provider.state.guests.values()].filter(
				({ personal_info: { first_name: first, last_name: last } }) =>
					/More/.test(`${first} ${last}`),
			);
			const all = await scrolled('searchGuests', 'More');
			expect(all).toHaveLength(expected.length);
			expect(new Set(all.map(({ value }) => value)).size).toBe(expected.length);
		});

		it.each(['person.441@', '2025550440'])('finds the 441st by %s', async (typed) => {
			const { results } = await choose('searchGuests', typed);
			expect(results.map(({ name }) => name)).toEqual([
				expect.stringContaining('(person.441@example.com)'),
			]);
		});
	});
});

describe('a list that cannot be loaded', () => {
	it('says why in Zenoti’s words', async () => {
		zenoti.provider.state.searchGuestAcrossCenters = false;
		await expect(choose('searchGuests', 'Ada')).rejects.toMatchObject({
			message: 'Could not list the guests: Invalid center_id',
		});
	});

	it('says that a center is no ID', async () => {
		await expect(choose('searchGuests', 'Ada', undefined, inCenter('x'))).rejects.toMatchObject({
			message: `Could not list the guests: 'Center' must be an ID of 32 letters and digits, not "x"`,
		});
		expect(zenoti.requests()).toEqual([]);
	});

	it('says that the key lacks a permission, and where to give it', async () => {
		zenoti.answerNext('centers', 403, { ErrorCode: 602 });
		await expect(choose('searchCenters')).rejects.toMatchObject({
			message: expect.stringMatching(/^Could not list the centers: /),
			description: expect.stringContaining("'Center Master Read'"),
		});
	});
});
