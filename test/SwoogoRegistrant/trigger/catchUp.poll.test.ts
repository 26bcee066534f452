import { at, otherEvent, told, useWatchedEvent, watchedEvent } from './watchedEvent';

const swoogo = useWatchedEvent();

const creditsPerList = 10;

/** `count` people who register one after the other, one a second from `from` on; returns what is to be told of them. */
function registerMany(count: number, from: number): string[] {
	return Array.from({ length: count }, (_, i) => {
		swoogo.setTime(from + i);
		return `created ${swoogo.register()}`;
	});
}

test('after days without n8n every change is announced once, at most 20 calls a poll', async () => {
	swoogo.provider.budget.enabled = false;
	swoogo.register();
	const trigger = await swoogo.publish();
	const due = registerMany(4500, 86_400);
	swoogo.setTime(4 * 86_400);
	await trigger.restart();
	expect(swoogo.lists()).toHaveLength(1 + 20);
	expect(trigger.started.length).toBeLessThan(4000);

	due.push(`created ${swoogo.register()}`);
	await trigger.poll();
	expect(told(trigger.started).sort()).toEqual(due.sort());
	expect(await trigger.poll()).toEqual([]);
}, 60_000);

test('a poll stops when its time is over, hands on what it has, and the next one goes on', async () => {
	swoogo.letTimePass();
	swoogo.register();
	const trigger = await swoogo.publish({}, { pollBudgetMs: 2000 });
	const due = registerMany(900, 60);
	swoogo.provider.latencyMs = 600;
	await trigger.poll();
	expect(trigger.started.length).toBeGreaterThan(0);
	expect(trigger.started.length).toBeLessThan(900);
	swoogo.provider.latencyMs = 0;
	await trigger.poll();
	expect(told(trigger.started).sort()).toEqual(due.sort());
	expect(trigger.failures).toEqual([]);
});

test('with many events, those that a poll had no time for come first in the next one', async () => {
	swoogo.letTimePass();
	const eventIds = [`${watchedEvent}`, `${otherEvent}`];
	const trigger = await swoogo.publish({ eventIds }, { pollBudgetMs: 2000 });
	swoogo.setTime(60);
	const [one, other] = [swoogo.register(), swoogo.register({ event_id: otherEvent })];
	swoogo.provider.latencyMs = 1200;
	expect(told(await trigger.poll())).toEqual([`created ${one}`]);
	expect(told(await trigger.poll())).toEqual([`created ${other}`]);
	expect(trigger.failures).toEqual([]);
});

test.each([
	['for minutes', 'none', 0, 'The limit of calls is used up for now'],
	[
		'for longer than anybody waits',
		'retryAfterSeconds',
		2000,
		"Swoogo's limit of calls is used up until ",
	],
] as const)(
	'what was read before the limit was used up %s is announced, and the rest later',
	async (_, dialect, seconds, words) => {
		swoogo.letTimePass();
		swoogo.register();
		const trigger = await swoogo.publish({}, { pollBudgetMs: 1500 });
		const due = registerMany(700, 60);
		swoogo.provider.faults.add({
			match: { path: '/registrants$', nth: 3, times: 'always' },
			effect: { kind: 'tooMany', dialect, seconds },
		});
		await trigger.poll();
		expect(trigger.started.length).toBeGreaterThan(200);
		expect(trigger.failures).toEqual([]);

		await trigger.poll();
		const [{ message } = { message: '' }] = trigger.failures;
		expect(message).toContain(`Could not look for changes of the registrants: ${words}`);
		expect(message).toContain('. Nothing was lost: the next poll goes on from here.');
		expect(trigger.failures[0]).toMatchObject({ failure: { cause: 'rate-limited' } });

		swoogo.mend();
		const later = await swoogo.republishElsewhere(trigger);
		await later.poll();
		expect(told([...trigger.started, ...later.started]).sort()).toEqual(due.sort());
	},
);

test('a change that becomes visible minutes after others is found by the next poll', async () => {
	const trigger = await swoogo.publish();
	swoogo.setTime(600);
	const first = swoogo.register();
	await trigger.poll();
	const late = swoogo.register({ created_at: at(400), updated_at: at(400) });
	expect(told(await trigger.poll())).toEqual([`created ${late}`]);
	expect(told(trigger.started)).toEqual([`created ${first}`, `created ${late}`]);
});

test('one that becomes visible an hour late is found within half an hour', async () => {
	const trigger = await swoogo.publish();
	swoogo.setTime(7200);
	swoogo.register();
	await trigger.poll();
	const late = swoogo.register({ created_at: at(3700), updated_at: at(3700) });
	for (let minute = 1; minute <= 30; minute++) {
		swoogo.setTime(7200 + minute * 60);
		await trigger.poll();
	}
	expect(told(trigger.started.slice(1))).toEqual([`created ${late}`]);
});

test('when the clock behind the times is put back an hour, the hour that comes twice is not missed', async () => {
	const trigger = await swoogo.publish();
	swoogo.setTime(7200);
	const before = swoogo.register();
	await trigger.poll();
	const due = [`created ${before}`];
	for (let minute = 1; minute <= 90; minute++) {
		swoogo.setTime(7200 + minute * 60);
		swoogo.setSwoogoTime(7200 + minute * 60 - 3600);
		if (minute % 7 === 0) due.push(`created ${swoogo.register()}`);
		await trigger.poll();
	}
	expect(told(trigger.started).sort()).toEqual(due.sort());
});

test('an older state of a registrant that comes late is no news', async () => {
	const trigger = await swoogo.publish();
	const id = swoogo.register();
	const older = { ...swoogo.provider.state.registrants.get(id)! };
	swoogo.setTime(10);
	swoogo.change(id, { company: 'Northwind' });
	await trigger.poll();
	const newer = swoogo.provider.state.registrants.get(id)!;
	swoogo.provider.state.registrants.set(id, older);
	expect(await trigger.poll()).toEqual([]);
	swoogo.provider.state.registrants.set(id, newer);
	expect(await trigger.poll()).toEqual([]);
});

test('a quiet event costs one call of 10 credits a poll and one every half an hour, a busy one hardly more', async () => {
	registerMany(300, -86_400);
	swoogo.setTime(3600);
	swoogo.register();
	const trigger = await swoogo.publish();
	const callsAt: number[] = [];
	for (let minute = 1; minute <= 60; minute++) {
		swoogo.setTime(3600 + minute * 60);
		if (minute > 30) registerMany(10, 3600 + minute * 60);
		await trigger.poll();
		callsAt.push(swoogo.lists().length);
	}
	expect(callsAt[29]! - 1).toBe(30 + 1);
	expect(callsAt[59]! - callsAt[29]!).toBeLessThanOrEqual(30 + 2);
	expect(swoogo.provider.credits()).toBeLessThanOrEqual(65 * creditsPerList + 1);
});

test('somebody whom a crowd has pushed out of what is remembered is still told rightly', async () => {
	swoogo.provider.budget.enabled = false;
	// What is remembered is shared by all events: with twenty of them, 1,000 people each.
	const others = Array.from({ length: 19 }, (_, i) => 800 + i);
	for (const id of others) {
		swoogo.provider.state.events.set(id, { id, name: `Event ${id}`, capacity: null });
	}
	const eventIds = [watchedEvent, ...others].map(String);
	const trigger = await swoogo.publish({ events: ['created', 'cancelled'], eventIds });
	const [gone, there] = [swoogo.register(), swoogo.register()];
	swoogo.change(gone, { registration_status: 'cancelled' });
	await trigger.poll();
	registerMany(1100, 60);
	await trigger.poll();
	expect(trigger.memory.memory!.toString().length).toBeLessThan(25_000);
	trigger.executions.length = 0;

	swoogo.setTime(1300);
	swoogo.change(gone, { notes: 'Refunded' });
	swoogo.change(there, { notes: 'Vegetarian' });
	expect(told(await trigger.poll())).toEqual([]);
	swoogo.change(there, { registration_status: 'cancelled' });
	swoogo.change(gone, { registration_status: 'confirmed' });
	expect(told(await trigger.poll())).toEqual([`cancelled ${there}`]);
	swoogo.setTime(1400);
	swoogo.change(gone, { registration_status: 'cancelled' });
	expect(told(await trigger.poll())).toEqual([`cancelled ${gone}`]);
});
