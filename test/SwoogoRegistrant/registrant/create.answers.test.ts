import { expectFailure, jsonOf, known, outcomesOf } from '../swoogoRun';
import { ada, nora, row, useCreation } from './creating';

const { swoogo, create, posts } = useCreation();

describe('what the answers mean', () => {
	it.each([200, 201] as const)('%i is a success', async (status) => {
		swoogo.provider.state.createStatus = status;
		expect(outcomesOf(await create([nora]))).toEqual(['created']);
	});

	it('an answer without an id is completed by a search for the e-mail', async () => {
		swoogo.provider.state.createAnswer = 'timestampsOnly';
		const run = await create([nora]);
		expect(jsonOf(run.success)).toMatchObject([
			{
				outcome: 'created',
				registrantId: '9001',
				registration_status: 'confirmed',
				created_at: expect.any(String),
			},
		]);
	});

	it('an answer without an id is still a success when the search does not work', async () => {
		swoogo.provider.state.createAnswer = 'timestampsOnly';
		const match = { method: 'GET', nth: 2, times: 'always' as const };
		swoogo.provider.faults.add({ match, effect: { kind: 'status', code: 400 } });
		const run = await create([nora]);
		expect(jsonOf(run.success)).toMatchObject([{ outcome: 'created', eventId: '700' }]);
		expect(run.success[0].json).not.toHaveProperty('registrantId');
	});

	it('an answer without an id names nobody when several have the e-mail', async () => {
		swoogo.provider.state.createAnswer = 'timestampsOnly';
		const run = await create([ada], { ifAlreadyRegistered: 'createAnyway' });
		expect(jsonOf(run.success)).toMatchObject([{ outcome: 'created' }]);
		expect(run.success[0].json).not.toHaveProperty('registrantId');
	});

	it('a full event is called full, with the switch that helps', async () => {
		swoogo.provider.state.events.get(known.event)!.capacity = 1;
		expectFailure(await create([nora]), {
			message: 'event_id: Sample Summit is sold out',
			reason: 'full',
			httpStatus: 422,
			error:
				"Could not register nora.ibsen@example.com for event 700: event_id: Sample Summit is sold out. Switch on 'Override Capacity', or choose another event, package or session. [item 0]",
		});
	});

	it('a full event takes one more if that is wanted', async () => {
		swoogo.provider.state.events.get(known.event)!.capacity = 1;
		const run = await create([nora], { overrideCapacity: true });
		expect(outcomesOf(run)).toEqual(['created']);
		expect(posts()[0].query).toEqual({ override_capacity_errors: 'true' });
	});

	it('an e-mail that was taken a moment ago is recognised', async () => {
		swoogo.provider.state.duplicateEmails = 'refused';
		swoogo.provider.faults.add({
			match: { method: 'GET' },
			effect: { kind: 'status', code: 200, body: { items: [], _meta: { pageCount: 0 } } },
		});
		const run = await create([ada]);
		expect(jsonOf(run.success)).toMatchObject([{ outcome: 'unchanged', registrantId: '5101' }]);
		expect(posts()).toHaveLength(1);
	});

	it('an e-mail that is taken is refused where a second registration was wanted', async () => {
		swoogo.provider.state.duplicateEmails = 'refused';
		expectFailure(await create([ada], { ifAlreadyRegistered: 'createAnyway' }), {
			message: 'email: Email "ada@example.com" has already been taken',
			reason: 'rejected',
			httpStatus: 422,
		});
	});

	it('an e-mail that Swoogo does not like is refused in its words', async () => {
		expectFailure(await create([row('nora@example')]), {
			message: 'email: Email is not a valid email address',
			reason: 'rejected',
			httpStatus: 422,
		});
	});
});
