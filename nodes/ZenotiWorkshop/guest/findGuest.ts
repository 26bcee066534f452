import type { IDataObject } from 'n8n-workflow';

import type { Reply } from '../../shared/answer';
import { Failure } from '../../shared/failure';
import type { Item } from '../../shared/item';
import { type PageRequest, readList } from '../../shared/pages';
import { valueAt } from '../simplified';
import { API, zenoti } from '../zenoti';
import { type Identity, guidOf, isOf, keyOf, searchFor, worded } from './identity';

/** Where guests are searched. https://docs.zenoti.com/reference/search-for-a-guest */
export const SEARCH = `${API}/guests/search`;

const MOST_NAMED = 5;

/** The GUID of the guest that a row names, by ID or by e-mail address. */
export async function guestIdOf(item: Item, centerId?: string): Promise<string> {
	if (item.located('guestId').mode !== 'email') return item.guid('guestId');
	return await findGuest(item, item.email('guestId'), centerId);
}

/** The center that stands beside the guest, where the row gives one. */
export function centerIdOf(item: Item): string | undefined {
	return item.value('centerId') === undefined ? undefined : item.guid('centerId');
}

/**
 * The GUID of the one guest with this e-mail address, searched in the center first, then in the whole organization.
 * Letter case and spaces around the address do not matter.
 * @throws Failure `notFound`; `ambiguous` when several guests have the address, naming them
 */
export async function findGuest(item: Item, email: string, centerId?: string): Promise<string> {
	const identity = { email };
	const name = JSON.stringify(['guest', centerId, ...keyOf(identity)]);
	const found = await item.once(name, async () => await guestsAnywhere(item, identity, centerId));
	const [guest] = found;
	if (!guest) throw nobody(email, centerId);
	if (found.length > 1) {
		const advice = "Choose 'By ID' in 'Guest' and enter the right one, or merge them in Zenoti.";
		throw severalGuests(identity, found, advice);
	}
	return guidOf(guest);
}

/** The guests who are the one, in the center; if there are none, or no center is given, in the whole organization. */
export async function guestsAnywhere(
	item: Item,
	identity: Identity,
	centerId?: string,
): Promise<IDataObject[]> {
	if (centerId === undefined) return await guestsOfOrganization(item, identity);
	const inCenter = await guestsInCenter(item, identity, centerId);
	return inCenter.length > 0 ? inCenter : await guestsElsewhere(item, identity);
}

/** The guests who are the one, in one center. */
export async function guestsInCenter(
	item: Item,
	identity: Identity,
	centerId: string,
): Promise<IDataObject[]> {
	return await search(item, identity, { center_id: centerId }, (refused) => {
		throw item.refusal(refused);
	});
}

/** Several guests where one was meant. */
export function severalGuests(identity: Identity, guests: IDataObject[], advice: string): Failure {
	const named = guests.slice(0, MOST_NAMED).map(guestNamed);
	const others = guests.length - named.length;
	const rest = others > 0 ? ` and ${others} more` : '';
	return new Failure(
		'ambiguous',
		`${guests.length} guests have ${worded(identity)}: ${named.join(', ')}${rest}`,
		advice,
	);
}

/** A guest as a sentence names them. */
export function guestNamed(guest: IDataObject): string {
	const parts = ['first_name', 'last_name'].map((part) => valueAt(guest, `personal_info.${part}`));
	const name = parts.filter(Boolean).join(' ').slice(0, 40);
	const id = guidOf(guest);
	return `${name || 'a guest without name'}${id ? ` (${id})` : ''}`;
}

/** Whom the rows checked before would have created, as the rows describe them. */
export function foreseenGuests(item: Item): Map<string, IDataObject> {
	return item.foreseen('new guests');
}

async function guestsOfOrganization(item: Item, identity: Identity): Promise<IDataObject[]> {
	return await search(item, identity, {}, (refused) => {
		const advice = "Fill in 'Center': without it, Zenoti may allow no search across centers.";
		throw item.refusal(refused, refused.status === 403 ? {} : { advice });
	});
}

// Refused where the organization's setting "Search Guest Across Centers" is off: the same search was allowed in a
// center a moment before. Anything but a refusal must not look like "nobody", because nobody is then created.
async function guestsElsewhere(item: Item, identity: Identity): Promise<IDataObject[]> {
	const setting = await item.once('search across centers', async () => ({ isOff: false }));
	if (setting.isOff) return [];
	return await search(item, identity, {}, (refused) => {
		setting.isOff = true;
		return { ...refused, ok: true, body: { guests: [] } };
	});
}

async function search(
	item: Item,
	identity: Identity,
	place: IDataObject,
	ifRefused: (reply: Reply) => Reply,
): Promise<IDataObject[]> {
	const guests = new Map<string, IDataObject>();
	const send = async (request: PageRequest) => {
		const reply = await item.send(request);
		return reply.ok ? reply : ifRefused(reply);
	};
	const query = { ...searchFor(identity), ...place };
	for await (const page of readList(zenoti, send, { path: SEARCH, query })) {
		for (const guest of page) {
			if (guidOf(guest) !== '' && isOf(identity, guest)) guests.set(guidOf(guest), guest);
		}
	}
	const isThere = ({ center_id }: IDataObject) =>
		place.center_id === undefined || center_id === place.center_id;
	const foreseen = [...foreseenGuests(item).values()].filter(
		(guest) => isThere(guest) && isOf(identity, guest),
	);
	return [...guests.values(), ...foreseen];
}

function nobody(email: string, centerId: string | undefined): Failure {
	const place = centerId === undefined ? '' : ` in center ${centerId}`;
	return new Failure(
		'notFound',
		`Zenoti knows no guest with the e-mail address ${email}${place}`,
		'Correct the address, or create the guest first.',
	);
}
