import { course, deliver, event, openKnolyxTriggers, user } from './knolyxTrigger';

const { openTrigger, hooks } = openKnolyxTriggers();

async function published(parameters?: Parameters<typeof openTrigger>[0]) {
	const host = await openTrigger(parameters);
	await host.publish();
	const own = hooks().find(({ url }) => url === host.publicUrl())!;
	return { host, token: own.securityToken, url: host.localUrl() };
}

test('gives the event, the ids under our names, and the record of Knolyx as it came', async () => {
	const { host, token, url } = await published();
	const sent = event();
	await deliver(url, sent, token);

	expect(host.started).toEqual([
		{
			event: 'COURSE_COMPLETED',
			deliveryId: sent.id,
			userId: 50417,
			courseId: 311,
			user,
			course,
		},
	]);
});

test('names the bundle that somebody bought', async () => {
	const { host, token, url } = await published();
	const bundle = { id: 12, slug: 'all', name: 'All courses' };
	await deliver(url, event('BUNDLE_PAYMENT_RECEIVED', { user, bundle }), token);

	expect(host.started).toMatchObject([{ userId: 50417, bundleId: 12, bundle }]);
	expect(host.started[0]).not.toHaveProperty('courseId');
});

test.each([
	['a list', [{ user }]],
	['a text', 'Ines Duarte'],
	['a number', 0],
])('keeps the data when it is %s instead of a record', async (_case, data) => {
	const { host, token, url } = await published();
	const sent = { ...event(), data };
	await deliver(url, sent, token);

	expect(host.started).toEqual([{ event: 'COURSE_COMPLETED', deliveryId: sent.id, data }]);
});

test('takes neither an id nor a type that is no text for one', async () => {
	const { host, token, url } = await published();
	const sent = { ...event(), id: { value: 1 }, type: { name: 'COURSE_COMPLETED' } };
	await deliver(url, sent, token);
	await deliver(url, { ...sent, id: { value: 2 } }, token);

	expect(host.started).toMatchObject([
		{ event: 'unknown', deliveryId: { value: 1 } },
		{ event: 'unknown', deliveryId: { value: 2 } },
	]);
});

test.each(['PUT', 'POST'] as const)('takes deliveries by %s', async (method) => {
	const { host, token, url } = await published();

	expect(await deliver(url, event(), token, method)).toBe(200);
	expect(host.started).toHaveLength(1);
});

test('keeps every digit of an id that is too long for a number of JavaScript', async () => {
	const { host, token, url } = await published();
	const body = JSON.stringify(event()).replace('50417', '9007199254740993');
	await deliver(url, body, token);

	expect(host.started).toMatchObject([
		{ userId: '9007199254740993', user: { id: '9007199254740993' } },
	]);
});

describe('A delivery whose token is', () => {
	test.each<[string, (token: string) => string | undefined]>([
		['missing', () => undefined],
		['empty', () => ''],
		['wrong', () => 'f'.repeat(64)],
		['cut', (token) => token.slice(0, -1)],
		['longer', (token) => `${token}0`],
		['in capitals', (token) => token.toUpperCase()],
	])('%s is answered with 401 and starts nothing', async (_fault, change) => {
		const { host, token, url } = await published();

		expect(await deliver(url, event(), change(token))).toBe(401);
		expect(host.executions).toEqual([]);
	});

	test('that of another trigger is answered with 401 and starts nothing', async () => {
		const other = await published();
		const { host, url } = await published();

		expect(await deliver(url, event(), other.token)).toBe(401);
		expect(host.executions).toEqual([]);
	});

	test('unknown, because nothing is remembered, is answered with 401', async () => {
		const { host, url } = await published();
		host.stored = {};

		expect(await deliver(url, event(), '')).toBe(401);
		expect(await deliver(url, event(), 'undefined')).toBe(401);
		expect(host.executions).toEqual([]);
	});
});

test('the token is not in the output', async () => {
	const { host, token, url } = await published();
	await deliver(url, event(), token);

	expect(token).toMatch(/^[0-9a-f]{64}$/);
	expect(JSON.stringify(host.executions)).not.toContain(token);
});

test('a ping is answered with 200 without a token, and starts nothing', async () => {
	const { host, url } = await published();

	expect(await deliver(url, event('PING', { message: 'PING' }), undefined)).toBe(200);
	expect(host.executions).toEqual([]);
});

test.each([
	['COURSE_STARTED', ['COURSE_STARTED', 'COURSE_COMPLETED'], 1],
	['COURSE_PAYMENT_RECEIVED', ['COURSE_STARTED', 'COURSE_COMPLETED'], 0],
	['COURSE_INVENTED', ['COURSE_STARTED'], 0],
	['COURSE_INVENTED', ['*'], 1],
])('%s with %j chosen is confirmed and starts %i executions', async (type, events, count) => {
	const { host, token, url } = await published({ events });

	expect(await deliver(url, event(type), token)).toBe(200);
	expect(host.started).toHaveLength(count);
});

test('what is no event is answered with 400 and starts nothing', async () => {
	const { host, token, url } = await published();

	expect(await deliver(url, '[]', token)).toBe(400);
	expect(await deliver(url, '', token)).toBe(400);
	expect(host.executions).toEqual([]);
});

describe('Repeats', () => {
	test('of one event that arrive together start the workflow once, and all are confirmed', async () => {
		const { host, token, url } = await published();
		const sent = event();
		const copies = Array.from({ length: 60 }, (_, index) =>
			deliver(url, sent, token, index % 2 ? 'PUT' : 'POST'),
		);

		expect(new Set(await Promise.all(copies))).toEqual(new Set([200]));
		expect(host.started).toHaveLength(1);
	});

	test('of many events at once start the workflow once for each', async () => {
		const { host, token, url } = await published();
		const sent = Array.from({ length: 40 }, () => event());
		const shuffled = [...sent, ...sent.toReversed(), ...sent];
		await Promise.all(shuffled.map((each) => deliver(url, each, token)));

		const ids = host.started.map(({ deliveryId }) => deliveryId as string);
		expect(ids.toSorted()).toEqual(sent.map(({ id }) => id).toSorted());
	});

	test('are recognised after n8n was restarted, by what was saved alone', async () => {
		const { host, token, url } = await published();
		const [kept, lost] = [event(), event()];
		await deliver(url, kept, token);
		await host.restart();
		await deliver(url, kept, token);
		expect(host.started).toHaveLength(1);

		// The counter-proof: without what was saved, a restarted n8n knows nothing.
		const before = structuredClone(host.stored);
		await deliver(url, lost, token);
		host.stored = before;
		await host.restart();
		await deliver(url, lost, token);
		expect(host.started).toHaveLength(3);
	});

	test('are recognised when something else in the workflow saved older static data over ours', async () => {
		const { host, token, url } = await published();
		const before = structuredClone(host.stored);
		const first = event();
		await deliver(url, first, token);
		host.stored = before;
		await deliver(url, event(), token);
		await host.restart();
		await deliver(url, first, token);

		expect(host.started).toHaveLength(2);
	});

	test('are recognised when another process took the delivery first', async () => {
		const { host, token, url } = await published();
		const sent = event();
		await deliver(url, sent, token);
		const saved = structuredClone(host.stored);
		await host.restart();
		host.stored = saved;
		await deliver(url, event(), token);
		await deliver(url, sent, token);

		expect(host.started).toHaveLength(2);
	});

	test('are recognised after the workflow was unpublished and published again', async () => {
		const { host, token, url } = await published();
		const sent = event();
		await deliver(url, sent, token);
		await host.unpublish();
		await host.publish();
		await deliver(url, sent, hooks()[0]!.securityToken);

		expect(host.started).toHaveLength(1);
	});

	test('without an id are recognised by their content', async () => {
		const { host, token, url } = await published();
		const sent = { ...event(), id: undefined };
		await deliver(url, sent, token);
		await deliver(url, sent, token);

		expect(host.started).toMatchObject([{ deliveryId: null }]);
	});

	test('what is remembered stays small however many events arrive', async () => {
		const { host, token, url } = await published();
		const first = event();
		await deliver(url, first, token);
		const sent = Array.from({ length: 2100 }, () => event());
		const send = async () => {
			for (let each = sent.pop(); each; each = sent.pop()) await deliver(url, each, token);
		};
		await Promise.all(Array.from({ length: 20 }, send));
		await deliver(url, first, token);

		expect(host.started).toHaveLength(2101);
		expect(JSON.stringify(host.stored).length).toBeLessThan(30_000);
	});
});

describe('A test in the editor', () => {
	test('gets the event that arrives while it listens, again and again', async () => {
		const host = await openTrigger();
		const sent = event();
		for (let times = 0; times < 2; times++) {
			await host.listenForTest();
			await deliver(host.localUrl('test'), sent, hooks()[0]!.securityToken);
			await host.idle();
		}

		expect(host.executions).toMatchObject([
			{ mode: 'manual', json: { deliveryId: sent.id } },
			{ mode: 'manual', json: { deliveryId: sent.id } },
		]);
	});

	test('is not ended by a ping, a wrong token or an event that is not chosen', async () => {
		const host = await openTrigger({ events: ['COURSE_STARTED'] });
		await host.listenForTest();
		const url = host.localUrl('test');
		const token = hooks()[0]!.securityToken;
		await deliver(url, event('PING'), undefined);
		await deliver(url, event('COURSE_STARTED'), 'wrong');
		await deliver(url, event('COURSE_COMPLETED'), token);
		expect(hooks()).toHaveLength(1);

		await deliver(url, event('COURSE_STARTED'), token);
		await host.idle();
		expect(host.executions).toMatchObject([{ mode: 'manual' }]);
		expect(hooks()).toEqual([]);
	});
});
