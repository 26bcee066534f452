import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { HandlerContext } from '../kernel/providerSandbox';
import { integerFromPath, pageOf, queryOf, statusOnWire, zenotiRefusal } from './answers';
import { personOf } from './guests';
import { addZenotiRegistration } from './state';
import type { ZenotiRegistration, ZenotiState, ZenotiWorkshop } from './state';
import { zenotiBookingEvent } from './webhookEvents';
import { announce } from './webhooks';

type Context = HandlerContext<ZenotiState>;

/**
 * Registering for a workshop and its roster.
 * @see https://docs.zenoti.com/reference/register-a-guest-to-a-workshop
 * @see https://docs.zenoti.com/reference/fetch-a-list-of-booked-users-of-a-workshop-event
 */
export function installWorkshopRoutes(app: FastifyInstance, context: Context): void {
	app.post('/workshops/:workshopId/registrations', async (request) => {
		const registration = register(request, context);
		const status = statusOnWire(context.state, registration.status);
		return { registrations: { id: registration.id, status }, error: null };
	});
	app.get('/workshops/:workshopId/registrations', async (request) =>
		roster(request, context.state),
	);
}

interface Wish {
	workshop: ZenotiWorkshop;
	trackId: number;
	guestId: string;
	centerId: string;
	/** inferred name: `waitlist`, as in https://docs.zenoti.com/reference/create-guest-registration */
	waitlist: boolean;
}

function register(request: FastifyRequest, context: Context): ZenotiRegistration {
	const { state, ledger } = context;
	const wish = requireWish(request, state);
	requireRoom(wish, state);
	const registration = addZenotiRegistration(state, {
		workshopId: wish.workshop.id,
		trackId: wish.trackId,
		guestId: wish.guestId,
		centerId: wish.centerId,
		status: wish.waitlist ? 'Waitlisted' : state.statusAfterRegister,
	});
	ledger.record(wish.waitlist ? 'waitlist' : 'register', {
		person: personOf(state, wish.guestId),
		target: wish.workshop.id,
		data: { registrationId: registration.id, trackId: wish.trackId, guestId: wish.guestId },
	});
	announce(context, zenotiBookingEvent('Class.Booking.Created', registration, state));
	return registration;
}

function requireWish(request: FastifyRequest, state: ZenotiState): Wish {
	const body = (request.body ?? {}) as Record<string, unknown>;
	const workshop = state.workshops.get(integerFromPath(request, 'workshopId'));
	if (body.track_id === undefined || !body.guest_id || !body.center_id) {
		throw zenotiRefusal(
			1004,
			'SessionId/Workshop Details/user id/ center id were not passed. Please check the input params.',
		);
	}
	if (!workshop) throw zenotiRefusal(1001, 'Workshop is invalid');
	const trackId = body.track_id;
	if (typeof trackId !== 'number' || !workshop.tracks.has(trackId)) {
		throw zenotiRefusal(502, 'The track passed is not associated with the passed workshop');
	}
	const guestId = String(body.guest_id).toLowerCase();
	const centerId = String(body.center_id).toLowerCase();
	// inferred: an unknown guest or center is not among the documented refusals; the general 404 code.
	if (!state.guests.has(guestId) || !state.centers.has(centerId)) {
		throw zenotiRefusal(404, 'Something went wrong.');
	}
	return { workshop, trackId, guestId, centerId, waitlist: body.waitlist === true };
}

function requireRoom(wish: Wish, state: ZenotiState): void {
	const { workshop, waitlist } = wish;
	const earlier = state.registrations.withKey(wish.guestId);
	if (earlier.some((other) => other.workshopId === workshop.id && other.status !== 'Cancelled')) {
		throw zenotiRefusal(
			1010,
			'Guest is already enrolled to the workshop or is on the waiting list',
		);
	}
	if (!workshop.isOpen) {
		const consequence = waitlist ? 'cannot add guest to waitlist' : 'cannot register to class';
		throw zenotiRefusal(1009, `Workshop is not open for registrations, ${consequence}`);
	}
	const capacity = workshop.tracks.get(wish.trackId)?.capacity ?? 0;
	if (!waitlist && occupancyOf(workshop.id, wish.trackId, state) >= capacity) {
		throw zenotiRefusal(1011, 'Workshop capacity exceeded, cannot register to Workshop');
	}
}

function occupancyOf(workshopId: number, trackId: number, state: ZenotiState): number {
	let occupancy = 0;
	for (const registration of state.registrations.values()) {
		if (registration.workshopId !== workshopId || registration.trackId !== trackId) continue;
		if (!['Cancelled', 'Waitlisted', 'Rejected'].includes(registration.status)) occupancy += 1;
	}
	return occupancy;
}

/** inferred: refusals are not documented; the prose says that center and session must be given. */
function roster(request: FastifyRequest, state: ZenotiState): unknown {
	const workshop = state.workshops.get(integerFromPath(request, 'workshopId'));
	if (!workshop) throw zenotiRefusal(1001, 'Workshop is invalid');
	const query = queryOf(request);
	const session = workshop.sessions.find(
		({ id, guid }) => String(id) === query.session_id || guid === query.session_id?.toLowerCase(),
	);
	if (!session || !query.center_id) {
		throw zenotiRefusal(
			1004,
			'SessionId/ center id were not passed. Please check the input params.',
		);
	}
	const centerId = query.center_id.toLowerCase();
	const registrations = [...state.registrations.values()].filter(
		(registration) =>
			registration.workshopId === workshop.id &&
			registration.trackId === session.trackId &&
			registration.centerId === centerId,
	);
	const { rows, pageInfo } = pageOf(request, registrations);
	return {
		registrations: rows.map((registration) => rosterRow(registration, session.id, state)),
		page_details: pageInfo,
		status_count: {},
		occupancy: occupancyOf(workshop.id, session.trackId, state),
		session: { id: session.id },
		error: null,
	};
}

/** inferred: the inner fields of `guest`; names and types of the others are documented. */
function rosterRow(
	registration: ZenotiRegistration,
	sessionId: number,
	state: ZenotiState,
): unknown {
	const guest = state.guests.get(registration.guestId);
	return {
		id: registration.id,
		delete_status: '0',
		session_id: sessionId,
		status: statusOnWire(state, registration.status),
		guest: {
			id: registration.guestId,
			first_name: guest?.personal_info.first_name,
			last_name: guest?.personal_info.last_name,
		},
		is_free: 0,
		is_from_waitlist: registration.isFromWaitlist,
		is_any_session_noshow: registration.status === 'NoShow',
		payment_type: '',
		payment_source: '',
		booked_from: 'Store',
		registration_source: 'Zenoti',
		invoice_id: registration.invoiceId,
		appointment_group_id: registration.guid,
		appointment_ids: [],
		registration_dt: registration.registeredAt,
		notes: '',
	};
}
