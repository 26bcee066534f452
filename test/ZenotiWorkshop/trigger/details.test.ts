import { addZenotiRegistration, zenotiGuest, zenotiWorkshop } from '../../../sandbox';
import { booking, centerId, deliver, guestId, openZenotiTriggers } from './zenotiTrigger';

const { openTrigger, zenoti } = openZenotiTriggers();
const withDetails = { options: { fetchDetails: true } };
let registrationId: number;

beforeEach(() => {
	const { state } = zenoti();
	const ada = { id: guestId, centerId, firstName: 'Ada', lastName: 'Example' };
	state.guests.set(guestId, zenotiGuest({ ...ada, email: 'ada@example.com' }));
	for (const id of [11900, 11901]) {
		const workshop = zenotiWorkshop({ id, name: `Workshop ${id}`, tracks: { [id / 10]: 20 } });
		state.workshops.set(id, workshop);
		const registration = { workshopId: id, trackId: id / 10, guestId, centerId };
		registrationId = addZenotiRegistration(state, registration).id;
	}
});

const requests = () => zenoti().diary.map(({ method, path }) => `${method} ${path}`);

test('adds the guest and the registration', async () => {
	const host = await openTrigger(withDetails);
	await deliver(host.localUrl(), booking({ registration_id: registrationId }));

	expect(host.started).toMatchObject([
		{
			registrationId,
			guest: { id: guestId, personal_info: { email: 'ada@example.com' } },
			registration: { id: registrationId, class_id: 11901 },
		},
	]);
	expect(host.started[0]).not.toHaveProperty('detailsUnavailable');
	expect(host.started[0]!.guest).not.toHaveProperty('error');
	expect(requests().sort()).toEqual([
		`GET /v1/guests/${guestId}`,
		`GET /v1/guests/${guestId}/registrations`,
	]);
});

test('asks nothing unless it is told to, for a repeat, and for what the filters leave out', async () => {
	const quiet = await openTrigger();
	await deliver(quiet.localUrl(), booking());
	const filtered = await openTrigger({ ...withDetails, filters: { workshopId: '5' } });
	await deliver(filtered.localUrl(), booking());
	expect(requests()).toEqual([]);

	const asking = await openTrigger(withDetails);
	const sent = booking({ registration_id: registrationId });
	await Promise.all(Array.from({ length: 5 }, () => deliver(asking.localUrl(), sent)));
	expect(requests()).toHaveLength(2);
});

test('adds only the guest to a guest event, and nothing to a schedule event', async () => {
	const host = await openTrigger(withDetails);
	const guestEvent = { event_id: 'g', event_type: 'Guest.Created', data: { id: guestId } };
	await deliver(host.localUrl(), guestEvent);
	await deliver(host.localUrl(), {
		event_id: 's',
		event_type: 'Class.Schedule.Created',
		data: { sesion_id: 1 },
	});

	expect(host.started[0]).toMatchObject({ guest: { id: guestId } });
	expect(host.started[0]).not.toHaveProperty('registration');
	expect(host.started[1]).not.toHaveProperty('guest');
});

test('starts the workflow without what Zenoti does not hand over, and says why', async () => {
	const host = await openTrigger(withDetails);
	await deliver(host.localUrl(), booking({ registration_id: 999 }));
	zenoti().faults.add({
		match: { path: `/guests/${guestId}$`, times: 'always' },
		effect: { kind: 'status', code: 503 },
	});
	await deliver(host.localUrl(), booking({ registration_id: registrationId }));

	expect(host.started).toMatchObject([
		{
			guest: { id: guestId },
			registration: null,
			detailsUnavailable: 'Zenoti lists no registration 999 of this guest',
		},
		{
			guest: null,
			registration: { id: registrationId },
			detailsUnavailable: expect.stringContaining('Zenoti answered'),
		},
	]);
});

test('never asks with a guest ID that is none', async () => {
	const host = await openTrigger(withDetails);
	await deliver(host.localUrl(), booking({ guest_id: '..' }));

	expect(host.started).toMatchObject([
		{ guest: null, registration: null, detailsUnavailable: 'The guest has no valid ID' },
	]);
	expect(requests()).toEqual([]);
});

test('answers before Zenoti gives the delivery up after 10 seconds, and asks nothing more', async () => {
	const host = await openTrigger(withDetails);
	zenoti().faults.add({ match: { times: 'always' }, effect: { kind: 'silence' } });
	const begun = Date.now();
	const status = await deliver(host.localUrl(), booking());

	expect(status).toBe(200);
	expect(Date.now() - begun).toBeLessThan(9500);
	expect(host.started).toMatchObject([
		{ guest: null, registration: null, detailsUnavailable: expect.stringContaining('8 seconds') },
	]);
	expect(requests()).toHaveLength(2);
});
