import { deliver, event, openKnolyxTriggers } from './knolyxTrigger';

const { openTrigger, hooks, addHook, knolyx } = openKnolyxTriggers();

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
