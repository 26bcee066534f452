import type { IDataObject } from 'n8n-workflow';

import { known, located, useZenoti } from '../zenotiRun';

const zenoti = useZenoti();

const getRegistrations = async (changes: IDataObject = {}, timezone?: string) =>
	await zenoti.run({
		resource: 'guest',
		operation: 'getRegistrations',
		parameters: { guestId: located('id', known.ada), ...changes },
		onError: 'continueErrorOutput',
		timezone,
	});

zenoti.describeContract({
	resource: 'guest',
	operation: 'getRegistrations',
	parameters: { guestId: located('id', '={{ $json.guestId }}') as never },
	rows: [{ guestId: known.ada }, { guestId: known.ben }, { guestId: known.cleo }],
	ownData: () => ({}),
	arrange() {
		zenoti.registered(known.ada);
		zenoti.registered(known.ben);
	},
	writes: false,
	expressionFields: ['guestId'],
	request: { method: 'GET', path: '/guests/[0-9a-f-]{36}/registrations$' },
});

const session = {
	id: known.session,
	guid: '77777777-7777-4777-8777-000000001201',
	name: 'Breathwork Day',
	start_time: '2031-03-14T09:00:00',
	end_time: '2031-03-14T12:00:00',
	session_status: 0,
};

it('lists the registrations with name and time of their session, simplified', async () => {
	const { id, invoiceId } = zenoti.registered(known.ada);
	const run = await getRegistrations();
	expect(zenoti.requests()).toEqual([
		`GET /v1/guests/${known.ada}/registrations?page=1&size=50&expand=sessions`,
	]);
	expect(run.success).toEqual([
		{
			json: {
				id,
				status: 0,
				class_id: known.workshop,
				session_id: session.guid,
				name: session.name,
				start_time: session.start_time,
				end_time: session.end_time,
				center_id: known.center,
				invoice_id: invoiceId,
				current_waitlist_position: null,
			},
			pairedItem: { item: 0 },
		},
	]);
});

it('adds the session to Zenoti’s record without Simplify', async () => {
	const { guid } = zenoti.registered(known.ada);
	const run = await getRegistrations({ simplify: false });
	expect(run.success[0]!.json).toMatchObject({ guid, virtual_guest_registrations: [], session });
});

it('lists a registration without a session all the same', async () => {
	zenoti.registered(known.ada, { trackId: 9 });
	zenoti.registered(known.ada);
	const run = await getRegistrations({ simplify: false });
	expect(run.success.map(({ json }) => 'session' in json)).toEqual([false, true]);
});

it.each([
	['2031-03-31', '2031-03-31'],
	['2031-03-31T23:30:00', '2031-03-31'],
	['2031-03-31T22:30:00Z', '2031-04-01'],
])('asks for days in the workflow’s time zone: %s', async (given, day) => {
	await getRegistrations({ options: { startDate: given, endDate: given } }, 'Europe/Berlin');
	expect(zenoti.provider.diary[0]!.query).toMatchObject({ start_date: day, end_date: day });
});

it('hands over what Zenoti does not explain as it is', async () => {
	const options = { classType: 1, filter: 'all', period: '0', sorter: 'StartDate' };
	await getRegistrations({ options });
	expect(zenoti.provider.diary[0]!.query).toMatchObject({
		class_type: '1',
		filters: 'all',
		'filters.period': '0',
		sorters: 'StartDate',
	});
});

it('lists all of hundreds of registrations', async () => {
	for (let number = 1; number <= 130; number++) {
		zenoti.registered(known.ada, { workshopId: 20000 + number });
	}
	const run = await getRegistrations({ returnAll: true });
	expect(run.success).toHaveLength(130);
});

it('finds the guest by e-mail address', async () => {
	zenoti.registered(known.ada);
	const run = await getRegistrations({
		guestId: located('email', 'ada@example.com'),
		centerId: located('id', known.center),
	});
	expect(run.success).toHaveLength(1);
	expect(zenoti.requests()[0]).toContain(`center_id=${known.center}`);
});

it('refuses a date that is none, unsent', async () => {
	const run = await getRegistrations({ options: { startDate: 'tomorrow' } });
	expect(run.failed[0]!.json.message).toBe(`'Start Date' is not a date: "tomorrow"`);
	expect(zenoti.requests()).toEqual([]);
});
