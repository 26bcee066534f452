import { DateTime } from 'luxon';

import { Directory } from '../kernel/directory';

/** A choice as Swoogo answers it. */
export interface SwoogoChoice {
	id: number | null;
	value: string | null;
}

/** A record with Swoogo's own field names. */
export type SwoogoRecord = Record<string, unknown> & { id: number };

export type SwoogoRegistrant = SwoogoRecord & {
	/** The id of the group's primary registrant; its own id when in no group. */
	group_id: number;
	event_id: number;
	contact_id: number;
	reg_type_id: SwoogoChoice;
	package_id: number | null;
	email: string;
	first_name: string;
	last_name: string;
	session_ids: string[];
	registration_status: string;
	updated_at: string;
};

export type SwoogoEvent = SwoogoRecord & { name: string; capacity: number | null };
export type SwoogoEventPart = SwoogoRecord & {
	event_id: number;
	name: string;
	capacity?: number | null;
};
export type SwoogoContact = SwoogoRecord & { email: string };

/** A registration question; its answers are the registrants' field `attribute`. */
export type SwoogoQuestion = SwoogoEventPart & {
	/** `c_<id>` */
	attribute: string;
	type: string;
	choices: SwoogoQuestionChoice[];
	/** What an answer is; the API does not show it, because the words it uses in `type` are not known. */
	kind: SwoogoQuestionKind;
};

export type SwoogoQuestionKind = 'text' | 'singleChoice' | 'multipleChoice' | 'checkbox';

export interface SwoogoQuestionChoice {
	id: number;
	name: string;
	sort: number;
}

/** Everything the simulated Swoogo knows, and the switches for what its documentation leaves open. */
export interface SwoogoState {
	/** The next id given to a registrant or contact. */
	nextId: number;
	/** `YYYY-MM-DD HH:mm:ss` that every change is stamped with; null for the real time. */
	currentTime: string | null;
	/** IANA name of the zone of such stamps at the real time; the documentation does not name it. */
	timeZone: string;
	tokenLifetimeSeconds: number;
	/** Refuses the key at the token call. */
	revoked: boolean;
	/** Issued tokens and when they end, milliseconds since 1970. Delete one to let it expire. */
	tokens: Map<string, number>;
	events: Map<number, SwoogoEvent>;
	/** By id; `withKey` finds by e-mail over all events. */
	registrants: Directory<number, SwoogoRegistrant>;
	contacts: Directory<number, SwoogoContact>;
	sessions: Map<number, SwoogoEventPart>;
	regTypes: Map<number, SwoogoEventPart>;
	packages: Map<number, SwoogoEventPart>;
	questions: Map<number, SwoogoEventPart>;
	/** Larger pages are cut to this size; the answer's `_meta.perPage` says so. */
	maximumPageSize: number;
	/**
	 * Fields whose conditions in `search` are ignored without a word: `email` in every list,
	 * `contacts.email` in one, `contacts.*` all of one.
	 */
	unfilterableFields: string[];
	/** Fields that `sort` ignores without a word, written like `unfilterableFields`. */
	unsortableFields: string[];
	/** What a new registrant must have besides the e-mail, such as `first_name` or `c_1234`. */
	requiredRegistrantFields: string[];
	/** Whether adding a session that overlaps with another one of the registrant is refused. */
	sessionConflicts: 'allowed' | 'refused';
	/** Whether one event takes the same e-mail twice; the documentation does not say. */
	duplicateEmails: 'allowed' | 'refused';
	/** The success code and the body of a creation; the documentation prints neither clearly. */
	createStatus: 200 | 201;
	createAnswer: 'record' | 'timestampsOnly';
	/** Which of the two documented spellings of "remove from group" is live; the other answers 404. */
	groupRemovalPath: 'groups' | 'group';
}

/** A Swoogo without events and people. */
export function emptySwoogoState(): SwoogoState {
	return {
		nextId: 9001,
		currentTime: null,
		timeZone: 'utc',
		tokenLifetimeSeconds: 1800,
		revoked: false,
		tokens: new Map(),
		events: new Map(),
		registrants: new Directory((registrant) => registrant.email),
		contacts: new Directory((contact) => contact.email),
		sessions: new Map(),
		regTypes: new Map(),
		packages: new Map(),
		questions: new Map(),
		maximumPageSize: 200,
		unfilterableFields: [],
		unsortableFields: [],
		requiredRegistrantFields: [],
		sessionConflicts: 'allowed',
		duplicateEmails: 'allowed',
		createStatus: 201,
		createAnswer: 'record',
		groupRemovalPath: 'groups',
	};
}

/**
 * Now, as Swoogo writes it: `YYYY-MM-DD HH:mm:ss`, by the state's clock. inferred: in UTC, where no
 * state is given.
 */
export function swoogoNow(state?: Pick<SwoogoState, 'currentTime' | 'timeZone'>): string {
	if (state?.currentTime) return state.currentTime;
	return DateTime.now()
		.setZone(state?.timeZone ?? 'utc')
		.toFormat('yyyy-MM-dd HH:mm:ss');
}

/** A confirmed registrant with everything that is not given left empty. */
export function swoogoRegistrant(fields: {
	id: number;
	eventId: number;
	email: string;
	firstName: string;
	lastName: string;
	company?: string;
	/** The primary's id; its own when missing. */
	groupId?: number;
	contactId?: number;
	/** When they registered, `YYYY-MM-DD HH:mm:ss`; now when missing. */
	at?: string;
}): SwoogoRegistrant {
	const now = fields.at ?? swoogoNow();
	return {
		id: fields.id,
		group_id: fields.groupId ?? fields.id,
		event_id: fields.eventId,
		contact_id: fields.contactId ?? fields.id + 100_000,
		reg_type_id: { id: null, value: null },
		package_id: null,
		discount_code: null,
		email: fields.email,
		first_name: fields.firstName,
		last_name: fields.lastName,
		company: fields.company ?? '',
		job_title: '',
		work_phone: '',
		mobile_phone: '',
		session_ids: [],
		waitlisted_session_ids: [],
		notes: null,
		reference: null,
		individual_net: '0.00',
		individual_gross: '0.00',
		group_gross: '0.00',
		group_paid: '0.00',
		group_balance_due: 0,
		created_at: now,
		updated_at: now,
		registered_at: now,
		cancelled_at: null,
		checked_in_at: null,
		secure_id: `SECURE${fields.id}`,
		timezone: 'Europe/London',
		registration_status: 'confirmed',
		payment_status: null,
		language: 'en-us',
		payment_method: '',
		po_number: '',
	};
}
