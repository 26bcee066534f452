import { byId, expectFailure, jsonOf, outcomesOf } from '../swoogoRun';
import { row, sessions, useSessions } from './inSessions';

const { swoogo, run, put, changes } = useSessions('addRegistrant');

describe.each([{ checkOnly: true }, { validateOnly: true }])('with %j', (options) => {
	const check = async (items: Parameters<typeof run>[0]) => await run(items, { ...byId, options });

	it('Swoogo’s own check is asked, and nothing is written', async () => {
		const { success } = await check([row('ada')]);
		expect(jsonOf(success)).toMatchObject([{ outcome: 'wouldCreate', registrantId: '5101' }]);
		expect(swoogo.sent('POST', /session/).map(({ query }) => query)).toEqual([
			{ validate_only: 'true' },
		]);
		expect(swoogo.provider.ledger).toEqual([]);
	});

	it('a sold-out session is refused as it would be', async () => {
		expectFailure(await check([row('ada', sessions.full)]), {
			message: 'session_ids: Breakfast is sold out',
			reason: 'full',
			httpStatus: 422,
		});
	});

	it('somebody who is in the session already is unchanged', async () => {
		put('ada', { session_ids: ['61'] });
		expect(outcomesOf(await check([row('ada')]))).toEqual(['unchanged']);
		expect(changes()).toEqual([]);
	});

	it('two sessions of one person would both be joined, a repeated row would not', async () => {
		const run = await check([row('ada'), row('ada', sessions.workshop), row('ada')]);
		expect(outcomesOf(run)).toEqual(['wouldCreate', 'wouldCreate', 'unchanged']);
	});

	it('nobody is mailed, whatever the other options say', async () => {
		const further = { ...options, sendEmail: true, overrideCapacity: true };
		const { success } = await run([row('ada', sessions.full)], { ...byId, options: further });
		expect(jsonOf(success)).toMatchObject([{ outcome: 'wouldCreate' }]);
		expect(swoogo.sent('POST', /session/)[0].query).toEqual({
			validate_only: 'true',
			override_capacity_errors: 'true',
		});
		expect(swoogo.provider.ledger).toEqual([]);
	});

	it('a lost answer is asked for again', async () => {
		swoogo.provider.faults.add({
			match: { method: 'POST', path: '/session/' },
			effect: { kind: 'close' },
		});
		expect(outcomesOf(await check([row('ada')]))).toEqual(['wouldCreate']);
		expect(changes()).toHaveLength(2);
	});

	it('when Swoogo does not answer, it is said that nothing was written', async () => {
		const match = { method: 'POST', path: '/session/', times: 'always' } as const;
		swoogo.provider.faults.add({ match, effect: { kind: 'close' } });
		const { failed } = await check([row('ada')]);
		expect(jsonOf(failed)).toMatchObject([
			{
				error: expect.stringContaining('Nothing was written.'),
				details: { reason: 'unreachable', retryable: true },
			},
		]);
	});
});
