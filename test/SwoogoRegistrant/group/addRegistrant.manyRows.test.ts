import { byEmail, byId, crowd, emailOf, jsonOf, known, located, outcomesOf } from '../swoogoRun';
import { few, many, post, row, useGroups } from './addingToGroup';

const { swoogo, add, reads } = useGroups();

describe('what lookups cost', () => {
	it('a single row by e-mail searches for this e-mail alone', async () => {
		await add([row('ada')], byEmail);
		const [search, members] = swoogo.sent('GET', '/registrants');
		expect(search.query).toMatchObject({
			event_id: '700',
			page: '1',
			search: 'email=ada@example.com',
			fields: expect.stringMatching(/^id,event_id,group_id,email,.*registration_status/),
			'per-page': '200',
		});
		expect(members.query).toMatchObject({ search: 'group_id=5101' });
		expect(swoogo.requests()).toEqual([
			'GET /registrants/5001',
			'GET /registrants',
			'GET /registrants/5101',
			'GET /registrants',
			post(known.ada, known.petra),
		]);
	});

	it.each([
		['by e-mail', byEmail],
		['by ID', byId],
	])('many rows %s read the event once and the group once', async (_, parameters) => {
		const items = crowd.map(({ id, name }) => ({
			id,
			email: emailOf(name),
			groupId: known.petra,
		}));
		const run = await add(items, parameters);
		expect(outcomesOf(run)).toEqual(items.map(() => 'created'));
		expect(reads()).toEqual(['GET /registrants/5001', 'GET /registrants']);
	});

	it('a large event is read by key, so that nobody is missed when others leave meanwhile', async () => {
		swoogo.provider.state.maximumPageSize = 10;
		await add(many(row('ada')), byEmail);
		const searches = swoogo.sent('GET', '/registrants').map(({ query }) => query.search);
		expect(searches).toEqual([undefined, 'id>5304', 'id>5314']);
	});

	it('a wrong event is asked for once, however many rows name it', async () => {
		swoogo.provider.state.registrants.set(5900, {
			...swoogo.registrant(known.petra),
			id: 5900,
			group_id: 5900,
			event_id: 999,
		});
		const parameters = { ...byEmail, eventId: located('id', 999) };
		const run = await add(
			crowd.map(({ name }) => ({ email: emailOf(name), groupId: 5900 })),
			parameters,
		);
		expect(jsonOf(run.failed)).toMatchObject(
			crowd.map(() => ({ message: 'Event not found.', details: { reason: 'notFound' } })),
		);
		expect(swoogo.sent('GET', '/registrants')).toHaveLength(1);
	});
});

describe('rows about the same person', () => {
	it.each([
		['few rows', few],
		['many rows', many],
	])('in a run of %s are added once', async (_, run) => {
		const items = run(row('ada'), { ...row('ada'), email: ' ADA@example.com' }, row('ada'));
		const { success } = await add(items, byEmail);
		const outcomes = success.slice(0, 3).map(({ json }) => json.outcome);
		expect(outcomes).toEqual(['created', 'unchanged', 'unchanged']);
		expect(swoogo.writes()).toEqual(['group.add ada@example.com']);
	});

	it.each([
		['few rows', few],
		['many rows', many],
	])('in a run of %s do not move them from one group to the next', async (_, run) => {
		const { failed } = await add(run(row('ada'), row('ada', known.marcus)));
		expect(failed[0].json).toMatchObject({
			message: 'Registrant 5101 is already in group 5001',
			details: { reason: 'invalidInput' },
		});
		expect(swoogo.writes()).toEqual(['group.add ada@example.com']);
	});

	it('do not make a group of somebody who has just joined another', async () => {
		const others = crowd.map(({ id }) => ({ id, groupId: known.petra }));
		const items = [row('ada', known.ada), row('ada'), ...others, row('ben', known.ada)];
		const { failed } = await add(items);
		expect(failed.map(({ json }) => json.message)).toEqual([
			'Registrant 5101 is a member of group 5001, not the primary registrant of a group',
		]);
		expect(swoogo.registrant(known.ben).group_id).toBe(known.ben);
	});

	it('cost no further reading in a run of many rows', async () => {
		await add(many(row('ada'), row('ada'), row('ada')), byEmail);
		expect(reads().sort()).toEqual([
			'GET /registrants',
			'GET /registrants/5001',
			'GET /registrants/5002',
		]);
	});

	it('ask Swoogo again when the outcome of the first is unknown', async () => {
		const lost = { method: 'GET', path: '/registrants/5101$' };
		swoogo.provider.faults.add(
			{
				match: { method: 'POST', path: '/5101/groups/' },
				effect: { kind: 'close', when: 'after' },
			},
			{ match: { ...lost, times: 3 }, effect: { kind: 'status', code: 500 } },
		);
		const run = await add(many(row('ada'), row('ada')), byEmail);
		expect(run.failed.map(({ json }) => json.details)).toMatchObject([
			{ reason: 'outcomeUnknown', httpStatus: null },
		]);
		expect(run.success[0].json).toMatchObject({ outcome: 'unchanged', registrantId: '5101' });
		expect(swoogo.sent('POST', /groups/)).toHaveLength(1);
	});
});
