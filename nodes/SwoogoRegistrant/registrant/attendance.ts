import { Failure } from '../../shared/failure';
import type { Item } from '../../shared/item';
import type { Written } from '../../shared/outcome';
import {
	isActive,
	named,
	readRegistrant,
	registrantIdOf,
	wantedRegistrant,
} from './findRegistrant';
import { foresee } from './foreseen';
import { type Registrant, toRegistrant } from './people';
import { peopleForManyRows } from './peopleOfEvent';

/** Swoogo's words for attendance. */
export type Attendance = 'attended' | 'confirmed' | 'no_show';

/**
 * Sets whether a registrant attended; `refuse` throws for a status that this must not overwrite.
 * @throws Failure when nobody, or more than one, is meant, and when Swoogo refuses
 */
export async function setAttendance(
	item: Item,
	attendance: Attendance,
	refuse: (person: Registrant) => void,
): Promise<Written> {
	const wanted = wantedRegistrant(item);
	const people = await peopleForManyRows(item, wanted.eventId);
	const id = await registrantIdOf(item, wanted, people);
	await item.claim('registrant', id);

	const person = await readRegistrant(item, id, people);
	const ids = { registrantId: id, eventId: person.eventId };
	if (statusOf(person) === attendance) return item.done('unchanged', ids, person.record);
	refuse(person);
	if (item.checksOnly) {
		foresee(item, person, { registration_status: attendance });
		return item.would('update', ids, person.record);
	}
	people?.doubt(id);
	// https://developer.swoogo.com/api-reference/registrants/check-registrant-in
	const reply = await item.send({
		method: 'POST',
		expectsRecord: true,
		path: '/registrants/checkin',
		multipart: { id, status: attendance },
		// Not repeatable: the status would stay the same, but Swoogo's webhooks would tell of a second check-in.
		async lookUp() {
			const now = await readRegistrant(item, id);
			return statusOf(now) === attendance ? now.record : undefined;
		},
	});
	if (!reply.ok) throw item.refusal(reply);
	const changed = { ...person.record, registration_status: attendance };
	people?.note(toRegistrant(changed));
	// The answer has little more than the status, and with a capital letter: the registrant goes along with it.
	return item.done('updated', ids, { ...changed, ...reply.record });
}

/** The status as Swoogo's documentation spells it; it was seen with capitals, and could come with spaces. */
export function statusOf({ status }: Registrant): string {
	return status.trim().replace(/[ -]/g, '_');
}

/** @throws Failure `rejected` for somebody who was taken off the list */
export function mustBeActive(person: Registrant): void {
	if (isActive(person)) return;
	throw new Failure(
		'rejected',
		`Their registration no longer counts: ${named([person])}`,
		"Confirm it again first, with 'Registration Status' of the operation 'Update'.",
	);
}
