import type { IDataObject } from 'n8n-workflow';

import { asRecord } from '../../shared/answer';
import { Failure } from '../../shared/failure';
import type { Item } from '../../shared/item';
import { path } from '../../shared/request';
import { API } from '../knolyx';

/** The path of an event's attendee list. https://docs.knolyx.com/guides/event/ */
export function attendeesPath(communityId: string, eventId: string): string {
	return `${API}${path`/community/${communityId}/event/${eventId}/attendees/paged`}`;
}

/** An event as the paths name it. */
export interface EventIds {
	communityId: string;
	eventId: string;
}

/** An attendee of an event. */
export interface Attendee {
	userId: string;
	/** As Knolyx lists them. */
	record: IDataObject;
}

/** The attendees by one of their fields. */
interface Index {
	known: Map<string, Attendee[]>;
	/** How many attendees cannot be found by it, so that somebody's absence is not certain. */
	unreadable: number;
}

type Attendees = Record<'userId' | 'email', Index>;

/**
 * Who a record of the attendee list is. Its fields are not documented; `id`, `name` and `email` are what webhooks send of a
 * user, at the top here or below `user`. https://docs.knolyx.com/guides/webhooks/
 */
export function readAttendee(record: IDataObject): {
	userId?: string;
	email?: string;
	name?: string;
} {
	const user = { ...record, ...asRecord(record.user) };
	const id = record.userId ?? user.id;
	return {
		userId:
			typeof id === 'number' || (typeof id === 'string' && id !== '') ? String(id) : undefined,
		email: typeof user.email === 'string' ? user.email.trim() || undefined : undefined,
		name: typeof user.name === 'string' ? user.name : undefined,
	};
}

/**
 * The attendee with this e-mail address, in whatever letter case, or with this user id; `undefined` when nobody has it.
 * The list is read once in a run.
 * @throws Failure `ambiguous` when several have the address; `unexpectedAnswer` when the list does not say who they all are
 */
export async function findAttendee(
	item: Item,
	event: EventIds,
	field: keyof Attendees,
	value: string,
): Promise<Attendee | undefined> {
	const { [field]: index } = await attendeesOf(item, event);
	const [found, ...others] = index.known.get(value.toLowerCase()) ?? [];
	if (found && others.length > 0) throw severalHave(value, [found, ...others]);
	if (found || index.unreadable === 0) return found;
	const lacking = field === 'email' ? 'e-mail addresses' : 'user IDs';
	throw new Failure(
		'unexpectedAnswer',
		`The attendee list of the event does not name the ${lacking} of all attendees, so whether this user attends cannot be told`,
		item.checksOnly ? "Switch 'Check Only' off to run it." : "Enter the user's ID instead.",
	);
}

/** Notes for the rows that are checked after this one that it would make the user attend, or no longer attend. */
export async function foreseeAttendance(
	item: Item,
	event: EventIds,
	userId: string,
	attends: boolean,
): Promise<void> {
	const { known } = (await attendeesOf(item, event)).userId;
	if (attends) known.set(userId, [{ userId, record: {} }]);
	else known.delete(userId);
}

/** Their id, for when provisioning does not name it; `undefined` also when it cannot be found out. */
export async function findAttendeeId(
	item: Item,
	event: EventIds,
	email: string,
): Promise<string | undefined> {
	const found = await item.ifPossible(async () => await findAttendee(item, event, 'email', email));
	return found?.userId;
}

async function attendeesOf(item: Item, { communityId, eventId }: EventIds): Promise<Attendees> {
	const list = attendeesPath(communityId, eventId);
	// What 'Check Only' notes in its list must not be taken for true by a row that writes.
	return await item.once(item.checksOnly ? `${list} as foreseen` : list, async () => {
		const attendees: Attendees = {
			userId: { known: new Map(), unreadable: 0 },
			email: { known: new Map(), unreadable: 0 },
		};
		for await (const page of item.pages({ path: list })) {
			for (const record of page) add(attendees, record);
		}
		return attendees;
	});
}

function add(attendees: Attendees, record: IDataObject): void {
	const { userId, email } = readAttendee(record);
	if (userId === undefined) attendees.userId.unreadable++;
	if (userId === undefined || email === undefined) attendees.email.unreadable++;
	if (userId === undefined) return;
	for (const [field, value] of [
		['userId', userId],
		['email', email],
	] as const) {
		if (value === undefined) continue;
		const { known } = attendees[field];
		const before = known.get(value.toLowerCase()) ?? [];
		if (before.some((other) => other.userId === userId)) continue;
		known.set(value.toLowerCase(), [...before, { userId, record }]);
	}
}

function severalHave(email: string, found: Attendee[]): Failure {
	const candidates = found.map(({ userId, record }) => {
		const { name } = readAttendee(record);
		return name ? `${name} (${userId})` : userId;
	});
	return new Failure(
		'ambiguous',
		`${found.length} attendees have the e-mail address ${email}: ${candidates.join(', ')}`,
		"Enter the user's ID instead.",
	);
}
