import { emailOf, known, outcomesOf } from '../swoogoRun';
import { row, useUpserts } from './upserting';

const { swoogo, upsert } = useUpserts();

const count = 1000;

/** Every second row is about somebody who is registered, with the company that they have or with a new one. */
function rowsAbout(company: string) {
	return Array.from({ length: count }, (_, index) =>
		row(emailOf(`person.${index}`), { firstName: 'Nora', lastName: 'Ibsen', company }),
	);
}

beforeEach(() => {
	swoogo.provider.state.registrants.clear();
	for (let index = 0; index < count; index += 2) {
		swoogo.add(20_000 + index, `person.${index}`, {
			first_name: 'Nora',
			last_name: 'Ibsen',
			company: 'Northwind',
		});
	}
});

test.each([
	['and nothing differs of those who are registered', 'Northwind', 'unchanged', 535],
	['and every row that is registered differs', 'Harbor', 'updated', 1035],
])(
	'1,000 rows, half of them new, %s, take few credits',
	async (_, company, outcome, most) => {
		const run = await upsert(rowsAbout(company));
		expect(outcomesOf(run)).toEqual(
			Array.from({ length: count }, (_each, index) => (index % 2 === 0 ? outcome : 'created')),
		);
		expect(swoogo.sent('GET', '/registrants')).toHaveLength(3);
		expect(swoogo.provider.credits()).toBeLessThanOrEqual(most);
		expect(swoogo.provider.diary.filter(({ status }) => status === 429)).toEqual([]);
	},
	120_000,
);

test('people of another event do not matter, however many there are', async () => {
	for (let index = 0; index < 500; index++) {
		swoogo.add(40_000 + index, `stranger.${index}`, { event_id: known.otherEvent });
	}
	await upsert(rowsAbout('Northwind').slice(0, 100));
	expect(swoogo.sent('GET', '/registrants')).toHaveLength(3);
});
