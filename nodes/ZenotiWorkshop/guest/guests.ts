import type { IDataObject } from 'n8n-workflow';

import type { Item } from '../../shared/item';
import { path } from '../../shared/request';
import type { Chosen } from '../simplified';
import { API } from '../zenoti';

/** Where guests are created. https://docs.zenoti.com/reference/create-a-guest */
export const GUESTS = `${API}/guests`;

/** The documented groups of a guest that come only when they are asked for. https://docs.zenoti.com/reference/retrieve-guest-details */
const GROUPS = ['tags', 'referral', 'address_info', 'preferences', 'login_info'];

// Asks for everything that Zenoti keeps about a guest.
const EXPANDED = `?${GROUPS.map((group) => `expand=${group}`).join('&')}`;

/** The path of one guest. */
export function guestPath(guestId: string): string {
	return `${API}${path`/guests/${guestId}`}`;
}

/** The path of a guest's registrations. https://docs.zenoti.com/reference/fetch-user-registrations-for-classesworkshops */
export function guestRegistrationsPath(guestId: string): string {
	return `${guestPath(guestId)}/registrations`;
}

/** A whole guest, without the `error` that answers carry when all is well. https://docs.zenoti.com/reference/retrieve-guest-details */
export async function readGuest(item: Item, guestId: string): Promise<IDataObject> {
	const path = guestPath(guestId) + EXPANDED;
	const guest = { ...item.found(await item.send({ method: 'GET', path }), guestId) };
	delete guest.error;
	return guest;
}

/** What remains of a guest with 'Simplify'. */
export const GUEST_SIMPLIFIED: Chosen = {
	id: 'id',
	code: 'code',
	first_name: 'personal_info.first_name',
	last_name: 'personal_info.last_name',
	email: 'personal_info.email',
	mobile_phone: 'personal_info.mobile_phone.number',
	date_of_birth: 'personal_info.date_of_birth',
	center_id: 'center_id',
	center_name: 'center_name',
	created_date: 'created_date',
};
