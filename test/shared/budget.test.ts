import fc from 'fast-check';

import { Budget, type Ticket, TooLong } from '../../nodes/shared/budget';
import { Cancelled } from '../../nodes/shared/failure';

const second = 1000;
const start = Date.parse('2031-03-04T08:00:00Z');

/** Takes as often as it is allowed at this moment, at most `most` times. */
function takeAll(budget: Budget, now: number, cost = 1, most = 1000): Ticket[] {
	const tickets: Ticket[] = [];
	while (tickets.length < most) {
		const taken = budget.takeNow(cost, now);
		if (typeof taken === 'number') break;
		tickets.push(taken);
	}
	return tickets;
}

const sixtyPerMinute = () => new Budget({ credits: 60, windowSeconds: 60 });

describe('before the provider has said anything', () => {
	test('without a known limit nobody waits', () => {
		expect(takeAll(new Budget(), start)).toHaveLength(1000);
	});

	test('the documented credits are spent, and the next caller hears when the first come back', () => {
		const budget = sixtyPerMinute();
		expect(takeAll(budget, start)).toHaveLength(60);
		expect(budget.takeNow(1, start + 20 * second)).toBe(40 * second);
		expect(takeAll(budget, start + 60 * second)).toHaveLength(60);
	});

	test('credits come back one by one, as they were spent', () => {
		const budget = sixtyPerMinute();
		takeAll(budget, start, 1, 30);
		takeAll(budget, start + 30 * second, 1, 30);
		expect(takeAll(budget, start + 61 * second)).toHaveLength(30);
	});

	test('a dearer call takes more of them, and waits for enough', () => {
		const budget = new Budget({ credits: 25, windowSeconds: 60 });
		expect(takeAll(budget, start, 10)).toHaveLength(2);
		expect(takeAll(budget, start, 1)).toHaveLength(5);
		expect(budget.takeNow(10, start + second)).toBe(59 * second);
	});

	test('a call that costs more than a whole window is let through when the window is empty', () => {
		const budget = new Budget({ credits: 5, windowSeconds: 60 });
		expect(takeAll(budget, start, 10, 1)).toHaveLength(1);
		expect(budget.takeNow(10, start + second)).toBeGreaterThan(0);
	});

	test('no stretch of a minute ever holds more than sixty calls', () => {
		const pauses = fc.array(fc.integer({ min: 0, max: 20 * second }), { maxLength: 60 });
		fc.assert(
			fc.property(pauses, (waits) => {
				const budget = sixtyPerMinute();
				const sentAt: number[] = [];
				let now = start;
				for (const wait of waits) {
					now += wait;
					for (const ticket of takeAll(budget, now, 1, 25)) {
						sentAt.push(ticket.takenAt);
						budget.settle(ticket, {}, now);
					}
				}
				for (const from of sentAt) {
					const inWindow = sentAt.filter((at) => at >= from && at < from + 60 * second);
					expect(inWindow.length).toBeLessThanOrEqual(60);
				}
			}),
		);
	});
});

describe('what the headers say wins', () => {
	test('fewer credits than we thought', () => {
		const budget = sixtyPerMinute();
		const [ticket] = takeAll(budget, start, 1, 1);
		budget.settle(ticket, { remaining: 2, resetSeconds: 30 }, start);
		expect(takeAll(budget, start)).toHaveLength(2);
		expect(budget.takeNow(1, start)).toBeGreaterThan(0);
	});

	test('more credits than we thought', () => {
		const budget = sixtyPerMinute();
		const tickets = takeAll(budget, start);
		budget.settle(tickets[59], { limit: 100, remaining: 40, resetSeconds: 60 }, start);
		for (const ticket of tickets.slice(0, 59)) budget.settle(ticket, {}, start);
		expect(takeAll(budget, start)).toHaveLength(40);
	});

	test('a limit alone changes what is counted on', () => {
		const budget = sixtyPerMinute();
		const [ticket] = takeAll(budget, start, 1, 1);
		budget.settle(ticket, { limit: 10 }, start);
		expect(takeAll(budget, start)).toHaveLength(9);
		expect(budget.windowSeconds).toBe(60);
	});

	test('calls that left after the answer was given are not counted twice', () => {
		const budget = sixtyPerMinute();
		const [first, second_, third] = takeAll(budget, start, 1, 3);
		budget.settle(first, { remaining: 59, resetSeconds: 60 }, start);
		budget.settle(second_, { remaining: 58, resetSeconds: 60 }, start);
		budget.settle(third, { remaining: 57, resetSeconds: 60 }, start);
		expect(takeAll(budget, start)).toHaveLength(57);
	});

	test('of answers that overtake each other the smaller number is believed', () => {
		const budget = sixtyPerMinute();
		const [first, second_] = takeAll(budget, start, 1, 2);
		budget.settle(second_, { remaining: 20, resetSeconds: 60 }, start);
		budget.settle(first, { remaining: 5, resetSeconds: 60 }, start);
		expect(takeAll(budget, start)).toHaveLength(5);
	});

	test('an old answer from the window before is not believed', () => {
		const budget = sixtyPerMinute();
		const [first, second_] = takeAll(budget, start, 1, 2);
		budget.settle(second_, { remaining: 50, resetSeconds: 60 }, start);
		budget.settle(first, { remaining: 0, resetSeconds: 2 }, start);
		expect(takeAll(budget, start)).toHaveLength(50);
	});
});

describe('after a window was used up', () => {
	const usedUp = () => {
		const budget = sixtyPerMinute();
		const [ticket] = takeAll(budget, start, 1, 1);
		budget.settle(ticket, { limit: 60, remaining: 0, resetSeconds: 30 }, start);
		return budget;
	};

	test('everybody waits until it ends', () => {
		expect(usedUp().takeNow(1, start + 10 * second)).toBe(20 * second);
	});

	test('one call goes first and alone, and its answer tells how many may follow', () => {
		const budget = usedUp();
		const end = start + 30 * second;
		const [first, ...others] = takeAll(budget, end);
		expect(others).toEqual([]);
		expect(first.probe).toBe(true);
		budget.settle(first, { limit: 60, remaining: 3, resetSeconds: 60 }, end);
		expect(takeAll(budget, end)).toHaveLength(3);
	});

	test('when that answer says nothing, or never comes, the documented credits count again', () => {
		const budget = usedUp();
		const end = start + 90 * second;
		const [first] = takeAll(budget, end);
		budget.settle(first, {}, end);
		expect(takeAll(budget, end)).toHaveLength(59);
	});
});

describe('shutting the gate', () => {
	test('nobody passes until then, and then one goes first', () => {
		const budget = sixtyPerMinute();
		budget.shut(7, start);
		expect(budget.takeNow(1, start)).toBe(7 * second);
		expect(budget.takeNow(1, start + 6999)).toBe(1);
		expect(takeAll(budget, start + 7 * second)).toHaveLength(1);
	});

	test('a longer closure is not shortened by a later one', () => {
		const budget = sixtyPerMinute();
		budget.shut(60, start);
		budget.shut(1, start + second);
		expect(budget.takeNow(1, start + 2 * second)).toBe(58 * second);
	});

	test('also works where no limit is known', () => {
		const budget = new Budget();
		budget.shut(3, start);
		expect(budget.takeNow(1, start)).toBe(3 * second);
		expect(budget.windowSeconds).toBe(60);
	});
});

describe('waiting for a credit', () => {
	test('ends when the gate opens', async () => {
		const budget = new Budget();
		const opensAt = Date.now() + 50;
		budget.shut(0.05, opensAt - 50);
		await expect(budget.take(1)).resolves.toMatchObject({ cost: 1 });
		expect(Date.now()).toBeGreaterThanOrEqual(opensAt);
	});

	test('is not even begun when it would be longer than a quarter of an hour', async () => {
		const budget = new Budget();
		budget.shut(901, Date.now());
		const taken = await budget.take(1);
		expect(taken).toBeInstanceOf(TooLong);
		expect((taken as TooLong).seconds).toBeGreaterThan(900);
	});

	test('ends when the execution is stopped, and takes nothing', async () => {
		const budget = new Budget();
		budget.shut(600, Date.now());
		const stop = new AbortController();
		const waiting = budget.take(1, stop.signal);
		stop.abort();
		await expect(waiting).rejects.toBeInstanceOf(Cancelled);
	});
});

describe('forgetting a budget that nobody uses', () => {
	const longAfter = start + 16 * 60 * second;

	test('is allowed a quarter of an hour after its last use', () => {
		const budget = sixtyPerMinute();
		const [ticket] = takeAll(budget, start, 1, 1);
		expect(budget.isIdle(longAfter)).toBe(false);
		budget.settle(ticket, {}, start);
		expect(budget.isIdle(start + second)).toBe(false);
		expect(budget.isIdle(longAfter)).toBe(true);
	});

	test('is not allowed while its gate is shut', () => {
		const budget = sixtyPerMinute();
		budget.shut(15 * 60, start);
		expect(budget.isIdle(longAfter)).toBe(false);
	});
});
