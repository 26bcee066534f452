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

const { swoogo, arrange, run, sessionsOf, put, changes, reads } = useSessions('addRegistrant');

describe.each([
	['by e-mail', byEmail, ['registrantId', 'eventId', 'sessionId']],
	['by ID', byId, ['registrantId', 'sessionId']],
])('a registrant named %s', (_, parameters, expressionFields) => {
	swoogo.describeContract({
		resource: 'session',
		operation: 'addRegistrant',
		parameters: { sessionId, ...parameters } as unknown as INodeParameters,
		arrangeFurther: arrange,
		rows: [row('ada'), row('ben'), row('cleo')],
		crowd: crowd.map(({ id, name }) => ({ id, email: emailOf(name), sessionId: 61 })),
		ownData: ({ id }) => ({ registrantId: `${id as number}`, sessionId: '61' }),
		writes: true,
		expressionFields,
		request: { method: 'POST', path: '/session/' },
	});
});

describe('a registrant who is not in the session', () => {
	it('is added with one POST without a body, which mails nobody and overrides nothing', async () => {
		await run([row('ada')]);
		const [request] = swoogo.sent('POST', /session/);
		expect(request).toMatchObject({
			url: `/api/v1${place(5101, 61)}?send_email=false`,
			rawBody: '',
			status: 200,
		});
		expect(changes()).toHaveLength(1);
		expect(swoogo.writes()).toEqual(['session.add ada@example.com']);
	});

	it('comes out as created, with the ids and what Swoogo answered', async () => {
		const { success, hints } = await run([row('ada')]);
		expect(success).toEqual([
			{
				json: {
					outcome: 'created',
					registrantId: '5101',
					sessionId: '61',
					eventId: '700',
					success: true,
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(hints[0].message).toBe('1 person: 1 added.');
	});

	it('is mailed and let into a sold-out session only when that is asked for', async () => {
		const options = { sendEmail: true, overrideCapacity: true };
		const { success } = await run([row('ada', sessions.full)], { ...byId, options });
		expect(jsonOf(success)).toMatchObject([{ outcome: 'created' }]);
		expect(swoogo.sent('POST', /session/)[0].query).toEqual({
			send_email: 'true',
			override_capacity_errors: 'true',
		});
		expect(swoogo.writes()).toEqual([
			'session.add ada@example.com',
			'mail.registration_modified ada@example.com',
		]);
	});

	it('joins several sessions, one after the other', async () => {
		swoogo.provider.latencyMs = 20;
		const { success } = await run([row('ada'), row('ada', sessions.workshop), row('ada')]);
		expect(success.map(({ json }) => json.outcome)).toEqual(['created', 'created', 'unchanged']);
		expect(sessionsOf('ada')).toEqual(['61', '62']);
		const [first, second] = swoogo.sent('POST', /session/);
		expect(second.at).toBeGreaterThanOrEqual(first.answeredAt!);
	});

	it('is added once, however many rows name them by e-mail', async () => {
		const items = Array.from({ length: 8 }, (_, index) =>
			row('ada', index % 2 === 0 ? sessions.keynote : sessions.workshop),
		);
		await run(items, byEmail);
		expect(swoogo.requests().sort()).toEqual([
			'GET /registrants',
			`POST ${place(5101, 61)}`,
			`POST ${place(5101, 62)}`,
		]);
	});
});

describe.each([
	['few rows', few],
	['many rows', many],
])('in a run of %s by e-mail', (_, rows) => {
	const first = async (name: keyof typeof known, session?: number, options = {}) =>
		await run(rows(row(name, session)), { ...byEmail, options });

	it.each([[['61']], [['62', '61']], [[61]]])('who is in %j is left as they are', async (ids) => {
		put('ada', { session_ids: ids });
		const { success } = await first('ada');
		expect(success[0].json).toMatchObject({
			outcome: 'unchanged',
			registrantId: '5101',
			registration_status: 'confirmed',
		});
		expect(changes()).toEqual([]);
	});

	it.each([[null], [[]], [['610', '6']]])('who is in %j is added', async (ids) => {
		put('ada', { session_ids: ids });
		// The simulated Swoogo itself wants a list.
		swoogo.answerNext('POST', '/session/', 200, { success: true });
		expect((await first('ada')).success[0].json).toMatchObject({ outcome: 'created' });
	});

	it('who waits for a place stays on the waiting list, unasked', async () => {
		put('ada', { waitlisted_session_ids: ['63'] });
		const { success } = await first('ada', sessions.full);
		expect(success[0].json).toMatchObject({
			outcome: 'waitlisted',
			waitlisted_session_ids: ['63'],
		});
		expect(changes()).toEqual([]);
	});

	it('who waits for a place is let in when capacity is overridden', async () => {
		put('ada', { waitlisted_session_ids: ['63'] });
		const { success } = await first('ada', sessions.full, { overrideCapacity: true });
		expect(success[0].json).toMatchObject({ outcome: 'created' });
		expect(sessionsOf('ada')).toEqual(['63']);
	});
});

describe('what the answers mean', () => {
	it('a sold-out session is called full, with what to do', async () => {
		expectFailure(await run([row('ada', sessions.full)]), {
			message: 'session_ids: Breakfast is sold out',
			reason: 'full',
			httpStatus: 422,
			error:
				"Could not add registrant 5101 to session 63: session_ids: Breakfast is sold out. Switch on 'Override Capacity', or choose another session. [item 0]",
		});
	});

	it('a session of another event is not found', async () => {
		expectFailure(await run([row('ada', sessions.elsewhere)]), {
			message: 'Session not found.',
			reason: 'notFound',
			httpStatus: 404,
			error:
				"Could not add registrant 5101 to session 64: Session not found. Check the session: the registrant's event has no such session, or this credential may not see it. [item 0]",
		});
	});

	it('a registrant who does not exist is not found, and nothing is written', async () => {
		expectFailure(await run([{ ...row('ada'), id: 9999 }]), {
			message: 'Registrant not found.',
			reason: 'notFound',
			httpStatus: 404,
		});
		expect(changes()).toEqual([]);
	});

	it('a conflict with another session is refused in Swoogo’s words', async () => {
		swoogo.answerNext('POST', '/session/', 422, [
			{ field: 'session_ids', message: 'Keynote conflicts with Workshop.' },
		]);
		expectFailure(await run([row('ada')]), {
			message: 'session_ids: Keynote conflicts with Workshop',
			reason: 'rejected',
			httpStatus: 422,
		});
	});

	it('“success: false” is not taken for a success', async () => {
		swoogo.answerNext('POST', '/session/', 200, { success: false, message: 'Closed.' });
		expectFailure(await run([row('ada')]), {
			message: 'Closed.',
			reason: 'rejected',
			httpStatus: 200,
		});
	});

	it('an answer that shows the waiting list means that they wait', async () => {
		swoogo.answerNext('POST', '/session/', 200, { id: 5101, waitlisted_session_ids: ['61'] });
		const { success, hints } = await run([row('ada')]);
		expect(jsonOf(success)).toMatchObject([{ outcome: 'waitlisted' }]);
		expect(hints[0].message).toBe('1 person: 1 on the waiting list.');
	});
});

describe('what it costs', () => {
	it('many rows by e-mail read the event once', async () => {
		const items = crowd.map(({ name }) => ({ email: emailOf(name), sessionId: 61 }));
		expect(outcomesOf(await run(items, byEmail))).toEqual(items.map(() => 'created'));
		expect(reads()).toEqual(['GET /registrants']);
	});

	it('a row by ID reads its registrant', async () => {
		await run(crowd.map(({ id }) => ({ id, sessionId: 61 })));
		expect(reads().sort()).toEqual(crowd.map(({ id }) => `GET /registrants/${id}`));
	});
});
