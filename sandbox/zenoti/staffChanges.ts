import type { DeliveryContext } from '../kernel/providerSandbox';
import { sessionsOf } from './sessions';
import {
	addZenotiRegistration,
	type RegistrationStatusName,
	type ZenotiGuest,
	type ZenotiRegistration,
	type ZenotiState,
} from './state';
import { zenotiBookingEvent, zenotiGuestEvent } from './webhookEvents';
import { announce } from './webhooks';

type Context = DeliveryContext<ZenotiState>;

/*
 * What staff does in Zenoti itself. It reaches rosters and webhooks like any other change, but it is
 * nobody's request: nothing of it is in the ledger.
 */

/** Registers a guest; capacity is not looked at. */
export function bookZenotiRegistration(
	context: Context,
	fields: Parameters<typeof addZenotiRegistration>[1],
): ZenotiRegistration {
	const registration = addZenotiRegistration(context.state, fields);
	announce(context, zenotiBookingEvent('Class.Booking.Created', registration, context.state));
	return registration;
}

/**
 * Gives a registration another status. Zenoti has events for `Cancelled`, `NoShow` and `Rejected`, and
 * none for a check-in, its undoing or a promotion from the waiting list.
 * @throws when there is no such registration
 */
export function changeZenotiRegistration(
	context: Context,
	registrationId: number,
	status: RegistrationStatusName,
): ZenotiRegistration {
	const { state } = context;
	const registration = requireRegistration(state, registrationId);
	const before = registration.status;
	registration.status = status;
	const isSignedIn = status === 'SignedIn';
	const sessionIds = sessionsOf(registration, state).map(({ id }) => id);
	if (isSignedIn && before !== 'SignedIn') registration.statusBeforeSignIn = before;
	registration.signedInSessionIds = new Set(isSignedIn ? sessionIds : []);
	registration.isFromWaitlist ||= before === 'Waitlisted' && status !== 'Cancelled';
	if (status === 'Cancelled' || status === 'NoShow' || status === 'Rejected') {
		announce(context, zenotiBookingEvent(`Class.Booking.${status}`, registration, state));
	}
	return registration;
}

/**
 * Deletes a registration: it leaves the roster.
 * @throws when there is no such registration
 */
export function deleteZenotiRegistration(context: Context, registrationId: number): void {
	const registration = requireRegistration(context.state, registrationId);
	context.state.registrations.delete(registrationId);
	announce(context, zenotiBookingEvent('Class.Booking.Deleted', registration, context.state));
}

/** Adds a guest, or replaces the one with the same GUID. */
export function saveZenotiGuest(context: Context, guest: ZenotiGuest): void {
	const id = guest.id.toLowerCase();
	const type = context.state.guests.has(id) ? 'Guest.Updated' : 'Guest.Created';
	context.state.guests.set(id, guest);
	announce(context, zenotiGuestEvent(type, guest));
}

/** Deletes a guest; does nothing for a stranger. */
export function deleteZenotiGuest(context: Context, guestId: string): void {
	const guest = context.state.guests.get(guestId.toLowerCase());
	if (!guest) return;
	context.state.guests.delete(guestId.toLowerCase());
	announce(context, zenotiGuestEvent('Guest.Deleted', guest));
}

function requireRegistration(state: ZenotiState, registrationId: number): ZenotiRegistration {
	const registration = state.registrations.get(registrationId);
	if (!registration) throw new Error(`There is no registration ${registrationId}`);
	return registration;
}
