import { invalidField } from './answers';
import type { SwoogoRegistrant, SwoogoState } from './state';

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

function countOf(
	registrants: SwoogoRegistrant[],
	matches: (registrant: SwoogoRegistrant) => boolean,
): number {
	return registrants.filter(matches).length;
}
