import { Failure } from '../../shared/failure';
import type { Item } from '../../shared/item';
import { path } from '../../shared/request';
import { isSearchable } from '../searching';
import { allAsForeseen, asForeseen } from './foreseen';
import { type People, type Registrant, foldEmail, lookupFields, toRegistrant } from './people';
import { readPeople, searchPeople } from './peopleOfEvent';

/** Whom a row means: an id, or an e-mail address in an event. */
export type Wanted = { id: string; email?: undefined; eventId?: undefined } | WantedByEmail;

/** An e-mail address in an event. */
export interface WantedByEmail {
	id?: undefined;
	email: string;
	eventId: string;
}

/** Reads the field 'Registrant' and its event; sends nothing. */
export function wantedRegistrant(item: Item): Wanted {
	if (item.located('registrantId').mode !== 'email') return { id: item.integerId('registrantId') };
	return { email: item.email('registrantId'), eventId: item.integerId('eventId') };
}

/**
 * The id of the registrant whom a row means.
 * @throws Failure `notFound` when nobody in the event has this e-mail, `ambiguous` when several do
 */
export async function registrantIdOf(item: Item, wanted: Wanted, people?: People): Promise<string> {
	if (wanted.id !== undefined) return wanted.id;
	return theOne(await withEmail(item, wanted, people), wanted).id;
}

/**
 * Everybody in the event with this e-mail, as the run's people have them, else as Swoogo answers at this moment, then
 * with the `further` fields.
 * https://swoogo.readme.io/docs/searching
 */
export async function withEmail(
	item: Item,
	{ email, eventId }: WantedByEmail,
	people?: People,
	further: string[] = [],
): Promise<Registrant[]> {
	const isWanted = (person: Registrant) =>
		person.email === foldEmail(email) && person.eventId === eventId;
	const find = async () => {
		if (people && !people.isInDoubt(email)) return people.withEmail(email);
		const pageEvent = async () => (await readPeople(item, eventId, further)).withEmail(email);
		if (!isSearchable(email)) return await pageEvent();
		return await searchPeople(item, eventId, `email=${email}`, isWanted, pageEvent, further);
	};
	return allAsForeseen(item, await find(), isWanted);
}

/** The advice when nobody has this id. */
export const UNKNOWN_REGISTRANT = {
	advice: "Check the ID in 'Registrant': it is absent, or not accessible to this credential.",
};

/**
 * The registrant as the run's people have it, else as Swoogo answers now.
 * @throws Failure `notFound` with `ifUnknown` when nobody has this id, or this credential may not see them
 */
export async function readRegistrant(
	item: Item,
	id: string,
	people?: People,
	ifUnknown = UNKNOWN_REGISTRANT,
	further: string[] = [],
): Promise<Registrant> {
	const known = people?.withId(id);
	if (known) return asForeseen(item, known);
	// https://developer.swoogo.com/api-reference/registrants/get-one-registrant
	const reply = await item.send({
		method: 'GET',
		path: path`/registrants/${id}`,
		query: { fields: lookupFields(further) },
	});
	const record = item.found(reply, id, reply.status === 404 ? ifUnknown : {});
	return asForeseen(item, toRegistrant(record, further));
}

/** Whether this registration still counts. */
export function isActive({ status }: Registrant): boolean {
	return status !== 'cancelled' && status !== 'denied';
}

/** Several people, as a sentence names them. */
export function named(people: Registrant[]): string {
	return people
		.map(({ id, email, status, record }) => {
			const name = [record.first_name, record.last_name].filter(Boolean).join(' ');
			return `${id || email} (${[name, status].filter(Boolean).join(', ')})`;
		})
		.join(', ');
}

function theOne(found: Registrant[], { email, eventId }: WantedByEmail): Registrant {
	const active = found.filter(isActive);
	const candidates = active.length > 0 ? active : found;
	const [first, ...others] = candidates;
	if (!first) {
		throw new Failure(
			'notFound',
			`Nobody is registered with ${email} in event ${eventId}`,
			"Check 'Registrant' and 'Event', or register the person first.",
		);
	}
	if (others.length === 0) return first;
	throw new Failure(
		'ambiguous',
		`Several people are registered with ${email} in event ${eventId}: ${named(candidates)}`,
		"Choose one and give their ID in 'Registrant'.",
	);
}
