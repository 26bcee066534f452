import { deliver, event, openKnolyxTriggers } from './knolyxTrigger';

const { openTrigger, hooks, writes, knolyx } = openKnolyxTriggers();

const HOOKS = '/public/api/v1/webhook';

/** A webhook at Knolyx that this n8n knows nothing about. */
function addHook(url: string, name: string, securityToken = 'unknown') {
	const { state } = knolyx();
	const id = state.nextId++;
	state.webhooks.set(id, { id, name, url, securityToken });
	return id;
}

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
		expect(own).toMatchObject(
			[{ url: host.publicUrl(), name: /n8n workflow/ }].map(({ url }) => ({ url })),
		);
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

describe('Unpublishing', () => {
	test('removes the webhook', async () => {
		const host = await openTrigger();
		await host.publish();

		expect(await host.unpublish()).toBeUndefined();
		expect(hooks()).toEqual([]);
	});

	test('succeeds when somebody deleted the webhook by hand, and when it is done twice', async () => {
		const host = await openTrigger();
		await host.publish();
		knolyx().state.webhooks.clear();

		expect(await host.unpublish()).toBeUndefined();
		expect(await host.unpublish()).toBeUndefined();
	});

	test('is repeated when no answer came', async () => {
		const host = await openTrigger();
		await host.publish();
		const effect = { kind: 'reset', when: 'after' } as const;
		knolyx().faults.add({ match: { method: 'DELETE' }, effect });

		expect(await host.unpublish()).toBeUndefined();
		expect(hooks()).toEqual([]);
	});

	test('while Knolyx does not answer leaves the webhook, and publishing again takes it up', async () => {
		const host = await openTrigger();
		await host.publish();
		const [before] = hooks();
		knolyx().faults.add({ match: { times: 'always' }, effect: { kind: 'close' } });
		const failure = await host.unpublish();
		expect(failure?.message).toMatch(/^Could not remove the webhook from Knolyx: /);
		knolyx().faults.clear();
		await host.publish();

		expect(hooks()).toEqual([before]);
		expect(await deliver(host.localUrl(), event(), before!.securityToken)).toBe(200);
	});

	test('removes the webhook by address and name when what was remembered is lost', async () => {
		const host = await openTrigger();
		addHook(host.publicUrl(), 'of somebody else');
		await host.publish();
		addHook(host.publicUrl(), 'of somebody else');
		host.stored = {};
		await host.unpublish();

		expect(hooks().map(({ name }) => name)).toEqual(['of somebody else']);
	});
});

describe('A copy of a workflow', () => {
	test('with an address of its own has a webhook of its own', async () => {
		const [original, copy] = [await openTrigger(), await openTrigger()];
		await original.publish();
		await copy.publish();
		expect(hooks().map(({ url }) => url)).toEqual([original.publicUrl(), copy.publicUrl()]);

		await original.unpublish();
		expect(hooks().map(({ url }) => url)).toEqual([copy.publicUrl()]);
	});

	test('with the same address, which n8n does not publish and tidies up, leaves the webhook alone', async () => {
		const webhookId = 'shared-address';
		const original = await openTrigger(undefined, { webhookId });
		await original.publish();
		const copy = await openTrigger(undefined, { webhookId });
		await copy.unpublish();

		expect(hooks()).toHaveLength(1);
	});

	test('that brought along what the original remembers leaves the webhook alone', async () => {
		const original = await openTrigger();
		await original.publish();
		const copy = await openTrigger();
		copy.stored = structuredClone(original.stored);
		await copy.unpublish();
		expect(hooks()).toHaveLength(1);

		copy.stored = structuredClone(original.stored);
		await copy.publish();
		expect(hooks().map(({ url }) => url)).toEqual([original.publicUrl(), copy.publicUrl()]);
		await copy.unpublish();
		expect(hooks().map(({ url }) => url)).toEqual([original.publicUrl()]);
	});
});

describe('A test in the editor', () => {
	test('has a webhook of its own, which goes when the test ends', async () => {
		const host = await openTrigger();
		await host.publish();
		await host.listenForTest();
		expect(hooks().map(({ url }) => url)).toEqual([host.publicUrl(), host.publicUrl('test')]);

		await host.stopTest();
		expect(hooks().map(({ url }) => url)).toEqual([host.publicUrl()]);
	});

	test('that n8n did not survive is tidied up when n8n starts again', async () => {
		const host = await openTrigger();
		await host.publish();
		await host.listenForTest();
		await host.restart('init');

		expect(hooks().map(({ url }) => url)).toEqual([host.publicUrl()]);
	});

	test('is left alone when its workflow is published meanwhile', async () => {
		const host = await openTrigger();
		await host.listenForTest();
		await host.publish();

		expect(hooks().map(({ url }) => url)).toEqual([host.publicUrl('test'), host.publicUrl()]);
		await host.stopTest();
	});
});

test('after any order of publishing, testing, restarting and unpublishing there are as many webhooks as published workflows', async () => {
	const hosts = [await openTrigger(), await openTrigger(), await openTrigger()];
	const published = new Set<(typeof hosts)[number]>();
	// A fixed walk through all pairs of steps, the same in every run.
	const steps = [0, 1, 2, 3, 1, 0, 0, 2, 1, 3, 3, 0, 2, 2, 0, 3, 0, 1, 1, 2, 3, 2, 1, 0];
	for (const [turn, step] of steps.entries()) {
		const host = hosts[turn % hosts.length]!;
		if (step === 0) {
			await host.publish();
			published.add(host);
		} else if (step === 1) {
			await host.unpublish();
			published.delete(host);
		} else if (step === 2) {
			await host.listenForTest();
			await host.stopTest();
		} else {
			await host.publish('init');
			published.add(host);
		}
		const expected = hosts.filter((each) => published.has(each)).map((each) => each.publicUrl());
		expect(
			hooks()
				.map(({ url }) => url)
				.toSorted(),
		).toEqual(expected.toSorted());
	}
});
