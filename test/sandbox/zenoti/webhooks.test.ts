import { createHmac } from 'node:crypto';

import {
	addZenotiWebhook,
	bookZenotiRegistration,
	changeZenotiRegistration,
	deleteZenotiGuest,
	deleteZenotiRegistration,
	deliverZenotiEvents,
	saveZenotiGuest,
	testZenotiWebhook,
	zenotiBookingEvent,
	zenotiGuest,
	zenotiWorkshop,
	type ZenotiEvent,
} from '../../../sandbox';
import { useSandbox } from '../asking';
import { useReceiver } from '../receiver';

const center = '88888888-8888-4888-8888-000000000001';
const ada = '33333333-3333-4333-8333-000000000001';
const registrations = '/workshops/11900/registrations';

const { sandbox, zenoti } = useSandbox();
const receiver = useReceiver();
const provider = () => sandbox().zenoti;
const state = () => provider().state;
const person = { id: ada, centerId: center, firstName: 'Ada', lastName: 'Example' };

beforeEach(() => {
	state().centers.set(center, { id: center, code: 'C1', name: 'Downtown', timeZoneName: 'UTC' });
	state().guests.set(ada, zenotiGuest({ ...person, email: 'ada@example.com' }));
	const workshop = zenotiWorkshop({ id: 11900, name: 'Breathwork Day', tracks: { 1201: 5 } });
	state().workshops.set(11900, workshop);
});

const typesArrived = async () => {
	await provider().deliveries.settled();
	return receiver.received.map(({ body }) => body?.event_type);
};
const register = async () =>
	await zenoti<{ registrations: { id: number } }>('POST', registrations, {
		track_id: 1201,
		guest_id: ada,
		center_id: center,
	});
const booking = (number: number): ZenotiEvent => ({
	type: 'Class.Booking.Created',
	data: { registration_id: number, center_id: center },
	eventId: `event-${number}`,
});

test('a registration arrives in the envelope, signed over the body as it was sent', async () => {
	addZenotiWebhook(provider(), { url: receiver.url(), secret: 'whsec' });
	const { body } = await register();
	expect(await typesArrived()).toEqual(['Class.Booking.Created']);
	const [delivery] = receiver.received;
	expect(delivery).toMatchObject({
		method: 'POST',
		body: {
			id: expect.stringMatching(/^[0-9a-f]{24}$/),
			event_id: expect.stringMatching(/^[0-9a-f]{24}$/),
			event_schema: 'v1',
			event_resource: 'Class',
			event_timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/),
			data: {
				workshop_id: 11900,
				class_id: 11900,
				track_id: 1201,
				session_id: 12010,
				guest_id: ada,
				center_id: center,
				waitlist: false,
				registration_id: body.registrations.id,
			},
		},
	});
	const hex = createHmac('sha256', 'whsec').update(delivery!.rawBody).digest('hex').toUpperCase();
	const signature = String(delivery!.headers['zenoti-webhook-signature']);
	expect(signature).toMatch(/^sha256 =([0-9A-F]{2}-){31}[0-9A-F]{2}$/);
	expect(signature.replace(/^sha256 =|-/g, '')).toBe(hex);
});

test('every change that Zenoti has an event for is told, and no other', async () => {
	addZenotiWebhook(provider(), { url: receiver.url() });
	const { body } = await register();
	const path = `${registrations}/${body.registrations.id}`;
	await zenoti('PUT', `${path}/sign_in`, { session_id: '12010' });
	await zenoti('PUT', `${path}/undo_sign_in`, { session_id: '12010' });
	await zenoti('PUT', `${path}/cancel`, {});
	const fields = { workshopId: 11900, trackId: 1201, guestId: ada, centerId: center };
	const { id } = bookZenotiRegistration(provider(), { ...fields, status: 'Waitlisted' });
	changeZenotiRegistration(provider(), id, 'Registered');
	changeZenotiRegistration(provider(), id, 'SignedIn');
	changeZenotiRegistration(provider(), id, 'NoShow');
	deleteZenotiRegistration(provider(), id);
	const names = { first_name: 'Cleo', last_name: 'Example' };
	const guest = { center_id: center, personal_info: names };
	const created = await zenoti<{ id: string }>('POST', '/guests', guest);
	await zenoti('PUT', `/guests/${created.body.id}`, guest);
	saveZenotiGuest(provider(), zenotiGuest(person));
	deleteZenotiGuest(provider(), ada);
	const types = await typesArrived();
	expect(types.sort()).toEqual([
		'Class.Booking.Cancelled',
		'Class.Booking.Created',
		'Class.Booking.Created',
		'Class.Booking.Deleted',
		'Class.Booking.NoShow',
		'Guest.Created',
		'Guest.Deleted',
		'Guest.Updated',
		'Guest.Updated',
	]);
	expect(new Set(receiver.received.map(({ body: sent }) => sent?.event_id)).size).toBe(9);
	const told = receiver.received.find(({ body: sent }) => sent?.event_type === 'Guest.Created');
	expect(told?.body?.data).toMatchObject({ id: created.body.id, _id: expect.any(Number) });
});

test('only what a webhook subscribed to, at its center, is told', async () => {
	const url = receiver.url();
	addZenotiWebhook(provider(), { url, events: ['Class.Booking.Cancelled'] });
	addZenotiWebhook(provider(), { url, centerId: '88888888-8888-4888-8888-000000000002' });
	addZenotiWebhook(provider(), { url, requestType: 'PATCH', centerId: center.toUpperCase() });
	await register();
	expect(await typesArrived()).toEqual(['Class.Booking.Created']);
	expect(receiver.received[0]).toMatchObject({ method: 'PATCH' });
	expect(receiver.received[0]!.headers).not.toHaveProperty('zenoti-webhook-signature');
});

test('the test of the settings page is an empty POST without a signature', async () => {
	const webhook = addZenotiWebhook(provider(), {
		url: receiver.url(),
		secret: 'whsec',
		requestType: 'PUT',
	});
	receiver.answerNext(202);
	expect(await testZenotiWebhook(provider(), webhook)).toBe(202);
	expect(receiver.received).toMatchObject([{ method: 'POST', rawBody: '' }]);
	expect(receiver.received[0]!.headers).not.toHaveProperty('zenoti-webhook-signature');
});

test.each([
	['withoutEnvelope', undefined, 120001],
	['withEnvelope', 'Class.Booking.Approved', undefined],
] as const)('a decision arrives %s', async (decisionEvents, type, registrationId) => {
	addZenotiWebhook(provider(), { url: receiver.url() });
	state().decisionEvents = decisionEvents;
	await register();
	const registration = state().registrations.get(120001)!;
	const events = [zenotiBookingEvent('Class.Booking.Approved', registration, state())];
	await deliverZenotiEvents(provider(), { events });
	expect(receiver.received[1]!.body?.event_type).toBe(type);
	expect(receiver.received[1]!.body?.registration_id).toBe(registrationId);
});

test('a delivery is retried five times, with growing pauses of the scaled clock', async () => {
	addZenotiWebhook(provider(), { url: receiver.url() });
	state().webhookRetryPausesSeconds = [3, 6, 12, 24, 48];
	receiver.answerNext(500, 500, 500, 500, 500, 500);
	const [report] = await deliverZenotiEvents(provider(), { events: [booking(1)] });
	expect(report).toMatchObject({ statuses: [500, 500, 500, 500, 500, 500], outcome: 'givenUp' });
	const { attempts } = report!;
	const pauses = attempts.slice(1).map(({ at }, index) => at - attempts[index]!.endedAt);
	for (const [index, wanted] of [30, 60, 120, 240, 480].entries()) {
		expect(pauses[index]).toBeGreaterThanOrEqual(wanted - 2);
	}
	const bodies = receiver.received.map(({ body }) => body);
	expect(new Set(bodies.map((body) => body?.id)).size).toBe(1);
});

test('the id of the call can be a new one in every retry; the event keeps its own', async () => {
	addZenotiWebhook(provider(), { url: receiver.url() });
	state().webhookIdInRetry = 'new';
	receiver.answerNext(500);
	await deliverZenotiEvents(provider(), { events: [booking(1)], pace: { retryPausesMs: [1] } });
	const [first, second] = receiver.received.map(({ body }) => body!);
	expect(first!.event_id).toBe('event-1');
	expect(second!.event_id).toBe('event-1');
	expect(first!.id).not.toBe(second!.id);
});

test('twenty failures one after another switch a webhook off, until it is switched on by hand', async () => {
	const webhook = addZenotiWebhook(provider(), { url: receiver.url() });
	state().webhookRetryPausesSeconds = [];
	const events = Array.from({ length: 19 }, (_, index) => booking(index));
	receiver.answerNext(...events.map(() => 503), 200, 500);
	await deliverZenotiEvents(provider(), { events, parallel: 1 });
	expect(webhook).toMatchObject({ isActive: true, consecutiveFailures: 19 });
	await deliverZenotiEvents(provider(), { events: [booking(20)] });
	expect(webhook.consecutiveFailures).toBe(0);
	webhook.consecutiveFailures = 19;
	await deliverZenotiEvents(provider(), { events: [booking(21)] });
	expect(webhook.isActive).toBe(false);
	await register();
	await expect(deliverZenotiEvents(provider(), { events: [booking(22)] })).rejects.toThrow(
		'No active Zenoti webhook',
	);
	const activate = `${provider().url}/_sandbox/webhooks/${webhook.id}/activate`;
	await fetch(activate, { method: 'POST' });
	await deliverZenotiEvents(provider(), { events: [booking(23)] });
	expect(receiver.received).toHaveLength(22);
});

test('the roster changes between two polls, also by order of another process', async () => {
	const query = `?center_id=${center}&session_id=12010`;
	const statuses = async () => {
		const path = `${registrations}${query}`;
		const { body } = await zenoti<{ registrations: Array<{ status: number }> }>('GET', path);
		return body.registrations.map(({ status }) => status);
	};
	const { body } = await register();
	expect(await statuses()).toEqual([0]);
	changeZenotiRegistration(provider(), body.registrations.id, 'SignedIn');
	expect(await statuses()).toEqual([3]);
	const control = `${provider().url}/_sandbox/registrations/${body.registrations.id}`;
	await fetch(control, {
		method: 'PUT',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ status: 'NoShow' }),
	});
	expect(await statuses()).toEqual([2]);
	await fetch(control, { method: 'DELETE' });
	expect(await statuses()).toEqual([]);
	expect(provider().ledger.map(({ action }) => action)).toEqual(['register']);
});
