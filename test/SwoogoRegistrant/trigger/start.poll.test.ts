import { allKinds, otherEvent, told, useWatchedEvent, watchedEvent } from './watchedEvent';

const swoogo = useWatchedEvent();

const existing = { startWith: 'existingRegistrantsToo' };

test('with New Changes Only nobody who is there is announced, not even those of the second of the start', async () => {
	const early = swoogo.register();
	swoogo.setTime(60);
	const now = swoogo.register();
	const trigger = await swoogo.publish();
	const later = swoogo.register();
	expect(told(await trigger.poll())).toEqual([`created ${later}`]);

	swoogo.change(now, { company: 'Northwind' });
	swoogo.change(early, { company: 'Northwind' });
	expect(told(await trigger.poll())).toEqual([`updated ${early}`, `updated ${now}`]);
	expect(swoogo.lists()[0]).toBe('-updated_at');
});

test('a crowd of the second of the start is not announced, however many pages it fills', async () => {
	for (let i = 0; i < 450; i++) swoogo.register();
	const trigger = await swoogo.publish();
	await trigger.poll();
	expect(trigger.started).toEqual([]);

	swoogo.setTime(1);
	const id = swoogo.register();
	expect(told(await trigger.poll())).toEqual([`created ${id}`]);
	expect(trigger.failures).toEqual([]);
});

test('with Existing Registrants Too everybody who is there is announced once', async () => {
	const ids = Array.from({ length: 450 }, (_, i) => {
		swoogo.setTime(i * 3);
		return swoogo.register();
	});
	swoogo.change(ids[7]!, { registration_status: 'cancelled' });
	swoogo.change(ids[8]!, { registration_status: 'attended' });
	const trigger = await swoogo.publish(existing);
	expect(told(trigger.started).sort()).toEqual(
		[
			...ids.filter((id) => id !== ids[7]).map((id) => `created ${id}`),
			`cancelled ${ids[7]}`,
			`checkedIn ${ids[8]}`,
		].sort(),
	);

	trigger.executions.length = 0;
	swoogo.change(ids[7]!, { notes: 'Refunded' });
	const late = swoogo.register();
	await trigger.poll();
	await trigger.restart();
	expect(told(trigger.started)).toEqual([`updated ${ids[7]}`, `created ${late}`]);
});

test('5,000 existing registrants take two polls of at most 21 calls, and what is remembered of them stays small', async () => {
	swoogo.provider.budget.enabled = false;
	for (let i = 0; i < 5000; i++) {
		if (i % 2 === 0) swoogo.setTime(i);
		swoogo.register();
	}
	const trigger = await swoogo.publish({ ...existing, eventIds: `={{ ${watchedEvent} }}` });
	expect(swoogo.lists().length).toBeLessThanOrEqual(21);
	expect(trigger.started).toHaveLength(4000);
	await trigger.restart();
	await trigger.poll();
	expect(new Set(told(trigger.started)).size).toBe(5000);
	expect(trigger.started).toHaveLength(5000);
	expect(JSON.stringify(trigger.memory).length).toBeLessThan(100_000);
}, 60_000);

test('who changes while the existing ones are still being read is announced as they are found', async () => {
	swoogo.provider.budget.enabled = false;
	const ids = Array.from({ length: 4200 }, () => swoogo.register());
	const trigger = await swoogo.publish({ ...existing, events: allKinds });
	swoogo.setTime(30);
	swoogo.change(ids[0]!, { registration_status: 'cancelled' });
	swoogo.setTime(1200);
	swoogo.change(ids[4100]!, { registration_status: 'cancelled' });
	const late = swoogo.register();
	for (let i = 0; i < 3; i++) await trigger.poll();

	const news = told(trigger.started);
	expect(news).toHaveLength(new Set(news).size);
	expect(news.filter((each) => each.endsWith(` ${ids[0]}`))).toEqual([
		`created ${ids[0]}`,
		`cancelled ${ids[0]}`,
	]);
	expect(news.filter((each) => each.endsWith(` ${ids[4100]}`))).toEqual([`cancelled ${ids[4100]}`]);
	expect(news.filter((each) => each.endsWith(` ${late}`))).toEqual([`created ${late}`]);
	expect(news).toHaveLength(4202);
}, 60_000);

test('an event nobody is in yet', async () => {
	for (const start of [{}, existing]) {
		const trigger = await swoogo.publish({ ...start, eventIds: [`${otherEvent}`] });
		await trigger.poll();
		expect([trigger.started, trigger.failures]).toEqual([[], []]);
		swoogo.register({ event_id: otherEvent });
		expect(await trigger.poll()).toHaveLength(1);
		swoogo.provider.state.registrants.clear();
	}
});

test('an event that is added later begins on its own, and one that is taken away is forgotten', async () => {
	swoogo.register();
	const other = swoogo.register({ event_id: otherEvent });
	const trigger = await swoogo.publish(existing);
	await trigger.republish(
		swoogo.parametersWith({ ...existing, eventIds: [`${watchedEvent}`, `${otherEvent}`] }),
	);
	expect(told(trigger.started)).toEqual(['created 5001', `created ${other}`]);

	await trigger.republish(swoogo.parametersWith({ ...existing, eventIds: [`${otherEvent}`] }));
	expect(trigger.memory.memory).not.toContain(`"${watchedEvent}"`);
	expect(trigger.started).toHaveLength(2);
});
