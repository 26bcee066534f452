import type { IDataObject } from 'n8n-workflow';

import { Failure } from '../../shared/failure';
import type { Item } from '../../shared/item';
import { changesIn } from './changes';
import {
	type WantedByEmail,
	UNKNOWN_REGISTRANT,
	isActive,
	named,
	readRegistrant,
	withEmail,
} from './findRegistrant';
import { foresee, isNewcomer } from './foreseen';
import { type People, type Registrant, toRegistrant } from './people';
import { type Details, customIn } from './registrantDetails';
import {
	type Registration,
	createRegistrant,
	createdIn,
	isAboutEmail,
	refusalOf,
	updateRegistrant,
} from './registrantWrites';

/** What has to be done so that somebody is registered as a row says. */
export type Plan =
	| { kind: 'create' }
	| { kind: 'update'; person: Registrant; changes: Details }
	| { kind: 'unchanged'; person: Registrant };

/** Somebody who is registered now. */
export interface Upserted {
	outcome: 'created' | 'updated' | 'unchanged';
	/** Missing when nobody says which ID they have. */
	registrant?: Registrant;
	/** As Swoogo answered it, else as it was looked up. */
	record: IDataObject;
}

/**
 * Looks up whether the person is registered, and what differs. Sends reads only.
 * @throws Failure `ambiguous` when several active registrants have the e-mail address, `rejected` when only cancelled
 * or denied ones have it and the row sets no status
 */
export async function planUpsert(
	item: Item,
	{ person: wanted, details }: Registration,
	people?: People,
): Promise<Plan> {
	const found = await withEmail(item, wanted, people, customIn(details));
	const person = theOneToUpdate(found, wanted, details);
	return person ? await planUpdate(item, person, details) : { kind: 'create' };
}

/** What of these details the registrant does not have already. Reads them once more where custom answers are not known. */
export async function planUpdate(
	item: Item,
	person: Registrant,
	details: Details,
): Promise<Exclude<Plan, { kind: 'create' }>> {
	const custom = customIn(details);
	const isKnown =
		isNewcomer(person) ||
		custom.every((name) => name in person.record || person.asked.includes(name));
	const known = isKnown
		? person
		: await readRegistrant(item, person.id, undefined, UNKNOWN_REGISTRANT, custom);
	const changes = changesIn(details, known.record);
	return Object.keys(changes).length === 0
		? { kind: 'unchanged', person: known }
		: { kind: 'update', person: known, changes };
}

/** The person as the plan would leave them, noted for the rows that are checked after this one. */
export function foreseePlan(
	item: Item,
	{ person: { eventId, email }, details }: Registration,
	plan: Plan,
): Registrant {
	if (plan.kind === 'unchanged') return plan.person;
	if (plan.kind === 'update') return foresee(item, plan.person, plan.changes);
	return foresee(item, toRegistrant({ event_id: eventId, email }), details);
}

/**
 * Does what the plan says.
 * @throws Failure when Swoogo refuses
 */
export async function carryOut(
	item: Item,
	registration: Registration,
	plan: Plan,
	people?: People,
): Promise<Upserted> {
	if (plan.kind === 'unchanged') {
		return { outcome: 'unchanged', registrant: plan.person, record: plan.person.record };
	}
	if (plan.kind === 'update') {
		const { person, changes } = plan;
		const updated = await updateRegistrant(item, person, changes, registration, people);
		return { outcome: 'updated', ...updated };
	}
	const reply = await createRegistrant(item, registration, { people, isNew: true });
	if (reply.ok) {
		return { outcome: 'created', ...(await createdIn(item, reply, registration, people)) };
	}
	const lookAgain = async () => await planUpsert(item, registration);
	const taken = isAboutEmail(reply) ? await item.ifPossible(lookAgain) : undefined;
	if (taken === undefined || taken.kind === 'create') throw refusalOf(item, reply);
	return await carryOut(item, registration, taken, people);
}

function theOneToUpdate(
	found: Registrant[],
	{ email, eventId }: WantedByEmail,
	details: Details,
): Registrant | undefined {
	const active = found.filter(isActive);
	const candidates = active.length > 0 ? active : found;
	if (active.length === 0 && found.length > 0 && details.registration_status === undefined) {
		// Somebody took them off the list: neither a second record nor a change of the old one would be true to that.
		throw new Failure(
			'rejected',
			`Their registration no longer counts: ${named(found)}`,
			"Set 'Registration Status' in 'Additional Fields' to register them again.",
		);
	}
	if (candidates.length < 2) return candidates[0];
	throw new Failure(
		'ambiguous',
		`Several people are registered with ${email} in event ${eventId}: ${named(candidates)}`,
		"Choose one, and change them by their ID with the operation 'Update'.",
	);
}
