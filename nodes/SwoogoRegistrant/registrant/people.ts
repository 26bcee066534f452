import type { IDataObject } from 'n8n-workflow';

import { asRecord } from '../../shared/answer';

/** Who a registrant is and where they stand; ids are text, whatever Swoogo wrote. */
export interface Registrant {
	id: string;
	eventId: string;
	/** The id of the group's primary registrant; their own when they are in no group. */
	groupId: string;
	/** Trimmed and in lower case. */
	email: string;
	/** In lower case; an open set. https://developer.swoogo.com/api-reference/overviews/registrants */
	status: string;
	/** As Swoogo answered it. */
	record: IDataObject;
	/** The further fields that were asked for; one that is missing in the record has no value, or never comes back. */
	asked: readonly string[];
}

/** All that our fields can change, so that what a row would change is known without a further read. */
const LOOKUP_FIELDS = [
	...['id', 'event_id', 'group_id', 'email', 'prefix', 'first_name', 'middle_name', 'last_name'],
	...['suffix', 'company', 'job_title', 'work_phone', 'mobile_phone', 'registration_status'],
	...['reg_type_id', 'package_id', 'session_ids', 'waitlisted_session_ids', 'discount_code'],
	...['payment_method', 'po_number', 'notes', 'reference'],
];

/** What a lookup asks for: Swoogo leaves most fields out unless they are named. */
export function lookupFields(further: string[] = []): string {
	return [...LOOKUP_FIELDS, ...further].join(',');
}

/** Reads a record that was asked for with {@link lookupFields}, or more. */
export function toRegistrant(record: IDataObject, asked: readonly string[] = []): Registrant {
	const id = textOfId(record.id) ?? '';
	return {
		id,
		eventId: textOfId(record.event_id) ?? '',
		groupId: textOfId(record.group_id) ?? id,
		email: foldEmail(typeof record.email === 'string' ? record.email : ''),
		status: String(record.registration_status ?? '').toLowerCase(),
		record,
		asked,
	};
}

/** An e-mail address as it is compared. */
export function foldEmail(email: string): string {
	return email.trim().normalize('NFC').toLowerCase();
}

// Choices come as `{ id, value }`. https://developer.swoogo.com/api-reference/overviews/registrants
function textOfId(value: unknown): string | undefined {
	const id = asRecord(value).id ?? value;
	return typeof id === 'number' || (typeof id === 'string' && id !== '') ? String(id) : undefined;
}

/** By what a run claims somebody. */
type Who = Pick<Registrant, 'id' | 'email'>;

/** The people of one event, read once, with what this run did to them since. */
export class People {
	private readonly byId = new Map<string, Registrant>();

	private readonly byEmail = new Map<string, Set<string>>();

	private readonly byGroup = new Map<string, Set<string>>();

	private readonly doubted = new Set<string>();

	/** `isTouched` tells whether another run has worked on somebody since the event was read. */
	constructor(private readonly isTouched: (who: Partial<Who>) => boolean = () => false) {}

	/**
	 * Says, before a write, that what is known about this id or e-mail may soon be wrong. It holds until {@link note},
	 * so a row that repeats one whose outcome is unknown asks Swoogo again.
	 */
	doubt(idOrEmail: string): void {
		this.doubted.add(foldEmail(idOrEmail));
	}

	/** Adds a person, or replaces what was known of them. */
	note(person: Registrant): void {
		this.doubted.delete(person.id);
		this.doubted.delete(person.email);
		const known = this.byId.get(person.id);
		if (known) {
			this.byGroup.get(known.groupId)?.delete(known.id);
			this.byEmail.get(known.email)?.delete(known.id);
		}
		this.byId.set(person.id, person);
		addTo(this.byEmail, person.email, person.id);
		addTo(this.byGroup, person.groupId, person.id);
	}

	/** `undefined` for strangers, and for people in doubt. */
	withId(id: string): Registrant | undefined {
		const person = this.byId.get(id);
		return this.doubted.has(id) || this.isTouched(person ?? { id }) ? undefined : person;
	}

	isInDoubt(email: string): boolean {
		const isDoubted = this.doubted.has(foldEmail(email)) || this.isTouched({ email });
		return isDoubted || this.withEmail(email).some((person) => this.isTouched(person));
	}

	/** Whether others have worked on the group's primary or its members, so that Swoogo has to be asked who is in it. */
	isGroupInDoubt(groupId: string): boolean {
		return this.isTouched({ id: groupId }) || this.inGroup(groupId).some(this.isTouched);
	}

	withEmail(email: string): Registrant[] {
		return this.those(this.byEmail.get(foldEmail(email)));
	}

	inGroup(groupId: string): Registrant[] {
		return this.those(this.byGroup.get(groupId));
	}

	private those(ids: Set<string> | undefined): Registrant[] {
		return [...(ids ?? [])].flatMap((id) => this.byId.get(id) ?? []);
	}
}

function addTo(index: Map<string, Set<string>>, key: string, id: string): void {
	const ids = index.get(key);
	if (ids) ids.add(id);
	else index.set(key, new Set([id]));
}
