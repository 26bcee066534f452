import type { INodeParameters } from 'n8n-workflow';

import {
	byEmail,
	byId,
	crowd,
	emailOf,
	expectFailure,
	jsonOf,
	known,
	outcomesOf,
} from '../swoogoRun';
import { few, many, place, row, sessionId, sessions, useSessions } from './inSessions';

const { swoogo, arrange, run, sessionsOf, put, changes, reads } = useSessions('removeRegistrant');

/** Puts everybody into the keynote; Ada is in the workshop as well. */
const fillKeynote = () => {
	arrange();
	for (const id of [known.ada, known.ben, known.cleo, ...crowd.map((person) => person.id)]) {
		swoogo.registrant(id).session_ids = ['61'];
	}
	put('ada', { session_ids: ['61', '62'] });
};
beforeEach(fillKeynote);

describe.each([
	['by e-mail', byEmail, ['registrantId', 'eventId', 'sessionId']],
	['by ID', byId, ['registrantId', 'sessionId']],
])('a registrant named %s', (_, parameters, expressionFields) => {
	swoogo.describeContract({
		resource: 'session',
		operation: 'removeRegistrant',
		parameters: { sessionId, ...parameters } as unknown as INodeParameters,
		arrangeFurther: fillKeynote,
		rows: [row('ada'), row('ben'), row('cleo')],
		crowd: crowd.map(({ id, name }) => ({ id, email: emailOf(name), sessionId: 61 })),
		ownData: ({ id }) => ({ registrantId: `${id as number}`, sessionId: '61' }),
		writes: true,
		expressionFields,
		request: { method: 'DELETE', path: '/session/' },
	});
});

describe('a registrant who is in the session', () => {
	it('is taken out with one DELETE without a body, and keeps their other sessions', async () => {
		const { success, hints } = await run([row('ada')]);
		expect(swoogo.sent('DELETE', /./)).toMatchObject([
			{ url: `/api/v1${place(5101, 61)}`, rawBody: '' },
		]);
		expect(success).toEqual([
			{
				json: {
					outcome: 'removed',
					registrantId: '5101',
					sessionId: '61',
					eventId: '700',
					success: true,
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(sessionsOf('ada')).toEqual(['62']);
		expect(hints[0].message).toBe('1 person: 1 removed.');
	});

	it('is taken out of several sessions, and once of each', async () => {
		const items = many(row('ada'), row('ada', sessions.workshop), row('ada'));
		const { success } = await run(items, byEmail);
		expect(success.slice(0, 3).map(({ json }) => json.outcome)).toEqual([
			'removed',
			'removed',
			'unchanged',
		]);
		expect(sessionsOf('ada')).toEqual([]);
		expect(changes()).toHaveLength(2);
		expect(reads()).toEqual(['GET /registrants']);
	});

	it('is only looked at with Check Only', async () => {
		const options = { checkOnly: true };
		const ended = await run([row('ada'), row('ada', 62), row('ada')], { ...byId, options });
		expect(outcomesOf(ended)).toEqual(['wouldRemove', 'wouldRemove', 'unchanged']);
		expect(changes()).toEqual([]);
	});
});

describe.each([
	['few rows', few],
	['many rows', many],
])('in a run of %s by e-mail', (_, rows) => {
	it.each([[null], [[]], [['62']], [['610', '6']]])(
		'who is in %j is not in the session, and stays as they are',
		async (ids) => {
			put('ada', { session_ids: ids });
			const { success } = await run(rows(row('ada')), byEmail);
			expect(success[0].json).toMatchObject({ outcome: 'unchanged', registrantId: '5101' });
			expect(changes()).toEqual([]);
		},
	);

	it('who only waits for a place is refused, because Swoogo has no call for it', async () => {
		put('ada', { session_ids: [], waitlisted_session_ids: ['61'] });
		const { failed } = await run(rows(row('ada')), byEmail);
		expect(failed[0].json).toMatchObject({
			error:
				'Could not remove registrant ada@example.com from session 61: Registrant 5101 is on the waiting list of session 61, not in it. Take them off the waiting list in Swoogo: it publishes no call for that. [item 0]',
			details: { reason: 'rejected', httpStatus: null },
		});
		expect(changes()).toEqual([]);
	});
});

describe('what the answers mean', () => {
	it.each([404, 405])('%i means that Swoogo uses another address', async (code) => {
		swoogo.answerNext('DELETE', '/session/', code);
		expectFailure(await run([row('ada')]), {
			message: 'Scripted fault of the sandbox',
			reason: 'rejected',
			httpStatus: code,
			error:
				'Could not remove registrant 5101 from session 61: Scripted fault of the sandbox. Swoogo does not publish the address of this call, and seems to use another one. Take them out of the session in Swoogo. [item 0]',
		});
		expect(changes()).toHaveLength(1);
	});

	it('an answer without a body is a success', async () => {
		swoogo.answerNext('DELETE', '/session/', 204, '');
		expect(outcomesOf(await run([row('ada')]))).toEqual(['removed']);
	});

	it('a registrant who does not exist is not found', async () => {
		expectFailure(await run([{ ...row('ada'), id: 9999 }]), {
			message: 'Registrant not found.',
			reason: 'notFound',
			httpStatus: 404,
		});
	});
});

describe('when the answer is lost', () => {
	it.each([
		{ kind: 'close', when: 'after' },
		{ kind: 'html', when: 'after' },
		{ kind: 'status', code: 500, when: 'after' },
	] as const)('%j: the registrant is looked at and found outside', async (effect) => {
		swoogo.provider.faults.add({ match: { method: 'DELETE' }, effect });
		const { success } = await run([row('ada')]);
		expect(jsonOf(success)).toMatchObject([{ outcome: 'removed', session_ids: ['62'] }]);
		expect(changes()).toHaveLength(1);
	});

	it('before anything was done, it is sent once more', async () => {
		swoogo.provider.faults.add({ match: { method: 'DELETE' }, effect: { kind: 'close' } });
		expect(outcomesOf(await run([row('ada')]))).toEqual(['removed']);
		expect(changes()).toHaveLength(2);
		expect(swoogo.writes()).toEqual(['session.remove ada@example.com']);
	});
});
