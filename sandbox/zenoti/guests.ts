import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { HandlerContext } from '../kernel/providerSandbox';
import { expandedNames, guidFromPath, pageOf, queryOf, zenotiRefusal } from './answers';
import { changedGuest, newGuest } from './guestFields';
import type { ZenotiGuest, ZenotiState } from './state';
import { zenotiGuestEvent } from './webhookEvents';
import { announce } from './webhooks';

type Context = HandlerContext<ZenotiState>;

/**
 * Guests: search, list, create, retrieve, update.
 * @see https://docs.zenoti.com/reference/search-for-a-guest
 * @see https://docs.zenoti.com/reference/create-a-guest
 * @see https://docs.zenoti.com/reference/update-a-guest
 */
export function installGuestRoutes(app: FastifyInstance, context: Context): void {
	const { state, ledger } = context;
	app.get('/guests/search', async (request) => search(request, state));
	app.get('/guests', async (request) => {
		const centerId = queryOf(request).center_id?.toLowerCase();
		if (!centerId) throw zenotiRefusal(502, 'Invalid center_id.');
		const guests = [...state.guests.values()].filter((guest) => isAt(guest, centerId));
		const { rows, pageInfo } = pageOf(request, guests);
		return { guests: rows.map((guest) => publicGuest(guest, [])), page_Info: pageInfo };
	});
	app.post('/guests', async (request) => {
		const guest = newGuest(request.body, state);
		state.guests.set(guest.id.toLowerCase(), guest);
		ledger.record('guest.created', {
			person: personOf(state, guest.id),
			data: { guestId: guest.id },
		});
		announce(context, zenotiGuestEvent('Guest.Created', guest));
		return publicGuest(guest, expandedNames(request));
	});
	app.get('/guests/:guestId', async (request) =>
		publicGuest(requireGuest(request, state), expandedNames(request)),
	);
	app.put('/guests/:guestId', async (request) => {
		const before = requireGuest(request, state);
		const guest = changedGuest(before, request.body, state);
		state.guests.set(guest.id.toLowerCase(), guest);
		const isRepeat = JSON.stringify(guest) === JSON.stringify(before);
		ledger.record(isRepeat ? 'guest.rewritten' : 'guest.updated', {
			person: personOf(state, guest.id),
			data: { guestId: guest.id },
		});
		announce(context, zenotiGuestEvent('Guest.Updated', guest));
		return publicGuest(guest, expandedNames(request));
	});
}

/** The natural key of a guest for the ledger: the e-mail, else the GUID. */
export function personOf(state: ZenotiState, guestId: string): string {
	return state.guests.get(guestId)?.personal_info.email || guestId;
}

/** inferred: the words and codes of a missing guest, from Zenoti's retired specification. */
export function requireGuest(request: FastifyRequest, state: ZenotiState): ZenotiGuest {
	const guest = state.guests.get(guidFromPath(request, 'guestId'));
	if (!guest) throw zenotiRefusal(414, 'Guest not found');
	return guest;
}

/** inferred: how filters compare (by prefix, all must hold), and that nothing found is an empty list. */
function search(request: FastifyRequest, state: ZenotiState): unknown {
	const query = queryOf(request);
	const centerId = query.center_id?.toLowerCase();
	if (!centerId && !state.searchGuestAcrossCenters) throw zenotiRefusal(502, 'Invalid center_id.');
	const acrossZone = query.search_across_zone === 'true';
	const guests = [...state.guests.values()].filter(
		(guest) =>
			(!centerId || acrossZone || isAt(guest, centerId)) &&
			Object.entries(searchableFields(guest))
				.filter(([name]) => !state.unsearchableGuestFields.includes(name))
				.every(([name, value]) => matches(value, query[name], state.searchMatching)),
	);
	const { rows, pageInfo } = pageOf(request, guests);
	return {
		guests: rows.map((guest) => publicGuest(guest, [])),
		...(state.searchPageInfo === 'sent' ? { page_info: pageInfo } : {}),
	};
}

function searchableFields({ code, personal_info, address_info, tags }: ZenotiGuest) {
	return {
		first_name: personal_info.first_name,
		last_name: personal_info.last_name,
		email: personal_info.email,
		phone: personal_info.mobile_phone?.number,
		zip_code: address_info?.zip_code,
		user_name: personal_info.user_name,
		user_code: code,
		tags: tags?.join(','),
	};
}

function matches(
	value: unknown,
	wanted: string | undefined,
	matching: 'prefix' | 'exact',
): boolean {
	if (!wanted) return true;
	const [have, want] = [String(value ?? ''), wanted].map((text) => text.trim().toLowerCase());
	return matching === 'exact' ? have === want : have.startsWith(want);
}

function isAt(guest: ZenotiGuest, centerId: string): boolean {
	return guest.center_id.toLowerCase() === centerId;
}

/** Some groups are sent only when `expand` names them. */
function publicGuest(guest: ZenotiGuest, expanded: string[]): unknown {
	const optional = ['tags', 'referral', 'address_info', 'preferences', 'login_info'];
	const entries = Object.entries(guest);
	return Object.fromEntries(
		entries.filter(([name]) => !optional.includes(name) || expanded.includes(name)),
	);
}
