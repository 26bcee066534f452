import { startSandbox, type Sandbox } from '../../sandbox';
import { runNode } from '../support/engine';
import { credentialsFor } from './writes';

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startSandbox({ scenario: 'example' })));
afterAll(async () => await sandbox.close());
beforeEach(() => {
	sandbox.swoogo.reset('example');
	sandbox.swoogo.budget.enabled = false;
});

const tokenCalls = () => sandbox.swoogo.diary.filter(({ path }) => path.endsWith('/oauth2/token'));
const registrantId = () => [...sandbox.swoogo.state.registrants.keys()][0]!;

async function readRegistrants(
	rows: number,
	credentials = credentialsFor(sandbox, 'swoogoRegistrant'),
) {
	const id = registrantId();
	return await runNode({
		node: {
			type: 'n8n-nodes-event-registration.swoogoRegistrant',
			onError: 'continueErrorOutput',
			parameters: {
				resource: 'registrant',
				operation: 'get',
				registrantId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			},
		},
		items: Array.from({ length: rows }, () => ({ id })),
		credentials,
	});
}

test('200 rows on a fresh credential fetch one token', async () => {
	const run = await readRegistrants(200);
	expect(run.success).toHaveLength(200);
	expect(tokenCalls()).toHaveLength(1);
});

test('a key and a secret with special characters are accepted', async () => {
	expect(sandbox.swoogo.credentials.consumerSecret).toMatch(/[/+%é]/);
	const run = await readRegistrants(1);
	expect(run.success).toHaveLength(1);
});

test('a second run uses the token of the first', async () => {
	const credentials = credentialsFor(sandbox, 'swoogoRegistrant');
	await readRegistrants(3, credentials);
	await readRegistrants(3, credentials);
	expect(tokenCalls()).toHaveLength(1);
});

test('a token that expires every second costs one renewal each time, and no row', async () => {
	sandbox.swoogo.state.tokenLifetimeSeconds = 1;
	sandbox.swoogo.latencyMs = 40;
	const startedAt = Date.now();
	const run = await readRegistrants(600);
	const seconds = (Date.now() - startedAt) / 1000;
	expect(run.success).toHaveLength(600);
	expect(seconds).toBeGreaterThan(2);
	expect(tokenCalls().length).toBeGreaterThan(1);
	expect(tokenCalls().length).toBeLessThanOrEqual(Math.ceil(seconds) + 1);
});

test.each(['Pacific/Kiritimati', 'America/Los_Angeles', 'UTC'])(
	"the token's end does not depend on the time zone %s of the process",
	async (zone) => {
		const before = process.env.TZ;
		process.env.TZ = zone;
		try {
			const credentials = credentialsFor(sandbox, 'swoogoRegistrant');
			await readRegistrants(2, credentials);
			await readRegistrants(2, credentials);
		} finally {
			if (before === undefined) delete process.env.TZ;
			else process.env.TZ = before;
		}
		expect(tokenCalls()).toHaveLength(1);
	},
);

test('a revoked secret ends the run after one refused token call, and says so for every row', async () => {
	sandbox.swoogo.state.revoked = true;
	const run = await readRegistrants(50);
	expect(run.failed).toHaveLength(50);
	for (const { json } of run.failed) {
		expect(json).toMatchObject({
			error: expect.stringMatching(
				/Swoogo refused the credential .+ 'Consumer Key' and 'Consumer Secret'/,
			),
			details: { reason: 'credentialsRejected' },
		});
	}
	expect(sandbox.swoogo.diary).toHaveLength(1);
});

test('a token revoked in mid-run is renewed once; when that is refused, the rest is not sent', async () => {
	const credentials = credentialsFor(sandbox, 'swoogoRegistrant');
	await readRegistrants(1, credentials);
	sandbox.swoogo.state.tokens.clear();
	sandbox.swoogo.state.revoked = true;
	sandbox.swoogo.diary.length = 0;
	const run = await readRegistrants(100, credentials);
	expect(run.failed.map(({ json }) => (json.details as { reason: string }).reason)).toEqual(
		Array.from({ length: 100 }, () => 'credentialsRejected'),
	);
	expect(tokenCalls()).toHaveLength(1);
	expect(sandbox.swoogo.diary.length).toBeLessThan(20);
});

test('a token that is refused right after its renewal is final', async () => {
	sandbox.swoogo.faults.add({
		match: { path: '/registrants/', times: 'always' },
		effect: { kind: 'unauthorized' },
	});
	const run = await readRegistrants(20);
	expect(run.failed).toHaveLength(20);
	expect(tokenCalls()).toHaveLength(2);
});

test('a token endpoint that is down for a moment costs nothing but time', async () => {
	sandbox.swoogo.faults.add({
		match: { path: '/oauth2/token' },
		effect: { kind: 'status', code: 503 },
	});
	const run = await readRegistrants(3);
	expect(run.success).toHaveLength(3);
});

test.each([
	['is broken', { kind: 'reset' }],
	['is closed', { kind: 'close' }],
	['breaks off in the answer', { kind: 'cutBody' }],
	['times out at the provider', { kind: 'status', code: 408 }],
] as const)('a call for a token that %s is made again', async (_, effect) => {
	sandbox.swoogo.faults.add({ match: { path: '/oauth2/token' }, effect });
	const run = await readRegistrants(3);
	expect(run.failed).toEqual([]);
	expect(run.success.map(({ pairedItem }) => pairedItem)).toEqual(
		[0, 1, 2].map((item) => ({ item })),
	);
});

test('no secret and no token is printed, even when the provider repeats the request', async () => {
	const credentials = credentialsFor(sandbox, 'swoogoRegistrant');
	await readRegistrants(1, credentials);
	sandbox.swoogo.faults.add({ match: { times: 'always' }, effect: { kind: 'echoHeaders' } });
	const run = await readRegistrants(2, credentials);
	const printed = JSON.stringify([run.failed, run.hints, run.error]);
	const [token] = [...sandbox.swoogo.state.tokens.keys()];
	const { consumerKey, consumerSecret } = sandbox.swoogo.credentials;
	expect(printed).toContain('authorization');
	for (const secret of [token!, consumerKey, consumerSecret, encodeURIComponent(consumerSecret)]) {
		expect(printed).not.toContain(secret);
	}
});
