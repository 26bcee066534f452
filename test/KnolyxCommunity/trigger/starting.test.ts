import { deliver, event, openKnolyxTriggers } from './knolyxTrigger';

const { openTrigger, hooks } = openKnolyxTriggers();

async function published() {
	const host = await openTrigger();
	await host.publish();
	const own = hooks().find(({ url }) => url === host.publicUrl())!;
	return { host, token: own.securityToken, url: host.localUrl() };
}

test('a delivery is confirmed only when n8n has its execution and has saved that it was taken', async () => {
	const { host, token, url } = await published();
	let start = () => {};
	const held = new Promise<void>((resolve) => (start = resolve));
	host.beforeStart = async () => await held;
	let isConfirmed = false;
	const sent = event();
	const delivering = deliver(url, sent, token).then((status) => {
		isConfirmed = true;
		return status;
	});
	// A second delivery gets through meanwhile, so the first one had all the time it needed.
	await deliver(url, event('PING'), undefined);
	await deliver(url, event('PING'), undefined);
	expect(isConfirmed).toBe(false);
	expect(JSON.stringify(host.stored)).not.toContain('seen');

	start();
	expect(await delivering).toBe(200);
	expect(host.started).toHaveLength(1);
	expect(JSON.stringify(host.stored)).toContain('seen');
});

test('a delivery that n8n could not start is not confirmed, and its repeat starts the workflow', async () => {
	const { host, token, url } = await published();
	const sent = event();
	host.beforeStart = () => {
		throw new Error('the database is locked');
	};
	expect(await deliver(url, sent, token)).toBe(500);
	host.beforeStart = undefined;

	expect(await deliver(url, sent, token)).toBe(200);
	expect(await deliver(url, sent, token)).toBe(200);
	expect(host.started).toHaveLength(1);
});

test('a delivery that n8n did not get to before it ended is started by its repeat', async () => {
	const { host, token, url } = await published();
	const sent = event();
	host.beforeStart = async () => await new Promise<never>(() => {});
	const lost = deliver(url, sent, token).catch(() => 'no answer');
	await deliver(url, event('PING'), undefined);
	host.hangUp();
	expect(await lost).toBe('no answer');
	await host.restart();
	host.beforeStart = undefined;

	expect(await deliver(url, sent, token)).toBe(200);
	expect(host.started).toHaveLength(1);
});

test('a copy that arrives while the first is being taken waits for it', async () => {
	const { host, token, url } = await published();
	const sent = event();
	const answered: string[] = [];
	let start = () => {};
	const held = new Promise<void>((resolve) => (start = resolve));
	host.beforeStart = async () => await held;
	const copies = ['first', 'second', 'third'].map(async (copy) => {
		expect(await deliver(url, sent, token)).toBe(200);
		answered.push(copy);
	});
	await deliver(url, event('PING'), undefined);
	await deliver(url, event('PING'), undefined);
	expect(answered).toEqual([]);

	start();
	await Promise.all(copies);
	expect(host.started).toHaveLength(1);
});

test('of copies that wait for a first one that fails, one starts the workflow', async () => {
	const { host, token, url } = await published();
	const sent = event();
	let times = 0;
	host.beforeStart = () => {
		if (times++ === 0) throw new Error('the database is locked');
	};
	const statuses = await Promise.all(
		Array.from({ length: 10 }, async () => await deliver(url, sent, token)),
	);

	expect(statuses.toSorted()).toEqual([...Array<number>(9).fill(200), 500]);
	expect(host.started).toHaveLength(1);
});

test('a copy that waited 8 seconds is sent away, to come again', async () => {
	const { host, token, url } = await published();
	const sent = event();
	let start = () => {};
	const held = new Promise<void>((resolve) => (start = resolve));
	host.beforeStart = async () => await held;
	const first = deliver(url, sent, token);
	await deliver(url, event('PING'), undefined);
	expect(await deliver(url, sent, token)).toBe(503);
	start();
	expect(await first).toBe(200);

	expect(await deliver(url, sent, token)).toBe(200);
	expect(host.started).toHaveLength(1);
});

test('what an older execution saves over the renewed webhook does not lock Knolyx out', async () => {
	const { host, url } = await published();
	const ofBefore = structuredClone(host.stored);
	await host.unpublish();
	await host.publish();
	const { securityToken } = hooks()[0]!;
	const renewed = structuredClone(host.stored);
	host.stored = ofBefore;
	expect(host.stored).not.toEqual(renewed);

	expect(await deliver(url, event(), securityToken)).toBe(200);
	// Healed for good: another process, which remembers nothing, takes deliveries as well.
	await host.restart();
	expect(await deliver(url, event(), securityToken)).toBe(200);
});
