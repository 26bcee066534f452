import { invalidField } from './answers';
import type { SwoogoEventPart, SwoogoRegistrant, SwoogoState } from './state';

/**
 * Refuses a registration for something that is full: its event, package or a session.
 * inferred: the status and the words are not documented.
 * @param before the registrant as it is, whose own places do not count
 * @see https://developer.swoogo.com/api-reference/registrants/create-registrant
 */
export function requireCapacity(
	state: SwoogoState,
	wishes: Partial<SwoogoRegistrant>,
	before?: SwoogoRegistrant,
): void {
	const others = [...state.registrants.values()].filter(
		({ id, registration_status: status }) =>
			id !== before?.id && !['cancelled', 'denied'].includes(status),
	);
	const event = wishes.event_id === undefined ? undefined : state.events.get(wishes.event_id);
	if (event?.capacity && countOf(others, ({ event_id: id }) => id === event.id) >= event.capacity) {
		throw invalidField('event_id', `${event.name} is sold out.`);
	}
	const wanted = wishes.package_id ? state.packages.get(wishes.package_id) : undefined;
	if (
		wanted?.capacity &&
		countOf(others, (other) => other.package_id === wanted.id) >= wanted.capacity
	) {
		throw invalidField('package_id', `${wanted.name} is sold out.`);
	}
	for (const sessionId of wishes.session_ids ?? []) {
		const session = state.sessions.get(Number(sessionId));
		if (!session?.capacity || before?.session_ids.includes(sessionId)) continue;
		if (countOf(others, (other) => other.session_ids.includes(sessionId)) >= session.capacity) {
			throw invalidField('session_ids', `${session.name} is sold out.`);
		}
	}
}

/**
 * Refuses a session at the time of another one that the registrant has, where the state says so.
 * inferred: the status and the words; that conflicts are checked is documented for `validate_only`.
 * @see https://developer.swoogo.com/api-reference/registrant-sessions/create-registrant-session
 */
export function requireNoConflict(
	state: SwoogoState,
	registrant: SwoogoRegistrant,
	sessionId: string,
): void {
	const wanted = state.sessions.get(Number(sessionId));
	if (state.sessionConflicts === 'allowed' || !wanted) return;
	for (const otherId of registrant.session_ids.filter((id) => id !== sessionId)) {
		const other = state.sessions.get(Number(otherId));
		if (other && overlap(wanted, other)) {
			throw invalidField('session_ids', `${wanted.name} conflicts with ${other.name}.`);
		}
	}
}

function overlap(left: SwoogoEventPart, right: SwoogoEventPart): boolean {
	if (!left.date || left.date !== right.date) return false;
	const startsBeforeEndOf = (one: SwoogoEventPart, other: SwoogoEventPart) =>
		String(one.start_time) < String(other.end_time);
	return startsBeforeEndOf(left, right) && startsBeforeEndOf(right, left);
}

function countOf(
	registrants: SwoogoRegistrant[],
	matches: (registrant: SwoogoRegistrant) => boolean,
): number {
	return registrants.filter(matches).length;
}
