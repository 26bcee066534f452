import { randomUUID } from 'crypto';

import { zenotiRefusal } from './answers';
import type { ZenotiGuest, ZenotiState } from './state';

/**
 * A guest made of the body of a creation.
 * @throws Refusal 503, 481, 502, 441, 442, 482 or 484. inferred: their words; all but the 481 are known
 * from Zenoti's retired specification only
 * @see https://docs.zenoti.com/reference/create-a-guest
 */
export function newGuest(body: unknown, state: ZenotiState): ZenotiGuest {
	return guestFromBody(body, state, {
		id: randomUUID(),
		code: `G${state.nextGuestNumber++}`,
		created_date: new Date().toISOString().slice(0, 19),
	});
}

/**
 * The guest after an update: a full replacement, as documented.
 * inferred: what is not sent is emptied.
 * @throws Refusal as `newGuest`
 * @see https://docs.zenoti.com/reference/update-a-guest
 */
export function changedGuest(before: ZenotiGuest, body: unknown, state: ZenotiState): ZenotiGuest {
	return guestFromBody(body, state, before);
}

type GivenGuest = Partial<ZenotiGuest> & { personal_info: ZenotiGuest['personal_info'] };
type FixedFields = Pick<ZenotiGuest, 'id' | 'code' | 'created_date'>;

function guestFromBody(body: unknown, state: ZenotiState, fixed: FixedFields): ZenotiGuest {
	const given = readGuest(body);
	requireGuestFields(given, state);
	requireUniqueGuest(given, state, fixed);
	const { id, created_date } = fixed;
	const { personal_info: personal } = given;
	return {
		...given,
		id,
		code: given.code || fixed.code,
		created_date,
		center_id: String(given.center_id).toLowerCase(),
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

function readGuest(body: unknown): GivenGuest {
	if (typeof body !== 'object' || body === null) throw zenotiRefusal(503, 'MissingInput');
	const given = body as Partial<ZenotiGuest>;
	return { ...given, personal_info: { ...given.personal_info } as GivenGuest['personal_info'] };
}

function requireGuestFields(given: GivenGuest, state: ZenotiState): void {
	const mandatory = ['first_name', 'last_name', ...state.mandatoryGuestFields];
	if (mandatory.some((name) => isMissing(given, name))) {
		throw zenotiRefusal(481, `Guest mandatory fields missing: ${mandatory.join(', ')}`);
	}
	if (!state.centers.has(String(given.center_id ?? '').toLowerCase())) {
		throw zenotiRefusal(502, 'Invalid center_id.');
	}
	const { mobile_phone: phone, nationality_id: nationality } = given.personal_info;
	if (phone && !/^(\D*\d){4,15}\D*$/.test(String(phone.number))) {
		throw zenotiRefusal(482, 'Mobile number not in length range.');
	}
	const countries = [phone?.country_code, nationality, given.address_info?.country_id];
	if (state.unknownCountries === 'refused' && countries.some((id) => isUnknown(id, state))) {
		throw zenotiRefusal(484, 'Country is not valid.');
	}
}

function isMissing(given: GivenGuest, name: string): boolean {
	const path = name.includes('.') ? name.split('.') : ['personal_info', name];
	const value = path.reduce<unknown>(
		(record, key) => (record as Record<string, unknown> | null | undefined)?.[key],
		given,
	);
	return value === undefined || value === null || value === '';
}

function isUnknown(countryId: unknown, state: ZenotiState): boolean {
	// Samples show -1 and 0 where no country was given.
	if (countryId === undefined || countryId === null || Number(countryId) <= 0) return false;
	return !state.countries.has(Number(countryId));
}

function requireUniqueGuest(given: GivenGuest, state: ZenotiState, fixed: FixedFields): void {
	const { email } = given.personal_info;
	const isOther = (guest: ZenotiGuest) => guest.id !== fixed.id;
	if (email && state.duplicateGuestEmails === 'refused') {
		if (state.guests.withKey(email).some(isOther)) {
			throw zenotiRefusal(442, 'User email already exists.');
		}
	}
	const hasCode = (guest: ZenotiGuest) => guest.code === given.code && isOther(guest);
	const isNewCode = given.code && given.code !== fixed.code;
	if (isNewCode && [...state.guests.values()].some(hasCode)) {
		throw zenotiRefusal(441, 'User code already exists.');
	}
}
