import type { IDataObject } from 'n8n-workflow';

import { asRecord } from '../../shared/answer';
import { Failure } from '../../shared/failure';
import type { Item } from '../../shared/item';
import { API } from '../zenoti';

const MOST_NAMED = 5;

/** The GUID of the guest that a row names, by ID or by e-mail address. */
export async function guestIdOf(item: Item, centerId: string): Promise<string> {
	if (item.located('guestId').mode !== 'email') return item.guid('guestId');
	return await findGuest(item, item.email('guestId'), centerId);
}

/**
 * The GUID of the one guest with this e-mail address, searched in the center first, then in the whole organization.
 * Letter case and spaces around the address do not matter.
 * @throws Failure `notFound`; `ambiguous` when several guests have the address, naming them
 */
export async function findGuest(item: Item, email: string, centerId: string): Promise<string> {
	const found = await item.once(`guest ${centerId} ${folded(email)}`, async () => {
		const inCenter = await guestsWith(item, email, { center_id: centerId });
		if (inCenter.length > 0) return inCenter;
		// Refused where the organization's setting "Search Guest Across Centers" is off.
		return (await item.ifPossible(async () => await guestsWith(item, email, {}))) ?? [];
	});
	const [guest] = found;
	if (!guest) throw nobody(email, centerId);
	if (found.length > 1) throw severalGuests(email, found);
	return folded(guest.id);
}

// How the search compares is not documented, so its results are compared here.
async function guestsWith(item: Item, email: string, place: IDataObject): Promise<IDataObject[]> {
	const guests = new Map<string, IDataObject>();
	// https://docs.zenoti.com/reference/search-for-a-guest
	for await (const page of item.pages({
		path: `${API}/guests/search`,
		query: { email, ...place },
	})) {
		for (const guest of page) {
			const hasId = folded(guest.id) !== '';
			if (hasId && folded(asRecord(guest.personal_info).email) === folded(email)) {
				guests.set(folded(guest.id), guest);
			}
		}
	}
	return [...guests.values()];
}

function folded(value: unknown): string {
	return typeof value === 'string' ? value.trim().toLowerCase() : '';
}

function nobody(email: string, centerId: string): Failure {
	return new Failure(
		'notFound',
		`Zenoti knows no guest with the e-mail address ${email} in center ${centerId}`,
		'Correct the address, or create the guest first.',
	);
}

function severalGuests(email: string, guests: IDataObject[]): Failure {
	const named = guests.slice(0, MOST_NAMED).map(({ id, personal_info: person }) => {
		const { first_name: first, last_name: last } = asRecord(person);
		const name = [first, last].filter(Boolean).join(' ').slice(0, 40);
		return `${name || 'a guest without name'} (${folded(id)})`;
	});
	const others = guests.length - named.length;
	const rest = others > 0 ? ` and ${others} more` : '';
	return new Failure(
		'ambiguous',
		`${guests.length} guests have the e-mail address ${email}: ${named.join(', ')}${rest}`,
		"Choose 'By ID' in 'Guest' and enter the right one, or merge them in Zenoti.",
	);
}
