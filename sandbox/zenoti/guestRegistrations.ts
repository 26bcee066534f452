import type { FastifyInstance } from 'fastify';

import type { HandlerContext } from '../kernel/providerSandbox';
import { expandedNames, pageOf, queryOf, statusOnWire } from './answers';
import { requireGuest } from './guests';
import { firstSessionOf } from './sessions';
import type { ZenotiRegistration, ZenotiSession, ZenotiState } from './state';

/**
 * The registrations of one guest.
 * inferred: that a workshop's number arrives as `class_id`; the meaning of `class_type` and `filters`,
 * which are ignored; that without dates everything is listed.
 * @see https://docs.zenoti.com/reference/fetch-user-registrations-for-classesworkshops
 */
export function installGuestRegistrationRoutes(
	app: FastifyInstance,
	{ state }: HandlerContext<ZenotiState>,
): void {
	app.get('/guests/:guestId/registrations', async (request) => {
		const guest = requireGuest(request, state);
		const { start_date: from, end_date: to } = queryOf(request);
		const registrations = state.registrations
			.withKey(guest.id)
			.filter((registration) => isWithin(firstSessionOf(registration, state), from, to));
		const { rows, pageInfo } = pageOf(request, registrations);
		const expanded = expandedNames(request);
		const sessions = rows
			.map((registration) => firstSessionOf(registration, state))
			.filter((session) => session !== undefined);
		return {
			registrations: rows.map((registration) => registrationRow(registration, state)),
			sessions: expanded.includes('sessions') ? sessions.map(sessionRow) : [],
			classes: expanded.includes('classes') ? namedOf(rows, 'workshopId', state.workshops) : [],
			centers: expanded.includes('centers') ? namedOf(rows, 'centerId', state.centers) : [],
			instructors: [],
			guest_passes: [],
			page_info: pageInfo,
			error: null,
		};
	});
}

/** What the registrations point at, once each. inferred: the inner fields. */
function namedOf<Id>(
	registrations: ZenotiRegistration[],
	field: 'workshopId' | 'centerId',
	records: Map<Id, { id: Id; name: string }>,
): unknown[] {
	const ids = new Set(registrations.map((registration) => registration[field] as Id));
	return [...ids]
		.map((id) => records.get(id))
		.filter((record) => record !== undefined)
		.map(({ id, name }) => ({ id, name }));
}

function isWithin(session: ZenotiSession | undefined, from?: string, to?: string): boolean {
	const day = session?.startTime.slice(0, 10);
	return !day || ((!from || day >= from) && (!to || day <= to));
}

function registrationRow(registration: ZenotiRegistration, state: ZenotiState): unknown {
	const isWaitlisted = registration.status === 'Waitlisted';
	return {
		id: registration.id,
		guid: registration.guid,
		session_id: firstSessionOf(registration, state)?.guid ?? null,
		class_id: registration.workshopId,
		center_id: registration.centerId,
		invoice_id: registration.invoiceId,
		status: statusOnWire(state, registration.status),
		current_waitlist_position: isWaitlisted ? 1 : null,
		virtual_guest_registrations: [],
	};
}

function sessionRow({ id, guid, name, startTime, endTime }: ZenotiSession): unknown {
	return { id, guid, name, start_time: startTime, end_time: endTime, session_status: 0 };
}
