import type { IDataObject } from 'n8n-workflow';

import { Failure } from '../../shared/failure';
import type { Item } from '../../shared/item';
import { People, type Registrant, lookupFields, toRegistrant } from './people';

// Above this many rows, one pass through the whole event costs less than one search for each row.
const FEW_ROWS = 5;

/**
 * The people of an event as this run read them first; `undefined` when so few rows are better searched one by one, or
 * when no event is given. `further` names fields beyond the usual ones; the first row's are those that all rows get.
 */
export async function peopleForManyRows(
	item: Item,
	eventId: string | undefined,
	further: string[] = [],
): Promise<People | undefined> {
	if (eventId === undefined || item.rows <= FEW_ROWS) return undefined;
	return await item.once(
		`people of event ${eventId}`,
		async () => await readPeople(item, eventId, further),
	);
}

/** The people of an event as Swoogo knows them at this moment. */
export async function readPeople(
	item: Item,
	eventId: string,
	further: string[] = [],
): Promise<People> {
	const people = new People(
		({ id, email }) =>
			(id !== undefined && item.isTouched('registrant', id)) ||
			(email !== undefined && item.isTouched('registrant', eventId, email)),
	);
	const query = { event_id: eventId, fields: lookupFields(further) };
	// https://developer.swoogo.com/api-reference/registrants/get-all-registrants
	const list = { path: '/registrants', query };
	for await (const page of item.pages(list)) {
		const those = page.map((record) => listed(record, eventId, further));
		for (const person of those) if (person.eventId === eventId) people.note(person);
	}
	return people;
}

/**
 * The people of an event for whom `search` holds. Swoogo ignores a filter it does not understand without a word, so
 * one answer that does not match sends us through `otherwise`.
 * https://swoogo.readme.io/docs/searching
 */
export async function searchPeople(
	item: Item,
	eventId: string,
	search: string,
	matches: (person: Registrant) => boolean,
	otherwise: () => Promise<Registrant[]>,
	further: string[] = [],
): Promise<Registrant[]> {
	const query = { event_id: eventId, fields: lookupFields(further), search };
	const found: Registrant[] = [];
	// https://developer.swoogo.com/api-reference/registrants/get-all-registrants
	for await (const page of item.pages({ path: '/registrants', query, byKey: false })) {
		for (const person of page.map((record) => listed(record, eventId, further))) {
			if (person.eventId !== eventId || !matches(person)) return await otherwise();
			found.push(person);
		}
	}
	return found;
}

// Somebody without a readable e-mail address could be the very one who is looked for, and would be registered again.
function listed(record: IDataObject, eventId: string, further: string[]): Registrant {
	const person = toRegistrant({ ...record, event_id: record.event_id ?? eventId }, further);
	const { email } = record;
	if (person.id !== '' && (email === null || typeof email === 'string')) return person;
	throw new Failure(
		'unexpectedAnswer',
		"Swoogo listed a registrant without 'id' or 'email', so who is registered cannot be told",
		'Check that this credential may see the e-mail addresses of the event, then run the row again.',
	);
}
