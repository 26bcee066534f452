import { booking, centerId, deliver, guestId, openZenotiTriggers } from './zenotiTrigger';

const { openTrigger } = openZenotiTriggers();

test('gives the event, the ids under our names, and the record of Zenoti as it came', async () => {
	const host = await openTrigger();
	const sent = booking();
	await deliver(host.localUrl(), sent);

	expect(host.started).toEqual([
		{
			event: 'Class.Booking.Created',
			deliveryId: sent.event_id,
			eventTimestamp: '2026-03-01T15:15:02.1234567Z',
			verified: true,
			workshopId: 11900,
			trackId: 1201,
			sessionId: 90010,
			registrationId: 120001,
			guestId,
			centerId,
			...sent.data,
		},
	]);
});

test.each(['POST', 'PUT', 'PATCH'])('takes deliveries by %s', async (method) => {
	const host = await openTrigger();

	expect(await deliver(host.localUrl(), booking(), { method })).toBe(200);
	expect(host.started).toHaveLength(1);
});

test('reads a delivery that does not say that it is JSON', async () => {
	const host = await openTrigger();

	expect(await deliver(host.localUrl(), booking(), { contentType: 'text/plain' })).toBe(200);
	expect(host.started).toMatchObject([{ registrationId: 120001 }]);
});

test.each([
	['a list', '[1]'],
	['a text', '"hello"'],
	['no JSON', 'hello'],
])('answers 400 and starts nothing for %s', async (_case, content) => {
	const host = await openTrigger();

	expect(await deliver(host.localUrl(), content, { contentType: 'text/plain' })).toBe(400);
	expect(host.executions).toEqual([]);
});

test('names the guest of a guest event by their id, and the session that a schedule event misspells', async () => {
	const host = await openTrigger();
	const common = { event_schema: 'v1', event_timestamp: '2026-03-01T15:15:02Z' };
	await deliver(host.localUrl(), {
		...common,
		event_id: 'g1',
		event_type: 'Guest.Updated',
		data: { _id: 7, id: guestId, center_id: centerId, personal_info: { first_name: 'Ada' } },
	});
	await deliver(host.localUrl(), {
		...common,
		event_id: 's1',
		event_type: 'Class.Schedule.Created',
		data: { sesion_id: 90010, center_id: centerId, event_id: -1 },
	});

	expect(host.started).toMatchObject([
		{ event: 'Guest.Updated', guestId, personal_info: { first_name: 'Ada' } },
		{ event: 'Class.Schedule.Created', deliveryId: 's1', sessionId: 90010, event_id: -1 },
	]);
});

test('an `error` in the record does not make n8n take the item for a failed one', async () => {
	const host = await openTrigger();
	await deliver(host.localUrl(), booking({ error: 'none' }));

	expect(host.started).toHaveLength(1);
	expect(host.started[0]).not.toHaveProperty('error');
});

describe('A booking without an envelope', () => {
	const { data } = booking();

	test.each(['Class.Booking.Approved', 'Class.Booking.Rejected', '*'])(
		'starts the workflow when %s is chosen',
		async (chosen) => {
			const host = await openTrigger({ events: [chosen] });
			await deliver(host.localUrl(), data);

			expect(host.started).toMatchObject([
				{ event: 'unknown', deliveryId: null, registrationId: 120001, workshopId: 11900 },
			]);
		},
	);

	test('starts nothing when neither is chosen', async () => {
		const host = await openTrigger({ events: ['Class.Booking.Created'] });

		expect(await deliver(host.localUrl(), data)).toBe(200);
		expect(host.executions).toEqual([]);
	});

	test('is what the address says that it is', async () => {
		const host = await openTrigger({ events: ['Class.Booking.Approved'] });
		const send = async (type: string) =>
			await deliver(
				host.localUrl(),
				{ ...data, registration_id: type.length },
				{
					query: `?event=${type}`,
				},
			);
		await send('Class.Booking.Rejected');
		await send('Class.Booking.Approved');

		expect(host.started).toMatchObject([{ event: 'Class.Booking.Approved' }]);
	});

	test('starts the workflow for each event that the address names, once for each, although the body is the same', async () => {
		const host = await openTrigger();
		const types = ['Class.Booking.Approved', 'Class.Booking.Rejected'];
		for (const type of [...types, ...types]) {
			expect(await deliver(host.localUrl(), data, { query: `?event=${type}` })).toBe(200);
		}

		expect(host.started.map(({ event }) => event)).toEqual(types);
	});

	test('starts the workflow once when it comes again soon, and again when its content differs', async () => {
		const host = await openTrigger();
		await Promise.all(Array.from({ length: 10 }, () => deliver(host.localUrl(), data)));
		await deliver(host.localUrl(), { ...data, registration_id: 120002 });

		expect(host.started.map(({ registrationId }) => registrationId)).toEqual([120001, 120002]);
	});
});

describe('Repeats', () => {
	test('of one event that arrive together start the workflow once, and all are confirmed', async () => {
		const host = await openTrigger();
		const sent = booking();
		const copies = Array.from({ length: 40 }, () => deliver(host.localUrl(), sent));

		expect(new Set(await Promise.all(copies))).toEqual(new Set([200]));
		expect(host.started).toHaveLength(1);
	});

	test('with another id of the call are recognised by the id of the event', async () => {
		const host = await openTrigger();
		const sent = booking();
		await deliver(host.localUrl(), sent);
		await deliver(host.localUrl(), { ...sent, id: 'another-call' });

		expect(host.started).toHaveLength(1);
	});

	test('are recognised after n8n was restarted', async () => {
		const host = await openTrigger();
		const sent = booking();
		await deliver(host.localUrl(), sent);
		await host.restart();

		expect(await deliver(host.localUrl(), sent)).toBe(200);
		expect(host.started).toHaveLength(1);
	});

	test('are told from other events even if the id of the event were only that of its type', async () => {
		const host = await openTrigger();
		const sent = booking();
		await deliver(host.localUrl(), sent);
		await deliver(host.localUrl(), { ...sent, data: { ...sent.data, registration_id: 120002 } });

		expect(host.started).toHaveLength(2);
	});

	test('without the id of the event are recognised by the id of the call', async () => {
		const host = await openTrigger();
		const sent = { ...booking(), event_id: null };
		await deliver(host.localUrl(), sent);
		await deliver(host.localUrl(), sent);

		expect(host.started).toMatchObject([{ deliveryId: null }]);
	});

	test('start the workflow each time while somebody tests it in the editor', async () => {
		const host = await openTrigger();
		const sent = booking();
		for (let times = 0; times < 2; times++) {
			await host.listenForTest();
			await deliver(host.localUrl('test'), sent);
			await host.idle();
		}

		expect(host.executions.map(({ mode }) => mode)).toEqual(['manual', 'manual']);
	});
});
