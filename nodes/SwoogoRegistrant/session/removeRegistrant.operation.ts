import type { Reply } from '../../shared/answer';
import { Failure } from '../../shared/failure';
import type { Item } from '../../shared/item';
import type { Operation } from '../../shared/operation';
import { path } from '../../shared/request';
import { registrantAnd, sessionId } from '../fields';
import { readRegistrant, registrantIdOf, wantedRegistrant } from '../registrant/findRegistrant';
import { foresee } from '../registrant/foreseen';
import { toRegistrant } from '../registrant/people';
import { peopleForManyRows } from '../registrant/peopleOfEvent';
import { idsIn, standingIn } from './joinSession';

export const removeRegistrant: Operation = {
	name: 'Remove Registrant',
	value: 'removeRegistrant',
	action: 'Remove registrant from session',
	description: 'Take a registrant out of a session; they stay registered for the event',
	attempt: 'remove registrant {registrantId} from session {sessionId}',
	isAboutPeople: true,
	outcomes: { removed: 'removed', unchanged: 'not in the session' },
	fields: registrantAnd({
		...sessionId,
		hint: 'Swoogo does not publish the address of this call, so it is inferred. Try it with one person first.',
	}),
	async run(item) {
		const wanted = wantedRegistrant(item);
		const session = item.integerId('sessionId');
		const people = await peopleForManyRows(item, wanted.eventId);
		const id = await registrantIdOf(item, wanted, people);
		await item.claim('registrant', id);

		const person = await readRegistrant(item, id, people);
		const ids = { registrantId: id, sessionId: session, eventId: person.eventId };
		const standing = standingIn(session, person.record);
		if (standing === 'waiting') throw onlyWaiting(id, session);
		if (standing === 'out') return item.done('unchanged', ids, person.record);
		const others = idsIn(person.record.session_ids).filter((other) => other !== session);
		if (item.checksOnly) {
			foresee(item, person, { session_ids: others });
			return item.would('remove', ids, person.record);
		}
		people?.doubt(id);
		const reply = await remove(item, id, session);
		if (!reply.ok)
			throw item.refusal(reply, isMissing(reply) ? { reason: 'rejected', advice } : {});
		people?.note(toRegistrant({ ...person.record, session_ids: others }));
		return item.done('removed', ids, reply.record);
	},
};

async function remove(item: Item, id: string, session: string): Promise<Reply> {
	// The overview says that sessions can be left, but names no path: this is that of joining one.
	// https://developer.swoogo.com/api-reference/registrant-sessions/create-registrant-session
	return await item.send({
		method: 'DELETE',
		path: path`/registrants/${id}/session/${session}`,
		async lookUp() {
			const { record } = await readRegistrant(item, id);
			return standingIn(session, record) === 'in' ? undefined : record;
		},
	});
}

// They are in the session, so what is not found is the address.
function isMissing({ status }: Reply): boolean {
	return status === 404 || status === 405;
}

const advice =
	'Swoogo does not publish the address of this call, and seems to use another one. Take them out of the session in Swoogo.';

function onlyWaiting(id: string, session: string): Failure {
	return new Failure(
		'rejected',
		`Registrant ${id} is on the waiting list of session ${session}, not in it`,
		'Take them off the waiting list in Swoogo: it publishes no call for that.',
	);
}
