import type { Fault } from '../../../sandbox';
import { otherEvent, told, useWatchedEvent, watchedEvent } from './watchedEvent';

const swoogo = useWatchedEvent();

const start = 'Could not look for changes of the registrants: ';

describe('Publishing is refused with a sentence', () => {
	test.each([
		[{ events: [] }, "'Trigger On' is empty. Choose at least one."],
		[
			{ events: ['deleted'] },
			'\'Trigger On\' cannot hold "deleted". Use one or more of: created, updated, cancelled, checkedIn.',
		],
		[{ eventIds: [] }, "'Event Names or IDs' is empty. Choose at least one."],
		[{ eventIds: '={{ $now.a }}' }, "'Event Names or IDs' is empty. Choose at least one."],
		[{ eventIds: '={{ $json.a.b }}' }, "'Event Names or IDs' cannot be read: "],
		[
			{ eventIds: ['Summit'] },
			"'Event Names or IDs' must be whole numbers. Enter the IDs of events, e.g. 700, 701.",
		],
		[
			{ eventIds: ['799'] },
			'Event not found. Check the IDs in the trigger: it is absent, or this credential may not see it.',
		],
	])('%j', async (parameters, words) => {
		await expect(swoogo.publish(parameters)).rejects.toThrow(start + words);
	});

	test('also when another event is chosen later', async () => {
		const trigger = await swoogo.publish();
		await expect(trigger.republish(swoogo.parametersWith({ eventIds: ['799'] }))).rejects.toThrow(
			'Event not found.',
		);
	});

	test('without a credential', async () => {
		await expect(swoogo.publish({}, { credentials: {} })).rejects.toThrow(
			"Choose one in 'Credential to connect with'.",
		);
	});
});

describe('A poll that fails', () => {
	test.each([
		['403', { kind: 'status', code: 403 }, 'Ask a Swoogo administrator', 'configuration-invalid'],
		['500', { kind: 'status', code: 500 }, 'the next poll goes on', 'temporarily-unavailable'],
		['a web page', { kind: 'html' }, "Check 'Base URL'", undefined],
		['a closed connection', { kind: 'reset' }, 'the next poll goes on', 'temporarily-unavailable'],
		[
			'an answer that repeats the request',
			{ kind: 'echoHeaders' },
			'Correct the fields',
			undefined,
		],
		['revoked keys', { kind: 'unauthorized' }, "'Consumer Key'", 'credential-invalid'],
		['no list', { kind: 'status', code: 200, body: { a: 1 } }, "Check 'Base URL'", undefined],
		[
			'records without times',
			{ kind: 'status', code: 200, body: { items: [{ id: 1 }] } },
			"'updated_at' of an unknown form",
			undefined,
		],
	] as const)(
		'with %s says what to do, tells n8n when to poll again, and loses nothing',
		async (_, effect, words, cause) => {
			const trigger = await swoogo.publish();
			swoogo.register();
			await trigger.poll();
			swoogo.setTime(60);
			swoogo.change(5001, { registration_status: 'cancelled' });
			swoogo.breakNext(effect);
			const before = JSON.stringify(trigger.memory);
			expect(await trigger.poll()).toEqual([]);
			expect(trigger.failures).toHaveLength(1);
			expect(trigger.failures[0]!.message).toContain(words);
			expect((trigger.failures[0] as { failure?: { cause: string } }).failure?.cause).toBe(cause);
			expect(JSON.stringify(trigger.memory)).toBe(before);

			swoogo.mend();
			expect(told(await trigger.poll())).toEqual(['cancelled 5001']);
		},
	);

	test('in the middle of several pages announces none of them, and all of them next time', async () => {
		const trigger = await swoogo.publish();
		for (let i = 0; i < 450; i++) {
			swoogo.setTime(i);
			swoogo.register();
		}
		swoogo.provider.faults.add({
			match: { path: '/registrants$', nth: 2, times: 'always' },
			effect: { kind: 'status', code: 403 },
		});
		expect(await trigger.poll()).toEqual([]);
		expect(trigger.failures).toHaveLength(1);
		swoogo.mend();
		expect(await trigger.poll()).toHaveLength(450);
	});
});

test('an event that is gone does not hold up the others, and is reported when they have no news', async () => {
	const trigger = await swoogo.publish({ eventIds: [`${watchedEvent}`, `${otherEvent}`] });
	swoogo.provider.state.events.delete(watchedEvent);
	const id = swoogo.register({ event_id: otherEvent });
	expect(told(await trigger.poll())).toEqual([`created ${id}`]);
	expect(trigger.failures).toEqual([]);

	expect(await trigger.poll()).toEqual([]);
	expect(trigger.failures.map(({ message }) => message)).toEqual([
		`${start}event ${watchedEvent}: Event not found. Check the IDs in the trigger: it is absent, or this credential may not see it.`,
	]);
	expect(await trigger.poll()).toEqual([]);
	expect(trigger.started).toHaveLength(1);
});

describe('One of several events that cannot be reached', () => {
	const both = [`${watchedEvent}`, `${otherEvent}`];
	const breakEvent = (effect: Fault['effect'], event = watchedEvent) =>
		swoogo.provider.faults.add({
			match: { path: '/registrants$', query: { event_id: `${event}` }, times: 'always' },
			effect,
		});
	const failing = { kind: 'status', code: 500 } as const;

	test.each([
		['first', both, 'inProcess'],
		['last', both.toReversed(), 'inProcess'],
		['first', both, 'durable'],
	] as const)(
		'holds up the others for one poll at most: it comes %s, %s, %s',
		async (_, eventIds, keeping) => {
			const trigger = await swoogo.publish({ eventIds: [...eventIds] }, { keeping });
			await trigger.poll();
			breakEvent(failing);
			await trigger.poll();
			for (let minute = 1; minute <= 3; minute++) {
				swoogo.setTime(minute * 60);
				const id = swoogo.register({ event_id: otherEvent });
				expect(told(await trigger.poll())).toEqual([`created ${id}`]);
			}
			expect(trigger.failures.length).toBeGreaterThan(0);
			expect(trigger.failures[0]!.message).toContain(`event ${watchedEvent}: Swoogo answered: `);

			swoogo.mend();
			const late = swoogo.register();
			expect(told(await trigger.poll())).toEqual([`created ${late}`]);
		},
	);

	test('holds up the others every other poll at most when it is silent and takes all the time', async () => {
		swoogo.letTimePass();
		const settings = { keeping: 'durable', pollBudgetMs: 1000 } as const;
		const trigger = await swoogo.publish({ eventIds: both }, settings);
		await trigger.poll();
		breakEvent({ kind: 'silence' });
		for (const second of [1, 2]) {
			swoogo.setTime(second);
			const id = swoogo.register({ event_id: otherEvent });
			const news = [...(await trigger.poll()), ...(await trigger.poll())];
			expect(told(news)).toEqual([`created ${id}`]);
		}
		expect(trigger.failures[0]!.message).toContain('There was no complete answer in time');
	});

	test('is said at once when nobody can be reached, after one event was tried', async () => {
		const trigger = await swoogo.publish({ eventIds: both });
		swoogo.breakNext(failing);
		for (let polls = 1; polls <= 3; polls++) {
			const before = swoogo.lists().length;
			await trigger.poll();
			expect([trigger.failures.length, swoogo.lists().length - before]).toEqual([polls, 3]);
		}
	});
});

test.each(['inProcess', 'durable'] as const)(
	'catching up goes on although another event fails and there is nothing to announce yet: %s',
	async (keeping) => {
		swoogo.provider.budget.enabled = false;
		for (let i = 0; i < 5000; i++) {
			swoogo.setTime(i);
			swoogo.register({ event_id: otherEvent });
		}
		const eventIds = [`${watchedEvent}`, `${otherEvent}`];
		const trigger = await swoogo.publish({ events: ['checkedIn'], eventIds }, { keeping });
		await trigger.poll();
		swoogo.provider.state.events.delete(watchedEvent);
		for (let id = 5001; id <= 10_000; id++) {
			swoogo.setTime(id);
			swoogo.change(id, { company: 'Northwind' });
		}
		swoogo.setTime(20_000);
		swoogo.change(7000, { registration_status: 'attended' });
		expect(told(await trigger.poll())).toEqual([]);
		expect(told(await trigger.poll())).toEqual(['checkedIn 7000']);
		expect(trigger.failures).toEqual([]);

		// The look back over 70 minutes is still to come.
		for (let polls = 0; polls < 3; polls++) await trigger.poll();
		expect(trigger.failures[0]!.message).toContain(`event ${watchedEvent}: Event not found`);
		expect(trigger.started).toHaveLength(1);
	},
	60_000,
);

test('polls that n8n starts while one is under way announce nothing twice', async () => {
	swoogo.letTimePass();
	const trigger = await swoogo.publish();
	swoogo.register();
	swoogo.provider.latencyMs = 300;
	await Promise.all([trigger.poll(), trigger.poll(), trigger.poll()]);
	expect(told(trigger.started)).toEqual(['created 5001']);
	expect(trigger.failures).toEqual([]);
});

test('a poll that begins with what was stored before the last one ended announces nothing twice', async () => {
	const trigger = await swoogo.publish({}, { keeping: 'durable' });
	await trigger.poll();
	const before = trigger.memory;
	const id = swoogo.register();
	expect(told(await trigger.poll())).toEqual([`created ${id}`]);
	expect(await trigger.poll(before)).toEqual([]);

	// Had n8n failed to store and start anything, it would still be so after a while.
	swoogo.setTime(31);
	expect(told(await trigger.poll(before))).toEqual([`created ${id}`]);
});
