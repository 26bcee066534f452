import { deliver, event, openKnolyxTriggers } from './knolyxTrigger';

const { openTrigger, hooks, addHook, writes, knolyx } = openKnolyxTriggers();

const HOOKS = '/public/api/v1/webhook';

describe('Publishing', () => {
	test('makes one webhook with its address, a name that tells whose it is, and a random token', async () => {
		const host = await openTrigger(undefined, { workflowId: 'Wf1' });
		await host.publish();

		expect(hooks()).toMatchObject([{ url: host.publicUrl(), name: 'n8n workflow Wf1' }]);
		expect(hooks()[0]!.securityToken).toMatch(/^[0-9a-f]{64}$/);
		expect(writes()).toEqual([`POST ${HOOKS}`]);
	});

	test('uses a new token each time', async () => {
		const host = await openTrigger();
		const tokens = new Set<string>();
		for (let times = 0; times < 3; times++) {
			await host.publish();
			tokens.add(hooks()[0]!.securityToken);
			await host.unpublish();
		}
		expect(tokens.size).toBe(3);
	});

	test('works when Knolyx insists that its ping is answered before it makes the webhook', async () => {
		knolyx().state.pingOnCreate = 'mustSucceed';
		const host = await openTrigger();
		await host.publish();

		expect(hooks()).toHaveLength(1);
		expect(host.executions).toEqual([]);
	});

	test.each(['list', 'bareArray'] as const)(
		'works when Knolyx answers lists as %s, and to the creation with nothing',
		async (wrapper) => {
			Object.assign(knolyx().state, { webhookListWrapper: wrapper, webhookCreateAnswer: 'empty' });
			const host = await openTrigger();
			await host.publish();
			expect(await deliver(host.localUrl(), event(), hooks()[0]!.securityToken)).toBe(200);

			await host.unpublish();
			expect(hooks()).toEqual([]);
		},
	);

	test('again, as older releases of n8n do when they start, changes nothing at Knolyx', async () => {
		const host = await openTrigger();
		await host.publish();
		const before = hooks();
		await host.restart('init');

		expect(hooks()).toEqual(before);
		expect(writes()).toEqual([`POST ${HOOKS}`]);
	});

	test('restores a webhook that somebody deleted by hand', async () => {
		const host = await openTrigger();
		await host.publish();
		knolyx().state.webhooks.clear();
		await host.unpublish();
		await host.publish();

		expect(hooks()).toMatchObject([{ url: host.publicUrl() }]);
		expect(await deliver(host.localUrl(), event(), hooks()[0]!.securityToken)).toBe(200);
	});

	test('restores it also when n8n only sets it up again', async () => {
		const host = await openTrigger();
		await host.publish();
		knolyx().state.webhooks.clear();
		await host.restart('init');

		expect(hooks()).toMatchObject([{ url: host.publicUrl() }]);
		expect(await deliver(host.localUrl(), event(), hooks()[0]!.securityToken)).toBe(200);
	});

	test('replaces webhooks with its address whose token it does not know, and leaves all others', async () => {
		const host = await openTrigger();
		const foreign = addHook('https://crm.example.test/hook', 'CRM');
		addHook(host.publicUrl(), 'left behind');
		addHook(host.publicUrl(), 'left behind as well');
		await host.publish();

		const own = hooks().filter(({ id }) => id !== foreign);
		expect(hooks()).toHaveLength(2);
		expect(own.map(({ url }) => url)).toEqual([host.publicUrl()]);
		expect(await deliver(host.localUrl(), event(), own[0]!.securityToken)).toBe(200);
	});

	test('finds its webhook among more than a page of others', async () => {
		for (let count = 0; count < 130; count++) addHook(`https://crm.example.test/${count}`, 'CRM');
		const host = await openTrigger();
		await host.publish();
		await host.restart('init');
		expect(hooks()).toHaveLength(131);

		await host.unpublish();
		expect(hooks()).toHaveLength(130);
	});

	test('replaces its webhook when the address of n8n has changed', async () => {
		const host = await openTrigger();
		await host.publish();
		host.change({ origin: 'https://moved.example.test' });
		await host.restart('init');

		expect(hooks().map(({ url }) => url)).toEqual([host.publicUrl()]);
		expect(host.publicUrl()).toContain('https://moved.example.test/');
	});

	test('adopts the webhook that was made although no answer came', async () => {
		const match = { method: 'POST', path: `${HOOKS}$` };
		knolyx().faults.add({ match, effect: { kind: 'reset', when: 'after' } });
		const host = await openTrigger();
		await host.publish();

		expect(writes()).toEqual([`POST ${HOOKS}`]);
		expect(hooks()).toHaveLength(1);
		expect(await deliver(host.localUrl(), event(), hooks()[0]!.securityToken)).toBe(200);
		await host.unpublish();
		expect(hooks()).toEqual([]);
	});

	test('is refused with what to do when no answer came and no webhook was made', async () => {
		const match = { method: 'POST', path: `${HOOKS}$` };
		knolyx().faults.add({ match, effect: { kind: 'reset', when: 'before' } });
		const host = await openTrigger();

		await expect(host.publish()).rejects.toMatchObject({
			message: expect.stringMatching(
				/^Could not register the webhook with Knolyx: Knolyx did not answer/,
			),
			description: expect.stringContaining('Try again: a webhook'),
		});
		expect(hooks()).toEqual([]);
	});

	test('is refused with what to do when the key may not manage webhooks', async () => {
		knolyx().state.permissions = [];
		const host = await openTrigger();

		await expect(host.publish()).rejects.toMatchObject({
			message: expect.stringMatching(/^Could not look for the webhook at Knolyx: /),
			description: 'Ask Knolyx to give this API key the permission WEBHOOK_MANAGE.',
		});
	});

	test.each([
		'http://n8n.example.test',
		'http://localhost:5678',
		'https://localhost:5678',
		'https://n8n.localhost',
		'https://127.0.0.1',
		'https://[::1]:5678',
	])('from the address %s is refused before anything is sent', async (origin) => {
		const host = await openTrigger(undefined, { origin });

		await expect(host.publish()).rejects.toMatchObject({
			message: expect.stringMatching(/^Knolyx delivers only to public addresses .*WEBHOOK_URL/),
			description: expect.stringContaining('https://n8n.example.com/'),
		});
		await expect(host.listenForTest()).rejects.toThrow(/WEBHOOK_URL/);
		expect(knolyx().diary).toEqual([]);
	});
});

describe('When n8n starts while Knolyx does not answer', () => {
	const outage = { match: { times: 'always' }, effect: { kind: 'close' } } as const;

	test('a published workflow stays published and takes deliveries', async () => {
		const host = await openTrigger();
		await host.publish();
		const { securityToken } = hooks()[0]!;
		knolyx().faults.add(outage);
		await host.restart('init');

		expect(hooks()).toHaveLength(1);
		expect(await deliver(host.localUrl(), event(), securityToken)).toBe(200);
		expect(host.started).toHaveLength(1);
	});

	test('one that has no webhook yet is refused, so that n8n tries again', async () => {
		const host = await openTrigger();
		knolyx().faults.add(outage);

		// n8n does not try again when this word is in the message.
		await expect(host.publish('init')).rejects.toMatchObject({
			message: expect.not.stringContaining('Authorization'),
		});
	});

	test('publishing is refused in words that n8n does not take for a reason to give up', async () => {
		const host = await openTrigger();
		await host.publish();
		knolyx().faults.add(outage);

		await expect(host.publish('activate')).rejects.toThrow(
			/^Could not look for the webhook at Knolyx: Knolyx did not answer/,
		);
	});
});
