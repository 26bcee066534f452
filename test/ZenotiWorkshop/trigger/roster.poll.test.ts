import type { IDataObject } from 'n8n-workflow';

import { PublishedTrigger, testInEditor, type TriggerSettings } from '../../support/polling';
import { known, located, useZenoti } from '../zenotiRun';

const zenoti = useZenoti();

const allKinds = ['registered', 'cancelled', 'checkedIn'];

const settingsFor = (
	parameters: IDataObject = {},
	further: Partial<TriggerSettings> = {},
): TriggerSettings => ({
	node: {
		type: 'n8n-nodes-event-registration.zenotiWorkshopRosterTrigger',
		parameters: {
			events: allKinds,
			workshopId: known.workshop,
			centerId: located('id', known.center),
			sessionId: located('id', known.session),
			...parameters,
		} as never,
	},
	credentials: zenoti.credentials(),
	...further,
});

const publish = async (parameters?: IDataObject, further?: Partial<TriggerSettings>) =>
	await PublishedTrigger.publish(settingsFor(parameters, further));

type Status = NonNullable<Parameters<typeof zenoti.registered>[1]>['status'] & string;

const setStatus = (id: number, status: Status) =>
	void (zenoti.provider.state.registrations.get(id)!.status = status);

const told = (items: IDataObject[]) =>
	items.map(({ event, registrationId }) => `${event} ${registrationId}`);

test('who registers is announced once, with ids and the simplified record', async () => {
	zenoti.registered(known.ben);
	const trigger = await publish();
	const { id, invoiceId, registeredAt } = zenoti.registered(known.ada);
	expect(await trigger.poll()).toEqual([
		{
			event: 'registered',
			workshopId: `${known.workshop}`,
			centerId: known.center,
			sessionId: `${known.session}`,
			registrationId: `${id}`,
			guestId: known.ada,
			id,
			status: 0,
			guest: { id: known.ada, first_name: 'Ada', last_name: 'Example' },
			session_id: known.session,
			registration_dt: registeredAt,
			is_from_waitlist: false,
			is_any_session_noshow: false,
			booked_from: 'Store',
			invoice_id: invoiceId,
			notes: '',
		},
	]);
	await trigger.poll();
	await trigger.restart();
	expect([trigger.started.length, trigger.failures]).toEqual([1, []]);
});

test('without Simplify the record is whole', async () => {
	const trigger = await publish({ simplify: false });
	zenoti.registered(known.ada);
	expect(await trigger.poll()).toMatchObject([
		{ appointment_ids: [], registration_source: 'Zenoti' },
	]);
});

test.each(['number', 'name'] as const)(
	'each change of a status written as a %s has one name',
	async (enumsAs) => {
		zenoti.provider.state.enumsAs = enumsAs;
		const trigger = await publish();
		const { id } = zenoti.registered(known.ada, { status: 'Waitlisted' });
		const news: string[] = [];
		for (const status of [
			'Waitlisted',
			'Enrolled',
			'Registered',
			'SignedIn',
			'Registered',
			'SignedIn',
			'Closed',
			'Cancelled',
			'Cancelled',
			'Registered',
			'NoShow',
			'ClassCancelled',
			'Waitlisted',
			'Rejected',
			'SignedIn',
		] as const) {
			setStatus(id, status);
			news.push(...told(await trigger.poll()));
		}
		expect(news).toEqual(
			[
				...['registered', 'checkedIn', 'checkedIn', 'cancelled', 'registered', 'cancelled'],
				...['registered', 'checkedIn'],
			].map((kind) => `${kind} ${id}`),
		);
		expect(trigger.failures).toEqual([]);
	},
);

test('a registration that came and went between two polls did both', async () => {
	const trigger = await publish();
	const { id } = zenoti.registered(known.ada, { status: 'Cancelled' });
	const { id: other } = zenoti.registered(known.ben, { status: 'SignedIn' });
	expect(told(await trigger.poll())).toEqual([
		`registered ${id}`,
		`cancelled ${id}`,
		`registered ${other}`,
		`checkedIn ${other}`,
	]);
});

test('with Existing Registrations Too everybody is announced once as they stand', async () => {
	const here = zenoti.registered(known.ada).id;
	const gone = zenoti.registered(known.ben, { status: 'Cancelled' }).id;
	zenoti.registered(known.cleo, { status: 'Waitlisted' });
	const trigger = await publish({ startWith: 'existingRegistrationsToo' });
	await trigger.poll();
	expect(told(trigger.started)).toEqual([`registered ${here}`, `cancelled ${gone}`]);
});

test('only the chosen kinds start the workflow', async () => {
	const trigger = await publish({ events: ['checkedIn'] });
	const { id } = zenoti.registered(known.ada);
	expect(await trigger.poll()).toEqual([]);
	setStatus(id, 'SignedIn');
	expect(told(await trigger.poll())).toEqual([`checkedIn ${id}`]);
	setStatus(id, 'Cancelled');
	expect(await trigger.poll()).toEqual([]);
});

describe('When registrations are missing from the roster', () => {
	const fill = (count: number) =>
		Array.from({ length: count }, (_, i) => zenoti.registered(zenoti.guest({ number: i })).id);
	const remove = (ids: number[]) =>
		ids.forEach((id) => zenoti.provider.state.registrations.delete(id));

	test('somebody missing from two readings in a row has cancelled', async () => {
		const [id] = fill(5);
		const trigger = await publish();
		remove([id!]);
		expect(await trigger.poll()).toEqual([]);
		expect(await trigger.poll()).toEqual([
			{
				event: 'cancelled',
				workshopId: `${known.workshop}`,
				centerId: known.center,
				sessionId: `${known.session}`,
				registrationId: `${id}`,
			},
		]);
	});

	test('many at once are not believed, but many cancelled ones are', async () => {
		const ids = fill(60);
		const trigger = await publish();
		remove(ids.slice(0, 30));
		await trigger.poll();
		await trigger.poll();
		expect(trigger.started).toEqual([]);
		expect(trigger.failures[1]!.message).toContain(
			'30 of 60 people are missing from the list at once',
		);

		const other = await publish();
		ids.slice(30).forEach((id) => setStatus(id, 'ClassCancelled'));
		expect(await other.poll()).toHaveLength(30);
	});

	test.each([
		['empty', { registrations: [], page_details: { total: 0, page: 1, size: 100 } }],
		['left out', { page_details: { total: 0, page: 1, size: 100 } }],
	])('a roster that is %s is not believed', async (_, body) => {
		fill(30);
		const trigger = await publish();
		zenoti.provider.faults.add({
			match: { path: '/registrations', times: 'always' },
			effect: { kind: 'status', code: 200, body },
		});
		for (let i = 0; i < 3; i++) await trigger.poll();
		expect([trigger.started, trigger.failures.length]).toEqual([[], 3]);
		expect(trigger.failures[0]!.message).toContain(
			'The list is empty, although 30 people were on it',
		);
	});

	test.each([
		['comes empty', { registrations: [] }],
		['is left out', {}],
		['is null', { registrations: null }],
	])(
		'a roster whose last page %s, although more were counted, is not believed',
		async (_, rest) => {
			fill(120);
			const trigger = await publish();
			const body = { ...rest, page_details: { total: 120, page: 2, size: 100 } };
			zenoti.provider.faults.add({
				match: { path: '/registrations', query: { page: '2' }, times: 'always' },
				effect: { kind: 'status', code: 200, body },
			});
			for (let i = 0; i < 3; i++) await trigger.poll();
			expect([trigger.started, trigger.failures.length]).toEqual([[], 3]);
			zenoti.provider.faults.clear();
			expect(await trigger.poll()).toEqual([]);
		},
	);

	test('5,000 registrations take less than 40 kB to remember', async () => {
		zenoti.provider.budget.enabled = false;
		const ids = Array.from({ length: 5000 }, () => zenoti.registered(known.ada).id);
		ids.slice(0, 500).forEach((id) => setStatus(id, 'SignedIn'));
		// Its fact sheet allows 60 calls a minute, and the roster takes 50.
		const trigger = await publish({ startWith: 'existingRegistrationsToo' });
		expect(trigger.started).toHaveLength(5500);
		expect(JSON.stringify(trigger.memory).length).toBeLessThan(40_000);
	}, 60_000);
});

test('200 changes over 25 polls, with failing polls and restarts, are announced once each', async () => {
	zenoti.provider.budget.enabled = false;
	const trigger = await publish();
	const due: string[] = [];
	const ids: number[] = [];
	let [changes, working] = [0, 0];
	for (let poll = 1; poll <= 25; poll++) {
		const fails = poll % 4 === 0;
		for (let i = 0; i < 8; i++, changes++) {
			// Nobody is changed twice between two polls that work, so that each change can be seen.
			if (i < 4 || poll < 6) {
				const { id } = zenoti.registered(zenoti.guest({ number: changes }));
				ids.push(id);
				due.push(`registered ${id}`);
			} else {
				const id = ids[(poll - 6) * 4 + i - 4]!;
				setStatus(id, i % 2 === 0 ? 'Cancelled' : 'SignedIn');
				due.push(`${i % 2 === 0 ? 'cancelled' : 'checkedIn'} ${id}`);
			}
		}
		if (fails) {
			const effect = { kind: 'status', code: 403, body: { ErrorCode: 602 } } as const;
			zenoti.provider.faults.add({ match: { times: 'always' }, effect });
			await trigger.poll();
			zenoti.provider.faults.clear();
			continue;
		}
		if (poll % 7 === 0) await trigger.restart();
		await trigger.poll();
		working++;
		expect(told(trigger.started).sort()).toEqual([...due].sort());
	}
	await trigger.poll();
	expect(told(trigger.started).sort()).toEqual(due.sort());
	expect([changes, working, trigger.failures.length]).toEqual([200, 19, 6]);
});

describe('A test in the editor', () => {
	test('shows registrations as the workflow will get them, and moves nothing', async () => {
		const [here, inside, gone] = [known.ada, known.ben, known.cleo].map(
			(guest) => zenoti.registered(guest).id,
		);
		setStatus(inside!, 'SignedIn');
		setStatus(gone!, 'Cancelled');
		expect(told((await testInEditor(settingsFor())) ?? [])).toEqual([
			`registered ${here}`,
			`checkedIn ${inside}`,
			`cancelled ${gone}`,
		]);
		expect(told((await testInEditor(settingsFor({ events: ['registered'] }))) ?? [])).toEqual([
			`registered ${here}`,
			`registered ${inside}`,
		]);
	});

	test('says so when there is nobody of that kind', async () => {
		zenoti.registered(known.ada);
		await expect(testInEditor(settingsFor({ events: ['cancelled'] }))).rejects.toThrow(
			'There is nobody to show yet.',
		);
	});

	test.each([
		[{ workshopId: '' }, "'Workshop ID' is empty."],
		[{ centerId: located('id', 'x') }, "'Center' must be an ID of 32 letters and digits"],
		[{ workshopId: 999 }, 'Workshop is invalid. Check the IDs in the trigger'],
	])('says what is wrong with %j', async (parameters, words) => {
		await expect(testInEditor(settingsFor(parameters as IDataObject))).rejects.toThrow(words);
	});
});
