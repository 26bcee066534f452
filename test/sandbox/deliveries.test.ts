import { deliverKnolyxEvents, type DeliveryReport, type KnolyxDelivery } from '../../sandbox';
import { useSandbox } from './asking';
import { useReceiver } from './receiver';

const { sandbox, knolyx } = useSandbox();
const receiver = useReceiver();
const provider = () => sandbox().knolyx;

const eventsNamed = (...ids: string[]): KnolyxDelivery[] =>
	ids.map((id) => ({ id, type: 'COURSE_STARTED', data: {} }));
const arrivedIds = () => receiver.received.map(({ body }) => body?.id);
const quick = { retryPausesMs: [20] };

beforeEach(async () => {
	provider().state.webhooks.set(1, { id: 1, name: 'A', url: receiver.url(), securityToken: 'tok' });
});

test('an event is sent until it is acknowledged, and the report says every try', async () => {
	receiver.answerNext(500, 302, 204);
	const [report] = await deliverKnolyxEvents(provider(), {
		events: eventsNamed('a'),
		pace: quick,
	});
	expect(report).toMatchObject({
		eventId: 'a',
		type: 'COURSE_STARTED',
		statuses: [500, 302, 204],
		attempts: [{ status: 500, copy: 1 }, { status: 302 }, { status: 204 }],
		outcome: 'acknowledged',
		acknowledgedAt: expect.any(Number),
	});
	expect(provider().deliveries.reportsOf('a')).toEqual([report]);
	expect(new Set(receiver.received.map(({ rawBody }) => rawBody)).size).toBe(1);
});

test('copies are sent at once, and each needs its own acknowledgement', async () => {
	receiver.answerNext(200, 500, 200);
	const [report] = await deliverKnolyxEvents(provider(), {
		events: eventsNamed('a'),
		copies: 3,
		pace: quick,
	});
	expect(report!.statuses.sort()).toEqual([200, 200, 200, 500]);
	const startOfLastCopy = Math.max(...report!.attempts.slice(0, 3).map(({ at }) => at));
	expect(startOfLastCopy).toBeLessThanOrEqual(report!.attempts[0]!.endedAt);
	expect(arrivedIds()).toEqual(['a', 'a', 'a', 'a']);
});

test.each([
	['asGiven', ['a', 'b', 'c', 'd', 'e']],
	['reversed', ['e', 'd', 'c', 'b', 'a']],
	['shuffled', ['e', 'b', 'd', 'a', 'c']],
] as const)('one at a time, %s, they arrive as %j', async (order, expected) => {
	const events = eventsNamed('a', 'b', 'c', 'd', 'e');
	await deliverKnolyxEvents(provider(), { events, order, parallel: 1 });
	expect(arrivedIds()).toEqual(expected);
});

test('a receiver that restarts misses nothing', async () => {
	await receiver.stop();
	const ids = Array.from({ length: 20 }, (_, index) => `event-${index}`);
	const sending = deliverKnolyxEvents(provider(), {
		events: eventsNamed(...ids),
		copies: 2,
		pace: { retryPausesMs: [50, 100] },
	});
	while (!provider().deliveries.reports.every(({ statuses }) => statuses.length >= 4)) {
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	await receiver.start();
	const reports = await sending;
	expect(reports.map(({ eventId }) => eventId)).toEqual(ids);
	expect(reports.every(({ outcome }) => outcome === 'acknowledged')).toBe(true);
	expect(reports[0]!.statuses.slice(0, 2)).toEqual(['unreachable', 'unreachable']);
	expect(arrivedIds().sort()).toEqual([...ids, ...ids].sort());
});

test('a pace without end gives up after its pauses when told so', async () => {
	receiver.answerNext(500, 500, 500, 500);
	const [report] = await deliverKnolyxEvents(provider(), {
		events: eventsNamed('a'),
		pace: { retryPausesMs: [1, 1], untilAcknowledged: false },
	});
	expect(report).toMatchObject({ statuses: [500, 500, 500], outcome: 'givenUp' });
	expect(report).not.toHaveProperty('acknowledgedAt');
});

test('a receiver that says nothing times out', async () => {
	receiver.answerNext(0);
	const [report] = await deliverKnolyxEvents(provider(), {
		events: eventsNamed('a'),
		pace: { ...quick, timeoutMs: 100 },
	});
	expect(report!.statuses).toEqual(['timeout', 200]);
});

test.each([
	['the webhook is deleted', async () => await knolyx('DELETE', '/webhook/1')],
	['the sandbox is reset', async () => provider().reset()],
])('stops when %s', async (_, end) => {
	await receiver.stop();
	const sending = deliverKnolyxEvents(provider(), { events: eventsNamed('a'), pace: quick });
	await end();
	const [report] = await sending;
	expect(report).toMatchObject({ outcome: 'stopped' });
	await receiver.start();
	await provider().deliveries.settled();
	expect(receiver.received).toEqual([]);
});

test('another process can order a plan and read the reports', async () => {
	const answer = await fetch(`${provider().url}/_sandbox/deliveries`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ events: eventsNamed('a', 'b'), copies: 2, order: 'reversed' }),
	});
	const reports = (await answer.json()) as DeliveryReport[];
	expect(reports.map(({ eventId, statuses }) => [eventId, statuses])).toEqual([
		['b', [200, 200]],
		['a', [200, 200]],
	]);
	const book = await fetch(`${provider().url}/_sandbox/deliveries`);
	expect(await book.json()).toEqual(reports);
});

test('a plan without a webhook is a mistake of the test', async () => {
	provider().state.webhooks.clear();
	await expect(deliverKnolyxEvents(provider(), { events: eventsNamed('a') })).rejects.toThrow(
		'There is no Knolyx webhook',
	);
});
