import type { IDataObject } from 'n8n-workflow';

import { swoogoContact } from '../../../sandbox';
import { expectFailure, jsonOf, useSwoogo } from '../swoogoRun';

const swoogo = useSwoogo();

const arrange = () => {
	const add = (id: number, firstName: string, lastName: string, company: string) => {
		const email = `${firstName}.${lastName}@example.com`.toLowerCase();
		const contact = swoogoContact({ id, email, firstName, lastName, company });
		swoogo.provider.state.contacts.set(id, contact);
	};
	add(8001, 'Ada', 'Moreau', 'Northwind Studio');
	add(8002, 'Ben', 'Adams', 'Harbor Wellness');
	add(8003, 'Cleo', 'Moreau', 'Harbor Wellness');
};
beforeEach(arrange);

const getMany = async (parameters: IDataObject = {}) =>
	await swoogo.run({ resource: 'contact', operation: 'getMany', parameters });

const queries = () => swoogo.sent('GET', '/contacts').map(({ query }) => query);
const idsOf = (run: Awaited<ReturnType<typeof getMany>>) => jsonOf(run.success).map(({ id }) => id);

swoogo.describeContract({
	resource: 'contact',
	operation: 'getMany',
	parameters: {},
	arrangeFurther: arrange,
	rows: [{ n: 1 }, { n: 2 }, { n: 3 }],
	ownData: () => ({}),
	writes: false,
	expressionFields: [],
	request: { method: 'GET', path: '/contacts$' },
});

test('the first 50 contacts come by one request for the fields that most workflows need', async () => {
	const run = await getMany();
	expect(idsOf(run)).toEqual([8001, 8002, 8003]);
	expect(queries()).toEqual([
		{
			page: '1',
			'per-page': '50',
			sort: 'id',
			fields:
				'id,email,first_name,last_name,company,job_title,mobile_phone,subscribe_status,created_at,updated_at',
		},
	]);
});

test('without Simplify every documented field is asked for', async () => {
	await getMany({ simplify: false });
	expect(String(queries()[0].fields).split(',')).toHaveLength(23);
});

test('all contacts are read by key', async () => {
	swoogo.provider.state.maximumPageSize = 2;
	expect(idsOf(await getMany({ returnAll: true }))).toEqual([8001, 8002, 8003]);
	expect(queries().map(({ search }) => search)).toEqual([undefined, 'id>8002']);
});

describe('filters', () => {
	const cases: Array<[IDataObject, string | undefined, number[]]> = [
		[{ email: ' Ada.Moreau@Example.com ' }, 'email=ada.moreau@example.com', [8001]],
		[{ lastName: 'MORE' }, 'last_name=*contains*more', [8001, 8003]],
		[{ firstName: 'ad' }, 'first_name=*contains*ad', [8001]],
		[{ company: 'harbor' }, 'company=*contains*harbor', [8002, 8003]],
		[{ lastName: 'moreau', company: 'harbor' }, 'last_name=*contains*moreau', [8003]],
		[{ company: 'a & b' }, undefined, []],
	];

	it.each(cases)('%j send “%s” and keep what meets them all', async (filters, search, expected) => {
		const run = await getMany({ filters });
		expect(queries()[0].search).toBe(search);
		expect(idsOf(run)).toEqual(expected);
	});

	it.each(cases)('%j are applied here where Swoogo ignores them', async (filters, _, expected) => {
		swoogo.provider.state.unfilterableFields = ['*'];
		expect(idsOf(await getMany({ filters }))).toEqual(expected);
	});

	it('by something that is no e-mail address are refused, unsent', async () => {
		expectFailure(await getMany({ filters: { email: 'ada' } }), {
			message: '\'Email\' is not an e-mail address: "ada"',
			reason: 'invalidInput',
		});
		expect(swoogo.provider.diary).toEqual([]);
	});
});
