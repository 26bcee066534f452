import type { IDataObject } from 'n8n-workflow';

import type { Item } from '../../shared/item';
import { type Registrant, toRegistrant } from './people';

/** Somebody as 'Check Only' would leave them. */
interface Left {
	person: Registrant;
	/** What it would change of whatever Swoogo answers. */
	changes: IDataObject;
}

/** Notes what a checked row would change of somebody, and returns them as it would leave them. */
export function foresee(item: Item, person: Registrant, changes: IDataObject): Registrant {
	const people = item.foreseen<Left>('registrants');
	const earlier = people.get(keyOf(person))?.changes;
	const left = changed(person, changes);
	people.set(keyOf(person), { person: left, changes: { ...earlier, ...changes } });
	return left;
}

/** The registrant as the rows checked before would have left them. */
export function asForeseen(item: Item, person: Registrant): Registrant {
	const left = item.foreseen<Left>('registrants').get(keyOf(person));
	return left ? changed(person, left.changes) : person;
}

/** Those who match, of those found and of those whom the rows checked before would have made so. */
export function allAsForeseen(
	item: Item,
	found: Registrant[],
	matches: (person: Registrant) => boolean,
): Registrant[] {
	const people = item.foreseen<Left>('registrants');
	if (people.size === 0) return found;
	const all = new Map(found.map((person) => [keyOf(person), asForeseen(item, person)]));
	for (const [key, { person }] of people) {
		if (matches(person) && !all.has(key)) all.set(key, person);
	}
	return [...all.values()].filter(matches);
}

/** Whether it is somebody whom a row checked before would register: nobody knows yet which ID they will have. */
export function isNewcomer({ id }: Registrant): boolean {
	return id === '';
}

/** The ID of somebody who has one, under our name for it. */
export function idIn(person: Registrant | undefined): { registrantId?: string } {
	return person && !isNewcomer(person) ? { registrantId: person.id } : {};
}

function changed({ record, asked }: Registrant, changes: IDataObject): Registrant {
	return toRegistrant({ ...record, ...changes }, asked);
}

function keyOf({ id, eventId, email }: Registrant): string {
	return id || `${eventId} ${email}`;
}
