import { randomUUID } from 'crypto';

import { Directory } from '../kernel/directory';
import { emptyWebhookSettings, type ZenotiWebhookSettings } from './webhookSettings';

/**
 * Zenoti's RegistrationStatus.
 * @see https://docs.zenoti.com/reference/retrieve-class-registrations
 */
export const registrationStatuses = {
	Registered: 0,
	Cancelled: 1,
	NoShow: 2,
	SignedIn: 3,
	Waitlisted: 4,
	Substituted: 5,
	ClassCancelled: 6,
	Closed: 7,
	Enrolled: 8,
	Rejected: 9,
} as const;

export type RegistrationStatusName = keyof typeof registrationStatuses;

export interface ZenotiCenter {
	/** GUID. */
	id: string;
	code: string;
	name: string;
	/** A Windows zone name. */
	timeZoneName: string;
	city?: string;
}

/** A country by Zenoti's own number, which is not the dial code. */
export interface ZenotiCountry {
	id: number;
	code: string;
	name: string;
	phoneCode: number;
}

/** A guest as Zenoti sends it; `personal_info` and its siblings have Zenoti's own field names. */
export interface ZenotiGuest {
	/** GUID. */
	id: string;
	code: string;
	center_id: string;
	created_date: string;
	personal_info: Record<string, unknown> & {
		first_name: string;
		last_name: string;
		email: string | null;
		mobile_phone: { country_code: number; number: string } | null;
	};
	address_info: Record<string, unknown> | null;
	preferences: Record<string, unknown> | null;
	referral: Record<string, unknown> | null;
	login_info: Record<string, unknown> | null;
	tags: string[] | null;
	/** Whatever else a client sent at the top level, such as `guest_type`; gone when left out of an update. */
	[name: string]: unknown;
}

export interface ZenotiSession {
	id: number;
	/** GUID. */
	guid: string;
	trackId: number;
	name: string;
	/** `YYYY-MM-DDTHH:mm:ss`, center local. */
	startTime: string;
	endTime: string;
}

export interface ZenotiWorkshop {
	id: number;
	name: string;
	isOpen: boolean;
	tracks: Map<number, { id: number; capacity: number }>;
	sessions: ZenotiSession[];
}

export interface ZenotiRegistration {
	id: number;
	/** GUID. */
	guid: string;
	workshopId: number;
	trackId: number;
	/** GUIDs in lower case. */
	guestId: string;
	centerId: string;
	status: RegistrationStatusName;
	/** The status to return to when the last check-in is undone. */
	statusBeforeSignIn: RegistrationStatusName;
	signedInSessionIds: Set<number>;
	isFromWaitlist: boolean;
	isInvoiceClosed: boolean;
	invoiceId: string;
	registeredAt: string;
}

/** Everything the simulated Zenoti knows, and the switches for what its documentation leaves open. */
export interface ZenotiState extends ZenotiWebhookSettings {
	nextRegistrationId: number;
	nextGuestNumber: number;
	/** By GUID in lower case. */
	centers: Map<string, ZenotiCenter>;
	/** By Zenoti's number. */
	countries: Map<number, ZenotiCountry>;
	/** By GUID in lower case; `withKey` finds by e-mail. */
	guests: Directory<string, ZenotiGuest>;
	workshops: Map<number, ZenotiWorkshop>;
	/** By id; `withKey` finds by the guest's GUID. */
	registrations: Directory<number, ZenotiRegistration>;
	/** The organization setting "Search Guest Across Centers". */
	searchGuestAcrossCenters: boolean;
	/** How a search compares; the documentation does not say. */
	searchMatching: 'prefix' | 'exact';
	/** Parameters of a guest search that are ignored without a word, such as `email`. */
	unsearchableGuestFields: string[];
	/** Whether a guest search says how many there are; the documented sample does not. */
	searchPageInfo: 'sent' | 'omitted';
	/**
	 * What a guest must have besides the names, by the organization's guest settings: fields of
	 * `personal_info`, or a path from the top, such as `address_info.city`.
	 */
	mandatoryGuestFields: string[];
	/** Whether two guests may have the same e-mail; `refused` answers 442. */
	duplicateGuestEmails: 'allowed' | 'refused';
	/** Whether a country number that is not in `countries` (a dial code, say) is refused with 484. */
	unknownCountries: 'accepted' | 'refused';
	/** Whether enums arrive as numbers or as names. */
	enumsAs: 'number' | 'name';
	/** The status of a new registration; some organizations get `Enrolled` until it is paid. */
	statusAfterRegister: RegistrationStatusName;
}

/** A Zenoti without guests, workshops or centers. */
export function emptyZenotiState(): ZenotiState {
	return {
		nextRegistrationId: 120001,
		nextGuestNumber: 100,
		centers: new Map(),
		countries: new Map([
			[225, { id: 225, code: 'US', name: 'United States', phoneCode: 1 }],
			[95, { id: 95, code: 'IN', name: 'India', phoneCode: 91 }],
		]),
		guests: new Directory((guest) => guest.personal_info.email ?? ''),
		workshops: new Map(),
		registrations: new Directory((registration) => registration.guestId),
		searchGuestAcrossCenters: true,
		searchMatching: 'prefix',
		unsearchableGuestFields: [],
		searchPageInfo: 'sent',
		mandatoryGuestFields: [],
		duplicateGuestEmails: 'allowed',
		unknownCountries: 'accepted',
		enumsAs: 'number',
		statusAfterRegister: 'Registered',
		...emptyWebhookSettings(),
	};
}

/** A guest with everything that is not given left empty, as a new one. */
export function zenotiGuest(fields: {
	id: string;
	centerId: string;
	firstName: string;
	lastName: string;
	email?: string;
	phone?: { country_code: number; number: string };
	code?: string;
}): ZenotiGuest {
	return {
		id: fields.id,
		code: fields.code ?? `G${fields.id.slice(0, 8)}`,
		center_id: fields.centerId,
		created_date: '2026-01-05T09:00:00',
		personal_info: {
			first_name: fields.firstName,
			last_name: fields.lastName,
			email: fields.email ?? null,
			mobile_phone: fields.phone ?? null,
			gender: 0,
			date_of_birth: '0001-01-01T00:00:00',
		},
		address_info: null,
		preferences: null,
		referral: null,
		login_info: null,
		tags: null,
	};
}

/** A workshop with one session per track on consecutive days. */
export function zenotiWorkshop(fields: {
	id: number;
	name: string;
	isOpen?: boolean;
	/** Track id to capacity. */
	tracks: Record<number, number>;
}): ZenotiWorkshop {
	const trackIds = Object.keys(fields.tracks).map(Number);
	return {
		id: fields.id,
		name: fields.name,
		isOpen: fields.isOpen ?? true,
		tracks: new Map(trackIds.map((id) => [id, { id, capacity: fields.tracks[id] }])),
		sessions: trackIds.map((trackId, index) => ({
			id: trackId * 10,
			guid: `77777777-7777-4777-8777-${String(trackId).padStart(12, '0')}`,
			trackId,
			name: fields.name,
			startTime: `2031-03-${String(14 + index).padStart(2, '0')}T09:00:00`,
			endTime: `2031-03-${String(14 + index).padStart(2, '0')}T12:00:00`,
		})),
	};
}

/** Adds a registration without any check and without a ledger entry. */
export function addZenotiRegistration(
	state: ZenotiState,
	fields: Pick<ZenotiRegistration, 'workshopId' | 'trackId' | 'guestId' | 'centerId'> & {
		status?: RegistrationStatusName;
	},
): ZenotiRegistration {
	const registration: ZenotiRegistration = {
		...fields,
		id: state.nextRegistrationId++,
		guid: randomUUID(),
		guestId: fields.guestId.toLowerCase(),
		centerId: fields.centerId.toLowerCase(),
		status: fields.status ?? 'Registered',
		statusBeforeSignIn: 'Registered',
		signedInSessionIds: new Set(),
		isFromWaitlist: false,
		isInvoiceClosed: false,
		invoiceId: randomUUID(),
		registeredAt: new Date().toISOString().slice(0, 19),
	};
	state.registrations.set(registration.id, registration);
	return registration;
}
