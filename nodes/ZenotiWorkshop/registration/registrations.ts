import type { IDataObject } from 'n8n-workflow';

import { type Reply, asRecord } from '../../shared/answer';
import type { Item } from '../../shared/item';
import { path } from '../../shared/request';
import { guestRegistrationsPath } from '../guest/guests';
import { API } from '../zenoti';

/** RegistrationStatus; the position is Zenoti's number. https://docs.zenoti.com/reference/retrieve-class-registrations */
export const STATUSES = [
	'Registered',
	'Cancelled',
	'NoShow',
	'SignedIn',
	'Waitlisted',
	'Substituted',
	'ClassCancelled',
	'Closed',
	'Enrolled',
	'Rejected',
] as const;

const GONE: unknown[] = ['Cancelled', 'ClassCancelled', 'Rejected'];

/** The name of a status that may come as a number, as text of one, or as a name; `undefined` when it is none. */
export function statusNamed(value: unknown): (typeof STATUSES)[number] | undefined {
	const isText = typeof value === 'number' || typeof value === 'string';
	const text = isText ? String(value).trim().toLowerCase() : '';
	return STATUSES.find((name, number) => text === name.toLowerCase() || text === String(number));
}

/** The path of a workshop's registrations. */
export function registrationsPath(workshopId: string): string {
	return `${API}${path`/workshops/${workshopId}/registrations`}`;
}

/** The registration in an answer, without what is wrapped around it. */
export function registrationIn({ record }: Reply): IDataObject {
	const { registrations } = record;
	if (registrations === undefined) return record;
	return asRecord(Array.isArray(registrations) ? registrations[0] : registrations);
}

/**
 * The guest's registration for the workshop that is still in force; `undefined` when Zenoti shows none.
 * https://docs.zenoti.com/reference/fetch-user-registrations-for-classesworkshops
 */
export async function findRegistration(
	item: Item,
	workshopId: string,
	guestId: string,
): Promise<IDataObject | undefined> {
	for await (const page of item.pages({ path: guestRegistrationsPath(guestId) })) {
		const found = page.find(
			// Only class_id is documented here; a workshop's number is seen to arrive in it.
			({ class_id, workshop_id, status }) =>
				[class_id, workshop_id].some((id) => String(id ?? '') === workshopId) &&
				!GONE.includes(statusNamed(status)),
		);
		if (found) return found;
	}
	return undefined;
}
