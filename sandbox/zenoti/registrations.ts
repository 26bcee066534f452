import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { HandlerContext } from '../kernel/providerSandbox';
import { integerFromPath, zenotiRefusal } from './answers';
import { personOf } from './guests';
import type { ZenotiRegistration, ZenotiSession, ZenotiState } from './state';
import { zenotiBookingEvent } from './webhookEvents';
import { announce } from './webhooks';

type Context = HandlerContext<ZenotiState>;

/**
 * What happens to a registration afterwards.
 * inferred: the answers of success and the HTTP status of refusals are not documented.
 * @see https://docs.zenoti.com/reference/cancel-a-guests-registration-to-a-workshop
 * @see https://docs.zenoti.com/reference/check-in-registered-guests-to-workshops
 * @see https://docs.zenoti.com/reference/undo-check-in-of-a-guest-to-a-workshop
 */
export function installRegistrationRoutes(app: FastifyInstance, context: Context): void {
	const base = '/workshops/:workshopId/registrations/:registrationId';
	app.put(`${base}/cancel`, async (request) => {
		cancel(request, context);
		return { error: null };
	});
	app.put(`${base}/sign_in`, async (request) => {
		signIn(request, context);
		return { error: null };
	});
	app.put(`${base}/undo_sign_in`, async (request) => {
		undoSignIn(request, context);
		return { error: null };
	});
}

function cancel(request: FastifyRequest, context: Context): void {
	const { state, ledger } = context;
	const registration = state.registrations.get(integerFromPath(request, 'registrationId'));
	const workshop = state.workshops.get(integerFromPath(request, 'workshopId'));
	if (!workshop) throw zenotiRefusal(1001, 'Workshop not found');
	if (!registration) throw zenotiRefusal(1004, 'Invalid registration');
	if (registration.workshopId !== workshop.id) {
		throw zenotiRefusal(1004, 'The passed workshop is not associated with given registration');
	}
	// inferred: a repeated cancel is not documented; the words are those of the check-in.
	if (registration.status === 'Cancelled')
		throw zenotiRefusal(1004, 'The registration is canceled');
	if (registration.isInvoiceClosed) {
		throw zenotiRefusal(
			1035,
			'Something went wrong. Message: The invoice for the registration is closed. Please reopen the invoice and try again.',
		);
	}
	registration.status = 'Cancelled';
	ledger.record('cancel', writeOf(registration, state));
	announce(context, zenotiBookingEvent('Class.Booking.Cancelled', registration, state));
}

function signIn(request: FastifyRequest, { state, ledger }: Context): void {
	const { registration, session } = requireAttendance(request, state, 1004);
	if (registration.signedInSessionIds.has(session.id)) return; // inferred: not documented
	if (registration.status !== 'SignedIn') registration.statusBeforeSignIn = registration.status;
	registration.signedInSessionIds.add(session.id);
	registration.status = 'SignedIn';
	ledger.record('checkIn', writeOf(registration, state, session));
}

function undoSignIn(request: FastifyRequest, { state, ledger }: Context): void {
	const { registration, session } = requireAttendance(request, state, 1001);
	if (!registration.signedInSessionIds.delete(session.id)) {
		// inferred: the words; https://docs.zenoti.com/reference/undo-the-check-in-of-a-guest-to-a-class
		throw zenotiRefusal(1004, 'The user is not signed in, cannot undo sign in');
	}
	if (registration.signedInSessionIds.size === 0) {
		registration.status = registration.statusBeforeSignIn;
	}
	ledger.record('undoCheckIn', writeOf(registration, state, session));
}

/** The documented refusals of both check-in calls; they differ in the code of an invalid workshop. */
function requireAttendance(
	request: FastifyRequest,
	state: ZenotiState,
	invalidWorkshopCode: number,
): { registration: ZenotiRegistration; session: ZenotiSession } {
	const workshop = state.workshops.get(integerFromPath(request, 'workshopId'));
	if (!workshop) throw zenotiRefusal(invalidWorkshopCode, 'Workshop is invalid');
	const registration = state.registrations.get(integerFromPath(request, 'registrationId'));
	if (!registration) throw zenotiRefusal(1004, 'The Registration Id passed is not valid');
	// inferred: the key `session_id`, and that it may be the number or the GUID.
	const { session_id: sessionId } = (request.body ?? {}) as { session_id?: unknown };
	const session = workshop.sessions.find(
		({ id, guid, trackId }) =>
			trackId === registration.trackId &&
			(String(id) === String(sessionId) || guid === String(sessionId).toLowerCase()),
	);
	if (registration.workshopId !== workshop.id || !session) {
		throw zenotiRefusal(1004, 'Passed workshop is not associated with passed session guid');
	}
	const refusals: Partial<Record<ZenotiRegistration['status'], string>> = {
		Cancelled: 'The registration is canceled',
		Waitlisted: 'User is waitlisted in the class and cannot sign in',
		Enrolled: "The user is enrolled, can't sign in",
		Closed: 'The user status is closed',
	};
	const refusal = refusals[registration.status];
	if (refusal) throw zenotiRefusal(1004, refusal);
	return { registration, session };
}

function writeOf(
	registration: ZenotiRegistration,
	state: ZenotiState,
	session?: ZenotiSession,
): { person: string; target: number; data: Record<string, unknown> } {
	return {
		person: personOf(state, registration.guestId),
		target: registration.workshopId,
		data: { registrationId: registration.id, ...(session ? { sessionId: session.id } : {}) },
	};
}
