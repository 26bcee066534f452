import { byId, expectFailure, jsonOf, outcomesOf } from '../swoogoRun';
import { row, useSessions } from './inSessions';

const { swoogo, run, changes } = useSessions('addRegistrant');

describe('when the answer is lost', () => {
	const options = { sendEmail: true };

	it.each([
		{ kind: 'close', when: 'after' },
		{ kind: 'html', when: 'after' },
		{ kind: 'emptyBody', when: 'after' },
		{ kind: 'status', code: 502, when: 'after' },
	] as const)('%j: the registrant is looked at and found in the session', async (effect) => {
		swoogo.provider.faults.add({ match: { method: 'POST', path: '/session/' }, effect });
		const { success } = await run([row('ada')], { ...byId, options });
		expect(jsonOf(success)).toMatchObject([{ outcome: 'created', session_ids: ['61'] }]);
		expect(changes()).toHaveLength(1);
		expect(swoogo.writes()).toHaveLength(2);
	});

	it('and the registrant is found on the waiting list, they wait', async () => {
		swoogo.provider.faults.add({
			match: { method: 'POST', path: '/session/' },
			effect: { kind: 'close' },
		});
		swoogo.provider.faults.add({
			match: { method: 'GET', path: '/registrants/', nth: 2 },
			effect: {
				kind: 'status',
				code: 200,
				body: { id: 5101, event_id: 700, waitlisted_session_ids: ['61'] },
			},
		});
		expect(outcomesOf(await run([row('ada')]))).toEqual(['waitlisted']);
		expect(changes()).toHaveLength(1);
	});

	it.each([{ kind: 'close' }, { kind: 'emptyBody' }, { kind: 'status', code: 503 }] as const)(
		'%j before anything was done: it is sent once more',
		async (effect) => {
			swoogo.provider.faults.add({ match: { method: 'POST', path: '/session/' }, effect });
			const { success } = await run([row('ada')], { ...byId, options });
			expect(jsonOf(success)).toMatchObject([{ outcome: 'created' }]);
			expect(changes()).toHaveLength(2);
			expect(swoogo.writes()).toEqual([
				'session.add ada@example.com',
				'mail.registration_modified ada@example.com',
			]);
		},
	);

	it('silence is not followed by a second try, because the first may still be under way', async () => {
		swoogo.provider.faults.add({
			match: { method: 'POST', path: '/session/' },
			effect: { kind: 'silence' },
		});
		const ended = await run([row('ada')], { ...byId, options: { timeoutSeconds: 1 } });
		expectFailure(ended, {
			message: 'Swoogo did not answer: no answer came in time',
			reason: 'outcomeUnknown',
		});
		expect(changes()).toHaveLength(1);
	});
});
