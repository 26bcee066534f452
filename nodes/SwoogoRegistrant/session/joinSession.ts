import type { IDataObject } from 'n8n-workflow';

import type { Reply } from '../../shared/answer';
import { Failure } from '../../shared/failure';
import type { Item } from '../../shared/item';
import { path } from '../../shared/request';
import { readRegistrant } from '../registrant/findRegistrant';
import { foresee, isNewcomer } from '../registrant/foreseen';
import { type People, type Registrant, toRegistrant } from '../registrant/people';
import { isAboutCapacity } from '../swoogo';

/** How somebody joins a session. */
export interface Joining {
	sessionId: string;
	/** Whether to join although the session is sold out. */
	overrideCapacity: boolean;
	sendEmail: boolean;
}

/** What became of it, and the registrant as they are known now. */
export interface Joined {
	outcome: 'created' | 'unchanged' | 'waitlisted' | 'wouldCreate';
	person: Registrant;
	/** Swoogo's answer, or the registrant where nothing was asked. */
	record: IDataObject;
}

/** Where a registrant stands with a session: `session_ids` and `waitlisted_session_ids` are lists of text, or null. */
export function standingIn(sessionId: string, record: IDataObject): 'in' | 'waiting' | 'out' {
	if (idsIn(record.session_ids).includes(sessionId)) return 'in';
	return idsIn(record.waitlisted_session_ids).includes(sessionId) ? 'waiting' : 'out';
}

/**
 * Puts a registrant into a session, unless they are in it or on its waiting list already.
 * With several sessions of one registrant, hand on the `person` that the one before returned.
 * @throws Failure when Swoogo refuses, e.g. `full`
 */
export async function joinSession(
	item: Item,
	person: Registrant,
	joining: Joining,
	people?: People,
): Promise<Joined> {
	const { sessionId, overrideCapacity } = joining;
	const before = standingIn(sessionId, person.record);
	if (before === 'in') return { outcome: 'unchanged', person, record: person.record };
	// What Swoogo does with somebody who waits and asks again is not documented.
	if (before === 'waiting' && !overrideCapacity) {
		return { outcome: 'waitlisted', person, record: person.record };
	}
	if (item.checksOnly) {
		const record = isNewcomer(person)
			? await sessionOf(item, person.eventId, sessionId)
			: await validate(item, person, joining);
		const ids = [...idsIn(person.record.session_ids), sessionId];
		return { outcome: 'wouldCreate', person: foresee(item, person, { session_ids: ids }), record };
	}
	people?.doubt(person.id);
	const reply = await add(item, person.id, joining, async () => {
		const { record } = await readRegistrant(item, person.id);
		return standingIn(sessionId, record) === before ? undefined : record;
	});
	if (!reply.ok) throw refusalOf(item, reply);
	const isWaiting = standingIn(sessionId, reply.record) === 'waiting';
	const list = isWaiting ? 'waitlisted_session_ids' : 'session_ids';
	const ids = [...idsIn(person.record[list]), sessionId];
	const after = toRegistrant({ ...person.record, [list]: ids });
	people?.note(after);
	return { outcome: isWaiting ? 'waitlisted' : 'created', person: after, record: reply.record };
}

// Not repeatable: whether a repeat mails the person again is not documented.
async function add(
	item: Item,
	id: string,
	{ sessionId, overrideCapacity, sendEmail }: Joining,
	lookUp: () => Promise<IDataObject | undefined>,
): Promise<Reply> {
	// https://developer.swoogo.com/api-reference/registrant-sessions/create-registrant-session
	return await item.send({
		method: 'POST',
		expectsRecord: true,
		path: path`/registrants/${id}/session/${sessionId}`,
		query: {
			send_email: sendEmail,
			...(overrideCapacity ? { override_capacity_errors: true } : {}),
		},
		lookUp,
	});
}

/** Swoogo's own check of capacity and conflicts. */
async function validate(
	item: Item,
	{ id }: Registrant,
	{ sessionId, overrideCapacity }: Joining,
): Promise<IDataObject> {
	// https://developer.swoogo.com/api-reference/registrant-sessions/create-registrant-session
	const reply = await item.send({
		method: 'POST',
		expectsRecord: true,
		writesNothing: true,
		path: path`/registrants/${id}/session/${sessionId}`,
		query: {
			validate_only: true,
			...(overrideCapacity ? { override_capacity_errors: true } : {}),
		},
	});
	if (!reply.ok) throw refusalOf(item, reply);
	return reply.record;
}

/**
 * The session, read once in a run: all that can be asked for somebody who has no ID yet.
 * @throws Failure `notFound` when the event has no such session
 */
async function sessionOf(item: Item, eventId: string, sessionId: string): Promise<IDataObject> {
	const session = await item.once(`session ${sessionId}`, async () => {
		// https://developer.swoogo.com/api-reference/sessions/get-one-session
		const reply = await item.send({
			method: 'GET',
			path: path`/sessions/${sessionId}`,
			query: { fields: 'id,event_id' },
		});
		return item.found(reply, sessionId, reply.status === 404 ? { advice: UNKNOWN_SESSION } : {});
	});
	const { event_id: own = eventId } = session;
	if (String(own) === eventId) return session;
	const words = `Session ${sessionId} is in event ${String(own)}, not in event ${eventId}`;
	throw new Failure('notFound', words, UNKNOWN_SESSION);
}

function refusalOf(item: Item, reply: Reply): Failure {
	if (reply.status === 404) return item.refusal(reply, { advice: UNKNOWN_SESSION });
	const advice = "Switch on 'Override Capacity', or choose another session.";
	return item.refusal(reply, isAboutCapacity(reply.words) ? { advice } : {});
}

const UNKNOWN_SESSION =
	"Check the session: the registrant's event has no such session, or this credential may not see it.";

/** The ids of a list that may be missing. */
export function idsIn(list: unknown): string[] {
	return Array.isArray(list) ? list.map(String) : [];
}
