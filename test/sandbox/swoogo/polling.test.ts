import {
	addSwoogoRegistrant,
	changeSwoogoRegistrant,
	swoogoRegistrant,
	type Sandbox,
} from '../../../sandbox';
import { useSandbox } from '../asking';

const { sandbox, swoogo } = useSandbox();
const state = (): Sandbox['swoogo']['state'] => sandbox().swoogo.state;

beforeEach(() => {
	state().events.set(700, { id: 700, name: 'Sample Summit', capacity: null });
	state().sessions.set(61, { id: 61, event_id: 700, name: 'Keynote' });
	for (const id of [5001, 5002, 5003]) {
		const person = { id, eventId: 700, email: `p${id}@example.com`, firstName: 'P', lastName: 'E' };
		state().registrants.set(id, swoogoRegistrant({ ...person, at: '2031-01-01 10:00:00' }));
	}
});

const changedSince = async (search: string) => {
	const query = new URLSearchParams({
		event_id: '700',
		fields: 'id,updated_at',
		sort: 'updated_at',
		search,
	});
	const { body } = await swoogo<{ items: Array<{ id: number }> }>('GET', `/registrants?${query}`);
	return body.items.map(({ id }) => id);
};

test('changes are found by the second, oldest first, several in one second by id', async () => {
	changeSwoogoRegistrant(state(), 5003, { company: 'A' }, '2031-01-01 10:00:05');
	changeSwoogoRegistrant(state(), 5002, { company: 'B' }, '2031-01-01 10:00:05');
	changeSwoogoRegistrant(state(), 5001, { company: 'C' }, '2031-01-01 10:00:04');
	expect(await changedSince('updated_at>=2031-01-01 10:00:05')).toEqual([5002, 5003]);
	expect(await changedSince('updated_at>2031-01-01 10:00:05')).toEqual([]);
	expect(await changedSince('updated_at>=2031-01-01 10:00:00')).toEqual([5001, 5002, 5003]);
	expect(await changedSince('updated_at>=2031-01-01T10:00:00')).toEqual([]);
	state().unfilterableFields = ['registrants.updated_at'];
	expect(await changedSince('updated_at>=2031-01-01 10:00:05')).toEqual([5001, 5002, 5003]);
});

test("the test's clock stamps everything that the API changes", async () => {
	state().currentTime = '2031-02-02 12:00:00';
	const { body } = await swoogo<{ id: number }>('POST', '/registrants/create', {
		event_id: 700,
		email: 'new@example.com',
	});
	const stamps = { created_at: '2031-02-02 12:00:00', registered_at: '2031-02-02 12:00:00' };
	expect(state().registrants.get(body.id)).toMatchObject(stamps);
	state().currentTime = '2031-02-02 12:00:01';
	const attended = new FormData();
	attended.set('id', '5001');
	attended.set('status', 'attended');
	await swoogo('POST', '/registrants/checkin', attended);
	await swoogo('POST', '/registrants/5002/session/61');
	await swoogo('PUT', '/registrants/update/5003', { registration_status: 'cancelled' });
	await swoogo('POST', `/registrants/${body.id}/groups/5002`);
	const now = '2031-02-02 12:00:01';
	expect(state().registrants.get(5001)).toMatchObject({ updated_at: now, checked_in_at: now });
	expect(state().registrants.get(5002)).toMatchObject({ updated_at: now, checked_in_at: null });
	expect(state().registrants.get(5003)).toMatchObject({ updated_at: now, cancelled_at: now });
	expect(state().registrants.get(body.id)).toMatchObject({ ...stamps, updated_at: now });
	await swoogo('PUT', '/registrants/update/5003', { registration_status: 'confirmed' });
	expect(state().registrants.get(5003)).toMatchObject({ cancelled_at: null });
});

test('the real time can be in a zone of its own', async () => {
	state().timeZone = 'Asia/Tokyo';
	await swoogo('PUT', '/registrants/update/5001', { company: 'A' });
	const stamp = String(state().registrants.get(5001)?.updated_at).replace(' ', 'T');
	const behindSeconds = (Date.now() - Date.parse(`${stamp}+09:00`)) / 1000;
	expect(Math.abs(behindSeconds)).toBeLessThan(5);
});

test('people register by themselves at any moment, and nothing of it is in the ledger', async () => {
	const eventId = 700;
	const person = { id: 5010, eventId, email: 'x@example.com', firstName: 'X', lastName: 'E' };
	addSwoogoRegistrant(state(), {
		...person,
		at: '2031-03-03 08:00:00',
		registration_status: 'cancelled',
		reg_type_id: { id: 31, value: 'Delegate' },
	});
	expect(await changedSince('updated_at>=2031-03-01 00:00:00')).toEqual([5010]);
	expect((await swoogo('GET', '/registrants/5010')).body).toMatchObject({
		registration_status: 'cancelled',
		cancelled_at: '2031-03-03 08:00:00',
		registered_at: '2031-03-03 08:00:00',
		reg_type_id: { id: 31, value: 'Delegate' },
	});
	expect(sandbox().swoogo.ledger).toEqual([]);
});
