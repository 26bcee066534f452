import fc from 'fast-check';

import type { PublishedTrigger } from '../../support/polling';
import { told, useWatchedEvent } from './watchedEvent';

const swoogo = useWatchedEvent();

interface Guest {
	id: number;
	status: string;
	/** What the trigger has announced of them; missing when nothing yet. */
	told?: { status: string; version: number };
	version: number;
}

/** What happens to registrants, and what a trigger that misses and repeats nothing would say of it. */
class History {
	readonly guests: Guest[] = [];
	readonly expected: string[] = [];
	seconds = 0;

	register(): void {
		this.guests.push({ id: swoogo.register(), status: 'confirmed', version: 1 });
	}

	/** Everything that is done bears a mark of its own, so that no two changes look the same. */
	change(guest: Guest, status = guest.status): void {
		guest.version += 1;
		guest.status = status;
		swoogo.change(guest.id, { registration_status: status, notes: `change ${guest.version}` });
	}

	pass(seconds: number): void {
		this.seconds += seconds;
		swoogo.setTime(this.seconds);
	}

	/** Call it before a poll that works: what has changed since the last one is due. */
	expectNews(): void {
		for (const guest of this.guests) {
			if (guest.told?.version === guest.version) continue;
			const kinds = kindsDue(guest);
			this.expected.push(...kinds.map((kind) => `${kind} ${guest.id}`));
			guest.told = { status: guest.status, version: guest.version };
		}
	}
}

function kindsDue({ status, told: before }: Guest): string[] {
	const kinds = before ? [] : ['created'];
	if (status === 'attended' && before?.status !== 'attended') kinds.push('checkedIn');
	if (status === 'cancelled' && before?.status !== 'cancelled') kinds.push('cancelled');
	return kinds.length > 0 ? kinds : ['updated'];
}

async function pollAndExpect(trigger: PublishedTrigger, history: History): Promise<void> {
	history.expectNews();
	await trigger.poll();
	expect(told(trigger.started).sort()).toEqual([...history.expected].sort());
	expect(trigger.failures).toEqual([]);
}

describe.each(['inProcess', 'durable'] as const)('With what n8n keeps %s', (keeping) => {
	test('200 changes over 25 polls, with failing polls, restarts and changes of one second on both sides of a poll, are announced once each', async () => {
		const history = new History();
		const trigger = await swoogo.publish({}, { keeping });
		await trigger.poll();
		let changes = 0;
		for (let poll = 1; poll <= 25; poll++) {
			for (let i = 0; i < 8; i++, changes++) {
				const guest = history.guests[(changes * 7) % (history.guests.length || 1)];
				const status = ['confirmed', 'cancelled', 'attended', undefined][(changes + poll) % 4];
				if (changes % 3 === 0 || !guest) history.register();
				else history.change(guest, status);
				// Every other poll begins within the second in which the last change was made.
				if (i % 3 === 2) history.pass(1);
			}
			if (poll % 5 === 2) {
				// Once in the way that is tried again, which takes time.
				swoogo.breakNext({ kind: 'status', code: poll === 12 ? 500 : 403 });
				await trigger.poll();
				expect(trigger.failures).toHaveLength(1);
				trigger.failures.length = 0;
				swoogo.mend();
			} else {
				await pollAndExpect(trigger, history);
			}
			if (poll % 8 === 0) {
				history.expectNews();
				await trigger.restart();
			}
			history.pass(poll % 2 === 0 ? 0 : 60);
		}
		await pollAndExpect(trigger, history);
		expect(changes).toBe(200);
	});
});

type Step =
	| { kind: 'register' | 'poll' | 'failingPoll' | 'restart'; by?: undefined }
	| { kind: 'change' | 'pass'; by: number };

const step: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 3, arbitrary: fc.record({ kind: fc.constant('register' as const) }) },
	{ weight: 6, arbitrary: fc.record({ kind: fc.constant('change' as const), by: fc.nat(999) }) },
	{
		weight: 4,
		arbitrary: fc.record({
			kind: fc.constant('pass' as const),
			by: fc.constantFrom(0, 1, 1, 59, 60, 299, 301, 1800, 7200, 90_000),
		}),
	},
	{
		weight: 4,
		arbitrary: fc.record({
			kind: fc.constantFrom('poll' as const, 'poll', 'failingPoll', 'restart'),
		}),
	},
);

test('whatever happens in whatever order, each change is announced once', async () => {
	swoogo.provider.budget.enabled = false;
	let announced = 0;
	await fc.assert(
		fc.asyncProperty(
			fc.array(step, { minLength: 5, maxLength: 60, size: 'max' }),
			fc.constantFrom('inProcess' as const, 'durable'),
			async (steps, keeping) => {
				swoogo.provider.state.registrants.clear();
				const history = new History();
				history.pass(0);
				const trigger = await swoogo.publish({}, { keeping });
				await trigger.poll();
				for (const each of steps) await take(each, trigger, history);
				await pollAndExpect(trigger, history);
				announced += trigger.started.length;
			},
		),
		{ numRuns: 60 },
	);
	expect(announced).toBeGreaterThan(100);
}, 120_000);

async function take(each: Step, trigger: PublishedTrigger, history: History): Promise<void> {
	if (each.kind === 'register') return history.register();
	if (each.kind === 'pass') return history.pass(each.by ?? 0);
	if (each.kind === 'poll') return await pollAndExpect(trigger, history);
	if (each.kind === 'restart') {
		history.expectNews();
		return await trigger.restart();
	}
	if (each.kind === 'failingPoll') {
		swoogo.breakNext({ kind: 'status', code: 403 });
		await trigger.poll();
		swoogo.mend();
		return void (trigger.failures.length = 0);
	}
	const { by = 0 } = each;
	const guest = history.guests[by % (history.guests.length || 1)];
	const status = ['confirmed', 'cancelled', 'attended', 'pending', undefined][by % 5];
	if (guest) history.change(guest, status);
}
