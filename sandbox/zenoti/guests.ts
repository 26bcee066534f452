import { randomUUID } from 'crypto';

import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { HandlerContext } from '../kernel/providerSandbox';
import { expandedNames, guidFromPath, pageOf, queryOf, zenotiRefusal } from './answers';
import type { ZenotiGuest, ZenotiState } from './state';

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
		const guest = createGuest(request, state);
		state.guests.set(guest.id.toLowerCase(), guest);
		ledger.record('guest.created', {
			person: personOf(state, guest.id),
			data: { guestId: guest.id },
		});
		return publicGuest(guest, expandedNames(request));
	});
	app.get('/guests/:guestId', async (request) =>
		publicGuest(requireGuest(request, state), expandedNames(request)),
	);
	app.put('/guests/:guestId', async (request) => {
		const before = requireGuest(request, state);
		// Full replacement, as documented. inferred: what is not sent is emptied.
		const guest = guestFromBody(request.body, state, before);
		state.guests.set(guest.id.toLowerCase(), guest);
		ledger.record('guest.updated', {
			person: personOf(state, guest.id),
			data: { guestId: guest.id },
		});
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
			Object.entries(searchableFields(guest)).every(([name, value]) =>
				matches(value, query[name], state.searchMatching),
			),
	);
	const { rows, pageInfo } = pageOf(request, guests);
	return { guests: rows.map((guest) => publicGuest(guest, [])), page_info: pageInfo };
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

function createGuest(request: FastifyRequest, state: ZenotiState): ZenotiGuest {
	return guestFromBody(request.body, state, {
		id: randomUUID(),
		code: `G${state.nextGuestNumber++}`,
		created_date: new Date().toISOString().slice(0, 19),
	});
}

/** inferred: the codes of refusals, from Zenoti's retired specification; their HTTP status. */
function guestFromBody(
	body: unknown,
	state: ZenotiState,
	fixed: Pick<ZenotiGuest, 'id' | 'code' | 'created_date'>,
): ZenotiGuest {
	const given = (body ?? {}) as Partial<ZenotiGuest>;
	const personal = { ...given.personal_info } as ZenotiGuest['personal_info'];
	const mandatory = ['first_name', 'last_name', ...state.mandatoryGuestFields];
	if (mandatory.some((name) => !personal[name])) {
		throw zenotiRefusal(481, `Guest mandatory fields missing: ${mandatory.join(', ')}`);
	}
	const centerId = String(given.center_id ?? '').toLowerCase();
	if (!state.centers.has(centerId)) throw zenotiRefusal(502, 'Invalid center_id.');
	return {
		id: fixed.id,
		code: fixed.code,
		created_date: fixed.created_date,
		center_id: centerId,
		personal_info: {
			...personal,
			email: personal.email ?? null,
			mobile_phone: personal.mobile_phone ?? null,
			gender: personal.gender ?? 0,
			date_of_birth: personal.date_of_birth ?? '0001-01-01T00:00:00',
		},
		address_info: given.address_info ?? null,
		preferences: given.preferences ?? null,
		referral: given.referral ?? null,
		login_info: given.login_info ?? null,
		tags: given.tags ?? null,
	};
}

/** Some groups are sent only when `expand` names them. */
function publicGuest(guest: ZenotiGuest, expanded: string[]): unknown {
	const optional = ['tags', 'referral', 'address_info', 'preferences', 'login_info'];
	const entries = Object.entries(guest);
	return Object.fromEntries(
		entries.filter(([name]) => !optional.includes(name) || expanded.includes(name)),
	);
}
