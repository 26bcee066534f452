import { expectFailure, jsonOf, known, outcomesOf } from '../swoogoRun';
import { ada, few, many, nora, row, useUpserts } from './upserting';

const { swoogo, upsert, posts, puts } = useUpserts();

describe('what the answers mean', () => {
	it('an answer without an id is completed by a search for the e-mail', async () => {
		swoogo.provider.state.createAnswer = 'timestampsOnly';
		const run = await upsert([nora]);
		expect(jsonOf(run.success)).toMatchObject([{ outcome: 'created', registrantId: '9001' }]);
	});

	it('an e-mail that was taken a moment ago is updated instead', async () => {
		swoogo.provider.state.duplicateEmails = 'refused';
		swoogo.provider.faults.add({
			match: { method: 'GET' },
			effect: { kind: 'status', code: 200, body: { items: [], _meta: { pageCount: 0 } } },
		});
		const run = await upsert([ada]);
		expect(jsonOf(run.success)).toMatchObject([{ outcome: 'updated', registrantId: '5101' }]);
		expect(posts()).toHaveLength(1);
		expect(puts()).toHaveLength(1);
	});

	it('an e-mail that Swoogo does not like is refused in its words', async () => {
		expectFailure(await upsert([row('nora@example')]), {
			message: 'email: Email is not a valid email address',
			reason: 'rejected',
			httpStatus: 422,
		});
	});

	it.each([
		['somebody new', nora],
		['somebody known', ada],
	])('a full package is called full for %s, with the switch that helps', async (_, item) => {
		const { packages } = swoogo.provider.state;
		packages.set(41, { id: 41, event_id: known.event, name: 'Full pass', capacity: 1 });
		Object.assign(swoogo.registrant(known.ben), { package_id: 41 });
		const run = await upsert([item], {}, { additionalFields: { packageId: '41' } });
		expect(run.failed[0].json).toMatchObject({
			error: expect.stringContaining("sold out. Switch on 'Override Capacity', or choose"),
			details: { reason: 'full', httpStatus: 422 },
		});
	});

	it('fields that an event requires are named', async () => {
		swoogo.provider.state.requiredRegistrantFields = ['first_name', 'last_name'];
		expectFailure(await upsert([row('nora@example.com')]), {
			message: 'first_name: First name cannot be blank; last_name: Last name cannot be blank',
			reason: 'rejected',
			httpStatus: 422,
		});
	});
});

const lost = [
	{ kind: 'close', when: 'after' },
	{ kind: 'malformedJson', when: 'after' },
	{ kind: 'emptyBody', when: 'after' },
	{ kind: 'status', code: 502, when: 'after' },
] as const;

describe('when the answer to a creation is lost', () => {
	it.each(lost)('%j: the person is looked for and found', async (effect) => {
		swoogo.provider.faults.add({ match: { method: 'POST', path: 'create$' }, effect });
		for (const items of [few(nora), many(row('otto.berg@example.com'))]) {
			expect((await upsert(items)).success[0].json).toMatchObject({ outcome: 'created' });
		}
		expect(swoogo.writes()).toHaveLength(2);
	});

	it('before anything was done, it is sent once more', async () => {
		const match = { method: 'POST', path: 'create$' };
		swoogo.provider.faults.add({ match, effect: { kind: 'close' } });
		expect(outcomesOf(await upsert([nora]))).toEqual(['created']);
		expect(posts()).toHaveLength(2);
		expect(swoogo.writes()).toHaveLength(1);
	});
});

describe('when the answer to a change is lost', () => {
	const sendEmail = { sendEmail: true };

	it.each(lost)('%j: the registrant is read, and nobody is mailed twice', async (effect) => {
		swoogo.provider.faults.add({ match: { method: 'PUT' }, effect });
		const run = await upsert([ada], sendEmail);
		expect(jsonOf(run.success)).toMatchObject([{ outcome: 'updated', company: 'Northwind' }]);
		expect(puts()).toHaveLength(1);
		expect(swoogo.writes()).toHaveLength(2);
	});

	it('before anything was done, it is sent once more', async () => {
		swoogo.provider.faults.add({ match: { method: 'PUT' }, effect: { kind: 'close' } });
		expect(outcomesOf(await upsert([ada], sendEmail))).toEqual(['updated']);
		expect(puts()).toHaveLength(2);
		expect(swoogo.writes()).toHaveLength(2);
	});

	it('and Swoogo returns none of the fields, it stays unknown', async () => {
		swoogo.provider.faults.add({
			match: { method: 'PUT' },
			effect: { kind: 'close', when: 'after' },
		});
		swoogo.answerNext('GET', '/registrants/5101$', 200, { id: 5101, event_id: 700 });
		const fields = { additionalFields: { prefix: 'Dr.' } };
		const run = await upsert([row(ada.email as string)], sendEmail, fields);
		expect(jsonOf(run.failed)).toMatchObject([{ details: { reason: 'outcomeUnknown' } }]);
		expect(puts()).toHaveLength(1);
	});

	it('and its outcome stays unknown, a second row asks Swoogo before it writes', async () => {
		swoogo.provider.faults.add(
			{ match: { method: 'PUT' }, effect: { kind: 'close', when: 'after' } },
			{
				match: { method: 'GET', path: '/registrants/5101$', times: 3 },
				effect: { kind: 'status', code: 500 },
			},
		);
		const run = await upsert(many(ada, ada), sendEmail);
		expect(jsonOf(run.failed)).toMatchObject([{ details: { reason: 'outcomeUnknown' } }]);
		expect(run.success[0].json).toMatchObject({ outcome: 'unchanged', registrantId: '5101' });
		expect(puts()).toHaveLength(1);
		expect(swoogo.writes()).toHaveLength(2);
	});
});
