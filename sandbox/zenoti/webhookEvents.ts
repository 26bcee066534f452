import { firstSessionOf } from './sessions';
import type { ZenotiGuest, ZenotiRegistration, ZenotiState } from './state';

/** Something that Zenoti tells its webhooks about. */
export interface ZenotiEvent {
	/** Such as `Class.Booking.Created`. */
	type: string;
	data: Record<string, unknown>;
	/** Unique per event; made when missing. The same one again is the same event again. */
	eventId?: string;
}

/**
 * A booking event; workshops have no events of their own.
 * inferred: `session_id` is the first session of the track.
 * @see https://docs.zenoti.com/reference/booking-created
 */
export function zenotiBookingEvent(
	type: `Class.Booking.${'Created' | 'Cancelled' | 'Deleted' | 'NoShow' | 'Approved' | 'Rejected'}`,
	registration: ZenotiRegistration,
	state: ZenotiState,
): ZenotiEvent {
	const { id, workshopId, trackId, guestId, centerId, status } = registration;
	const data = {
		workshop_id: workshopId,
		track_id: trackId,
		class_id: workshopId,
		session_id: firstSessionOf(registration, state)?.id ?? null,
		add_to_all: 0,
		guest_id: guestId,
		center_id: centerId,
		waitlist: status === 'Waitlisted',
		booking_source: null,
		registration_id: id,
		group_invoice_id: null,
		is_recurring: false,
		recurrence_id: null,
		recurrence_registration_ids: null,
		guest_registration_ids: null,
		training_virtual_guests: null,
	};
	return { type, data };
}

/**
 * A guest event: the whole guest as it is now.
 * @see https://docs.zenoti.com/reference/guest-created
 */
export function zenotiGuestEvent(
	type: `Guest.${'Created' | 'Updated' | 'Deleted'}`,
	guest: ZenotiGuest,
): ZenotiEvent {
	return { type, data: { _id: numberOf(guest), ...structuredClone({ ...guest }) } };
}

/** Deliveries carry a number beside the GUID; where it comes from is not documented. */
function numberOf({ id }: ZenotiGuest): number {
	return parseInt(id.replace(/-/g, '').slice(-8), 16);
}
