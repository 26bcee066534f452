import type { IDataObject } from 'n8n-workflow';

import { swoogoContact } from '../../../sandbox';
import { expectFailure, jsonOf, located, useSwoogo } from '../swoogoRun';

const swoogo = useSwoogo();

const add = (id: number, email: string, fields = {}) => {
	const { contacts } = swoogo.provider.state;
	contacts.set(id, swoogoContact({ id, email, ...fields }));
};
const people = Array.from({ length: 16 }, (_, index) => ({
	id: 8001 + index,
	email: `person.${index}@example.com`,
}));
const arrange = () => people.forEach(({ id, email }) => add(id, email));
beforeEach(arrange);

const byId = { contactId: located('id', '={{ $json.id }}') };
const byEmail = { contactId: located('email', '={{ $json.email }}') };

const get = async (items: IDataObject[], parameters: IDataObject = byEmail) =>
	await swoogo.run({ resource: 'contact', operation: 'get', parameters, items });

describe.each([
	['by e-mail', byEmail],
	['by ID', byId],
])('a contact named %s', (_, parameters) => {
	swoogo.describeContract({
		resource: 'contact',
		operation: 'get',
		parameters: parameters as never,
		arrangeFurther: arrange,
		rows: people,
		ownData: ({ id }) => ({ id }),
		writes: false,
		expressionFields: ['contactId'],
		request: { method: 'GET', path: '/contacts/' },
	});
});

test('a contact is read by ID with one request for the ten fields that most workflows need', async () => {
	const run = await get([{ id: ' 8001 ' }], byId);
	expect(swoogo.requests()).toEqual(['GET /contacts/8001']);
	expect(swoogo.sent('GET', /./)[0].query).toEqual({
		fields:
			'id,email,first_name,last_name,company,job_title,mobile_phone,subscribe_status,created_at,updated_at',
	});
	expect(run.success).toMatchObject([
		{ json: { id: 8001, email: 'person.0@example.com' }, pairedItem: { item: 0 } },
	]);
});

test('without Simplify every documented field is asked for', async () => {
	await get([{ id: 8001 }], { ...byId, simplify: false });
	expect(String(swoogo.sent('GET', /./)[0].query.fields).split(',')).toHaveLength(23);
});

describe('by e-mail', () => {
	test('a contact is searched for once, however many rows name them', async () => {
		const run = await get([{ email: ' Person.3@Example.com ' }, { email: 'person.3@example.com' }]);
		expect(jsonOf(run.success)).toMatchObject([{ id: 8004 }, { id: 8004 }]);
		expect(swoogo.sent('GET', '/contacts').map(({ query }) => query)).toMatchObject([
			{ search: 'email=person.3@example.com' },
		]);
	});

	test('only the exact address counts, also where Swoogo ignores the search', async () => {
		swoogo.provider.state.unfilterableFields = ['email'];
		add(8101, 'a.person.3@example.com');
		expect(jsonOf((await get([{ email: 'person.3@example.com' }])).success)).toMatchObject([
			{ id: 8004 },
		]);
	});

	test('an address that cannot stand in a search is looked for in the whole list', async () => {
		add(8101, 'r&d@example.com');
		expect(jsonOf((await get([{ email: 'r&d@example.com' }])).success)).toMatchObject([
			{ id: 8101 },
		]);
		expect(swoogo.sent('GET', '/contacts')[0].query).not.toHaveProperty('search');
	});

	test('nobody is a clear failure', async () => {
		expectFailure(await get([{ email: 'nobody@example.com' }]), {
			message: 'No contact has the e-mail address nobody@example.com',
			reason: 'notFound',
			error:
				"Could not get contact nobody@example.com: No contact has the e-mail address nobody@example.com. Check 'Contact': it is absent, or not accessible to this credential. [item 0]",
		});
	});

	test('several are a clear failure that names them', async () => {
		add(8101, 'Person.3@example.com', { firstName: 'Ada', company: 'Northwind' });
		expectFailure(await get([{ email: 'person.3@example.com' }]), {
			message:
				'Several contacts have the e-mail address person.3@example.com: 8004, 8101 (Ada, Northwind)',
			reason: 'ambiguous',
			error:
				"Could not get contact person.3@example.com: Several contacts have the e-mail address person.3@example.com: 8004, 8101 (Ada, Northwind). Choose one and give their ID in 'Contact'. [item 0]",
		});
	});
});

test('a contact that does not exist is not found', async () => {
	expectFailure(await get([{ id: 9999 }], byId), {
		message: 'Object not found.',
		reason: 'notFound',
		httpStatus: 404,
	});
});
