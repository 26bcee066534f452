import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { asRecord } from '../../shared/answer';
import { namesByContent } from '../../shared/deliveries';

/**
 * What Zenoti documents that it sends. It has no events for check-ins and for waiting lists.
 * https://docs.zenoti.com/reference/webhook-events
 */
export const triggerOn: INodeProperties = {
	displayName: 'Trigger On',
	name: 'events',
	type: 'multiOptions',
	required: true,
	default: [],
	options: [
		{
			name: 'Any Event',
			value: '*',
			description: 'Everything that arrives at the address of this node',
		},
		{ name: 'Booking Approved', value: 'Class.Booking.Approved' },
		{ name: 'Booking Cancelled', value: 'Class.Booking.Cancelled' },
		{ name: 'Booking Created', value: 'Class.Booking.Created' },
		{ name: 'Booking Deleted', value: 'Class.Booking.Deleted' },
		{ name: 'Booking No-Show', value: 'Class.Booking.NoShow' },
		{ name: 'Booking Rejected', value: 'Class.Booking.Rejected' },
		{ name: 'Guest Created', value: 'Guest.Created' },
		{ name: 'Guest Deleted', value: 'Guest.Deleted' },
		{ name: 'Guest Merged', value: 'Guest.Merged' },
		{ name: 'Guest Opted In', value: 'Guest.OptedIn' },
		{ name: 'Guest Opted Out', value: 'Guest.OptedOut' },
		{ name: 'Guest Pass Redeemed', value: 'Guestpass.redeemed' },
		{ name: 'Guest Updated', value: 'Guest.Updated' },
		{ name: 'Schedule Cancelled', value: 'Class.Schedule.Cancelled' },
		{ name: 'Schedule Created', value: 'Class.Schedule.Created' },
		{ name: 'Schedule Deleted', value: 'Class.Schedule.Deleted' },
		{ name: 'Schedule Updated', value: 'Class.Schedule.Updated' },
	],
	description:
		'Zenoti sends only the events of the webhooks that you create in it. Workshops are booked like classes: their bookings arrive as booking events.',
};

/** One event of Zenoti. */
export interface ZenotiEvent {
	/** Zenoti's own word, e.g. `Class.Booking.Created`; `undefined` when it does not say. */
	type?: string;
	eventId?: string;
	/** As Zenoti writes it, in UTC. */
	timestamp?: string;
	/** What it is about, under our names; only what Zenoti says. */
	ids: Record<string, string | number>;
	/** Zenoti's record as it came. */
	data: IDataObject;
	/** What tells it from all others. */
	names: readonly [string, ...string[]];
}

/**
 * Reads a delivery with or without its envelope: approved and rejected bookings are documented without one.
 * https://docs.zenoti.com/docs/webhooks-event-response-structure
 *
 * @param typeInAddress what the user put into the webhook's address, for deliveries that do not say what they are
 */
export function readEvent(record: IDataObject, raw: Buffer, typeInAddress: unknown): ZenotiEvent {
	const hasEnvelope = asRecord(record.data) === record.data;
	const data = hasEnvelope ? asRecord(record.data) : record;
	const { event_id: eventId, event_timestamp: timestamp } = record;
	const [known, call] = [textOf(eventId), textOf(record.id)];
	const type = textOf(record.event_type ?? typeInAddress);
	// Of the same booking, approved and rejected have the same body.
	const byContent = namesByContent(raw, type);
	return {
		type,
		...(hasEnvelope ? { eventId: known, timestamp: textOf(timestamp) } : {}),
		ids: idsIn(data, type),
		data,
		names: (hasEnvelope ? nameOf(data, known, call) : undefined) ?? byContent,
	};
}

// The guide calls event_id the identifier of the event's type, and the samples show one for each event. Together with
// the data it names one event in both readings, so that none is dropped.
function nameOf(
	data: IDataObject,
	eventId: string | undefined,
	callId: string | undefined,
): [string] | undefined {
	if (eventId !== undefined) return [`event ${eventId} ${JSON.stringify(data)}`];
	return callId === undefined ? undefined : [`call ${callId}`];
}

const ID_KEYS = {
	workshopId: ['workshop_id'],
	trackId: ['track_id'],
	// Schedules spell it without one s. https://docs.zenoti.com/reference/schedule-created
	sessionId: ['session_id', 'sesion_id'],
	registrationId: ['registration_id'],
	guestId: ['guest_id'],
	centerId: ['center_id'],
};

function idsIn(data: IDataObject, type = ''): ZenotiEvent['ids'] {
	const isGuest = /^guest\./i.test(type);
	const found = Object.entries(ID_KEYS).map(([name, keys]) => {
		const places = name === 'guestId' && isGuest ? [...keys, 'id'] : keys;
		return [name, places.map((key) => data[key]).find(isId)] as const;
	});
	return Object.fromEntries(found.flatMap(([name, id]) => (id === undefined ? [] : [[name, id]])));
}

function isId(value: unknown): value is string | number {
	return (typeof value === 'string' && value !== '') || typeof value === 'number';
}

function textOf(value: unknown): string | undefined {
	return isId(value) ? String(value) : undefined;
}
