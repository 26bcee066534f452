import { createHmac, randomBytes, randomUUID } from 'node:crypto';

import {
	addZenotiWebhook,
	deliverKnolyxEvents,
	deliverZenotiEvents,
	startSandbox,
	type Sandbox,
} from '../../sandbox';
import { startOwnN8n, type OwnN8n } from './ownN8n';
import {
	executionsOf,
	listenForTest,
	publicOrigin,
	publish,
	readingKey,
	renameTrigger,
	saveCredential,
	saveWorkflow,
	stopTest,
	unpublish,
	type CredentialReference,
	type Execution,
} from './webhookWorkflows';

const secret = 'secret-of-the-webhook';
const environment = {
	N8N_WEBHOOK_URL: `${publicOrigin}/`,
	// The other one, n8n's default, takes 80 ms of processor time for each request, whatever the trigger does.
	N8N_EXPRESSION_ENGINE: 'legacy',
};
let n8n: OwnN8n;
let key: string;
let sandbox: Sandbox;
let knolyxApi: CredentialReference;
let zenotiApi: CredentialReference;

beforeAll(async () => {
	sandbox = await startSandbox();
	n8n = await startOwnN8n('webhook-triggers', environment);
	routeTo(n8n.url);
	key = await readingKey(n8n.api);
	const { knolyx, zenoti } = sandbox;
	const ofKnolyx = { ...knolyx.credentials, baseUrl: knolyx.url };
	const ofZenoti = { ...zenoti.credentials, baseUrl: zenoti.url, webhookSecret: secret };
	knolyxApi = await saveCredential(n8n.api, 'knolyxApi', ofKnolyx);
	zenotiApi = await saveCredential(n8n.api, 'zenotiApi', ofZenoti);
});

afterAll(async () => {
	await n8n?.stop();
	await sandbox?.close();
});

/** Stands for the name server and the proxy between the providers and n8n. */
function routeTo(url: string): void {
	for (const { deliveries } of [sandbox.knolyx, sandbox.zenoti]) {
		deliveries.localOrigins = { [publicOrigin]: url };
	}
}

const nowhere = 'http://127.0.0.1:9';

/** As behind a proxy: from the moment on at which n8n is told to end, it gets no new requests. */
async function restart(): Promise<void> {
	routeTo(nowhere);
	await n8n.stop();
	await n8n.start();
	routeTo(n8n.url);
}

async function saveKnolyxWorkflow(name: string, webhookId: string) {
	const credentials = { knolyxApi };
	const trigger = 'knolyxCommunityTrigger';
	return await saveWorkflow(n8n.api, { name, trigger, webhookId, credentials });
}

async function saveZenotiWorkflow(name: string, webhookId: string) {
	const trigger = 'zenotiWorkshopTrigger';
	return await saveWorkflow(n8n.api, { name, trigger, webhookId, credentials: { zenotiApi } });
}

const hookUrls = () => [...sandbox.knolyx.state.webhooks.values()].map(({ url }) => url).toSorted();

const productionUrl = (webhookId: string) => `${publicOrigin}/webhook/${webhookId}/webhook`;

async function until(isSo: () => boolean | Promise<boolean>, seconds: number): Promise<void> {
	const deadline = Date.now() + seconds * 1000;
	while (!(await isSo()) && Date.now() < deadline) {
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}

function courseEvents(count: number) {
	return Array.from({ length: count }, (_, number) => ({
		id: randomUUID() as string,
		type: 'COURSE_COMPLETED' as const,
		data: { user: { id: 50_000 + number }, course: { id: 311 } },
	}));
}

function bookingEvents(count: number) {
	return Array.from({ length: count }, (_, number) => ({
		eventId: randomBytes(12).toString('hex'),
		type: 'Class.Booking.Created',
		data: { workshop_id: 11900, track_id: 1201, registration_id: 120_000 + number },
	}));
}

const pace = { retryPausesMs: [200, 400, 800], untilAcknowledged: true };

const acknowledged = () =>
	[sandbox.knolyx, sandbox.zenoti]
		.flatMap(({ deliveries }) => deliveries.reports)
		.filter(({ acknowledgedAt }) => acknowledgedAt !== undefined).length;

/** The executions of a workflow, once there are as many as `count`. */
async function executionsOnce(id: string, count: number): Promise<Execution[]> {
	const read = async () => await executionsOf(n8n.url, key, id);
	await until(async () => (await read()).length >= count, 20);
	return await read();
}

/** The ids of the events of executions that went well. */
const eventIds = (executions: Execution[]) =>
	executions
		.filter(({ status }) => status === 'success')
		.map(({ item }) => String(item?.deliveryId))
		.toSorted();

test('1,000 events with duplicates, out of order, and n8n restarted twice: each starts one execution', async () => {
	const { knolyx, zenoti } = sandbox;
	const webhookId = randomUUID();
	const knolyxId = await saveKnolyxWorkflow('Courses', randomUUID());
	const zenotiId = await saveZenotiWorkflow('Bookings', webhookId);
	for (const id of [knolyxId, zenotiId]) {
		expect(await publish(n8n.api, id)).toMatchObject({ status: 'published' });
	}
	addZenotiWebhook(zenoti, { url: productionUrl(webhookId), secret });

	const [courses, bookings] = [courseEvents(500), bookingEvents(500)];
	// All of them once; and, at other times, every fourth in three copies at the same moment.
	const once = { order: 'shuffled', parallel: 5, pace } as const;
	const again = { order: 'reversed', copies: 3, parallel: 2, pace } as const;
	const someOf = <Event>(events: Event[]) => events.filter((_, index) => index % 4 === 0);
	const delivering = Promise.all([
		deliverKnolyxEvents(knolyx, { ...once, events: courses }),
		deliverZenotiEvents(zenoti, { ...once, events: bookings }),
		deliverKnolyxEvents(knolyx, { ...again, events: someOf(courses) }),
		deliverZenotiEvents(zenoti, { ...again, events: someOf(bookings) }),
	]);
	for (const count of [400, 800]) {
		await until(() => acknowledged() >= count, 80);
		await restart();
	}
	const reports = (await delivering).flat();

	expect(reports.filter(({ outcome }) => outcome !== 'acknowledged')).toEqual([]);
	const statuses = reports.flatMap((report) => report.statuses);
	expect(statuses.filter((status) => status === 200)).toHaveLength(1750);
	// The restarts did hit deliveries.
	expect(statuses).toContain('unreachable');

	const sentCourses = courses.map(({ id }) => id).toSorted();
	const sentBookings = bookings.map(({ eventId }) => eventId).toSorted();
	for (const [id, sent] of [
		[knolyxId, sentCourses],
		[zenotiId, sentBookings],
	] as const) {
		const executions = await executionsOnce(id, 500);
		expect(executions).toHaveLength(500);
		expect(eventIds(executions)).toEqual(sent);
	}

	await unpublish(n8n.api, knolyxId);
	await unpublish(n8n.api, zenotiId);
	expect(hookUrls()).toEqual([]);
}, 200_000);

test('every event has its execution even when the provider goes on sending while n8n ends', async () => {
	const inFlight = 12;
	const id = await saveKnolyxWorkflow('Courses under fire', randomUUID());
	await publish(n8n.api, id);
	const events = courseEvents(200);
	const before = acknowledged();
	const delivering = deliverKnolyxEvents(sandbox.knolyx, { events, parallel: inFlight, pace });
	await until(() => acknowledged() >= before + 80, 40);
	await n8n.stop();
	await n8n.start();
	routeTo(n8n.url);
	const reports = await delivering;
	await unpublish(n8n.api, id);
	expect(reports.filter(({ outcome }) => outcome !== 'acknowledged')).toEqual([]);

	// n8n 2.41 takes deliveries until its last moment. What it begins then it lists as crashed, and what it could not
	// confirm any more comes again.
	const executions = await executionsOnce(id, events.length);
	const wentWell = eventIds(executions);
	const crashed = executions.filter(({ status }) => status === 'crashed');
	const missing = events.filter((event) => !wentWell.includes(event.id));
	expect(missing.length).toBeLessThanOrEqual(crashed.length);
	expect(executions.length - events.length).toBeLessThanOrEqual(2 * inFlight);
}, 120_000);

test('there are as many webhooks at Knolyx as published workflows, whatever is done in whatever order', async () => {
	const [ofFirst, ofSecond] = ['first-address', 'second-address'].map(
		(id) => `${id}-${Date.now()}`,
	);
	const first = await saveKnolyxWorkflow('First', ofFirst!);
	const second = await saveKnolyxWorkflow('Second', ofSecond!);
	const sameAddress = await saveKnolyxWorkflow('Copy with the address of the first', ofFirst!);
	const others = hookUrls();
	const expectHooksOf = async (...webhookIds: string[]) => {
		const expected = [...others, ...webhookIds.map(productionUrl)].toSorted();
		await until(() => hookUrls().join() === expected.join(), 10);
		expect(hookUrls()).toEqual(expected);
	};
	await publish(n8n.api, first);
	await expectHooksOf(ofFirst!);
	await publish(n8n.api, second);
	await expectHooksOf(ofFirst!, ofSecond!);
	// n8n does not publish two workflows with the same address.
	await expect(publish(n8n.api, sameAddress)).rejects.toThrow(/409/);
	await expectHooksOf(ofFirst!, ofSecond!);
	await listenForTest(n8n.api, first);
	expect(hookUrls()).toHaveLength(others.length + 3);
	await stopTest(n8n.api, first);
	await expectHooksOf(ofFirst!, ofSecond!);
	await renameTrigger(n8n.api, first, 'Course Completed');
	await publish(n8n.api, first);
	await expectHooksOf(ofFirst!, ofSecond!);
	await unpublish(n8n.api, first);
	await expectHooksOf(ofSecond!);
	await publish(n8n.api, sameAddress);
	await expectHooksOf(ofFirst!, ofSecond!);
	await unpublish(n8n.api, sameAddress);
	// Somebody deletes the webhook of the second by hand.
	sandbox.knolyx.state.webhooks.clear();
	await unpublish(n8n.api, second);
	await publish(n8n.api, second);
	await expectHooksOf(ofSecond!);
	await n8n.api.call('POST', `/workflows/${second}/archive`, {});
	await expectHooksOf();
}, 60_000);

describe('A published workflow', () => {
	const [atKnolyx, atZenoti] = [randomUUID(), randomUUID()];
	let ids: string[];

	beforeAll(async () => {
		ids = [
			await saveKnolyxWorkflow('Knolyx', atKnolyx),
			await saveZenotiWorkflow('Zenoti', atZenoti),
		];
		for (const id of ids) await publish(n8n.api, id);
	});

	afterAll(async () => {
		for (const id of ids) await unpublish(n8n.api, id);
	});

	const send = async (webhookId: string, headers: Record<string, string>, body: string) => {
		const url = `${n8n.url}/webhook/${webhookId}/webhook`;
		const whole = { 'content-type': 'application/json', ...headers };
		return (await fetch(url, { method: 'POST', headers: whole, body })).status;
	};

	test('answers 401 to wrong tokens and signatures and starts nothing', async () => {
		const course = JSON.stringify(courseEvents(1)[0]);
		const booking = JSON.stringify({ event_id: 'e', event_type: 'Guest.Created', data: { a: 1 } });
		const right = createHmac('sha256', secret).update(booking).digest('hex');
		const ofAnother = createHmac('sha256', secret).update(`${booking} `).digest('hex');
		const signed = (signature: string) => ({ 'zenoti-webhook-signature': signature });
		const statuses = [
			await send(atKnolyx, {}, course),
			await send(atKnolyx, { 'x-webhook-security-token': 'wrong' }, course),
			await send(atZenoti, {}, booking),
			await send(atZenoti, signed(`sha256=${right.slice(0, -2)}`), booking),
			await send(atZenoti, signed(`sha256=${ofAnother}`), booking),
		];
		expect(statuses).toEqual([401, 401, 401, 401, 401]);
		// The counter-proof.
		expect(await send(atZenoti, signed(`sha256=${right}`), booking)).toBe(200);
		expect(eventIds(await executionsOnce(ids[1]!, 1))).toEqual(['e']);
		expect(await executionsOf(n8n.url, key, ids[0]!)).toEqual([]);
	});

	test('answers pings of Knolyx and the test of the settings of Zenoti with 200 and starts nothing', async () => {
		const before = await executionsOf(n8n.url, key, ids[1]!);
		const ping = JSON.stringify({ id: randomUUID(), type: 'PING', data: { message: 'PING' } });
		expect(await send(atKnolyx, {}, ping)).toBe(200);
		expect(await send(atZenoti, {}, '')).toBe(200);
		expect(await executionsOf(n8n.url, key, ids[0]!)).toEqual([]);
		expect(await executionsOf(n8n.url, key, ids[1]!)).toEqual(before);
	});
});

test('without a public address n8n says what to set, and Knolyx is not asked', async () => {
	const id = await saveKnolyxWorkflow('Unreachable', randomUUID());
	await n8n.stop();
	await n8n.start({ N8N_EXPRESSION_ENGINE: 'legacy' });
	const before = sandbox.knolyx.diary.length;

	await expect(listenForTest(n8n.api, id)).rejects.toThrow(
		/Knolyx delivers only to public addresses that start with https:.*WEBHOOK_URL/,
	);
	expect(sandbox.knolyx.diary).toHaveLength(before);
}, 60_000);
