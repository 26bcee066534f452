import { otherEvent, told, useWatchedEvent, watchedEvent } from './watchedEvent';

const swoogo = useWatchedEvent();

/** Many who are there, and a trigger that knows of none of them. */
async function publishAmongMany(count = 450) {
	for (let i = 0; i < count; i++) {
		swoogo.setTime(i - count);
		swoogo.register();
	}
	swoogo.setTime(3600);
	return await swoogo.publish();
}

describe.each([
	['the filter', { unfilterableFields: ['updated_at'] }],
	['the order', { unsortableFields: ['updated_at'] }],
	['both', { unfilterableFields: ['updated_at'], unsortableFields: ['updated_at'] }],
	['every filter', { unfilterableFields: ['*'] }],
	['every filter and every order', { unfilterableFields: ['*'], unsortableFields: ['*'] }],
])('When Swoogo ignores %s without a word', (_, switches) => {
	test('the event is read as a whole, and every change is still announced once', async () => {
		Object.assign(swoogo.provider.state, switches);
		const trigger = await publishAmongMany();
		swoogo.change(5003, { registration_status: 'cancelled' });
		const [one, other] = [swoogo.register(), swoogo.register()];
		await trigger.poll();
		await trigger.poll();
		expect(told(trigger.started).sort()).toEqual(
			['cancelled 5003', `created ${one}`, `created ${other}`].sort(),
		);

		swoogo.setTime(3660);
		swoogo.change(one, { registration_status: 'attended' });
		await trigger.restart();
		await trigger.poll();
		expect(told(trigger.started).slice(3)).toEqual([`checkedIn ${one}`]);
		expect(trigger.failures).toEqual([]);
	});

	test('who is there at the start is announced once where that is wanted', async () => {
		Object.assign(swoogo.provider.state, switches);
		for (let i = 0; i < 450; i++) swoogo.register();
		const trigger = await swoogo.publish({ startWith: 'existingRegistrantsToo' });
		await trigger.poll();
		expect(trigger.started).toHaveLength(450);
		expect(new Set(told(trigger.started)).size).toBe(450);
	});
});

test('many changes in an order of their own are announced once each', async () => {
	const trigger = await publishAmongMany(600);
	swoogo.provider.state.unsortableFields = ['updated_at'];
	const ids = Array.from({ length: 600 }, (_, i) => 5001 + ((i * 7) % 600));
	for (const [i, id] of ids.entries()) {
		swoogo.setTime(3600 + i);
		swoogo.change(id, { company: 'Northwind' });
	}
	await trigger.poll();
	await trigger.poll();
	expect(told(trigger.started).sort()).toEqual(ids.map((id) => `updated ${id}`).sort());
});

test('a filter that suddenly matches nobody is not believed', async () => {
	const trigger = await publishAmongMany(10);
	const id = swoogo.register();
	const nobody = {
		items: [],
		_meta: { totalCount: 0, pageCount: 0, currentPage: 1, perPage: 200 },
	};
	swoogo.breakNext({ kind: 'status', code: 200, body: nobody }, 1);
	expect(told(await trigger.poll())).toEqual([`created ${id}`]);
	expect(await trigger.poll()).toEqual([]);
});

test('when the registrant who changed last is deleted, the next changes are found', async () => {
	const trigger = await publishAmongMany(10);
	const last = swoogo.register();
	await trigger.poll();
	swoogo.remove(last);
	expect(await trigger.poll()).toEqual([]);
	const calls = swoogo.lists().length;
	expect(await trigger.poll()).toEqual([]);
	expect(swoogo.lists().length - calls).toBe(1);

	swoogo.setTime(3601);
	const next = swoogo.register();
	expect(told(await trigger.poll())).toEqual([`created ${next}`]);
	expect(trigger.failures).toEqual([]);
});

test('more people than a page holds, changed within one second, are announced once', async () => {
	const trigger = await publishAmongMany(450);
	const ids = Array.from({ length: 450 }, (_, i) => 5001 + i);
	for (const id of ids) swoogo.change(id, { company: 'Northwind' });
	await trigger.poll();
	const [early, late] = [swoogo.register(), 5300];
	swoogo.change(late, { company: 'Southwind' });
	await trigger.poll();
	await trigger.poll();
	expect(told(trigger.started).sort()).toEqual(
		[...ids.map((id) => `updated ${id}`), `created ${early}`, `updated ${late}`].sort(),
	);
});

test('a crowd of one second costs one call a poll once it is quiet', async () => {
	const trigger = await publishAmongMany(450);
	for (let id = 5001; id <= 5450; id++) swoogo.change(id, { company: 'Northwind' });
	await trigger.poll();
	swoogo.setTime(3600 + 301);
	const calls = swoogo.lists().length;
	await trigger.poll();
	expect(swoogo.lists().slice(calls)).toHaveLength(1);

	swoogo.setTime(3600 + 360);
	const id = swoogo.register();
	expect(told(await trigger.poll())).toEqual([`created ${id}`]);
});

test('small pages, and lists that bring people of other events, change nothing', async () => {
	swoogo.provider.state.maximumPageSize = 20;
	const trigger = await publishAmongMany(130);
	swoogo.register({ event_id: otherEvent });
	const ids = Array.from({ length: 130 }, (_, i) => {
		swoogo.setTime(3600 + i);
		return swoogo.register();
	});
	await trigger.poll();
	await trigger.poll();
	expect(told(trigger.started).sort()).toEqual(ids.map((id) => `created ${id}`).sort());
	expect(trigger.started.every(({ eventId }) => eventId === `${watchedEvent}`)).toBe(true);
});
