import type { LedgerEntry } from '../../sandbox/kernel/records';
import { exampleIds } from '../../sandbox/scenarios/exampleRows';
import { moreExampleIds } from '../../sandbox/scenarios/moreExamples';
import { logInToN8n, type N8nApi } from '../../scripts/start/n8nApi';
import { runningServers } from './servers';
import { publish, unpublish } from './webhookWorkflows';

const exampleId = 'swoogo-to-knolyx-and-back';
const { providers, port } = runningServers();
const everySeconds = 4;
// Several polls: enough for the workflow to start itself, if it would.
const quietMilliseconds = 5 * everySeconds * 1000;

let api: N8nApi;

beforeAll(async () => {
	api = await logInToN8n(port);
	await pollEverySecondsInsteadOfMinutes();
	await publish(api, exampleId);
});
afterAll(async () => await unpublish(api, exampleId));

test('who registers at Swoogo is registered with Knolyx and marked at Swoogo, and that starts nothing', async () => {
	const email = 'new.member@example.com';
	await registerAtSwoogo(email);

	const marked = await ledgerEntry('swoogo', 'group.add', email);
	expect(marked).toMatchObject({ target: String(moreExampleIds.syncGroupId) });
	const attending = await ledgerEntry('knolyx', 'attend', email);
	expect(attending).toMatchObject({ target: String(exampleIds.knolyxEventId) });

	await new Promise((resolve) => setTimeout(resolve, quietMilliseconds));
	const runs = await api.call<{ count: number }>(
		'GET',
		`/executions?filter=${encodeURIComponent(JSON.stringify({ workflowId: exampleId }))}`,
	);
	expect(runs.count).toBe(1);
});

interface SavedWorkflow {
	nodes: Array<{ name: string; parameters: Record<string, unknown> }>;
}

// n8n polls at most once a minute for each poll time, so the test gives it several.
async function pollEverySecondsInsteadOfMinutes(): Promise<void> {
	const { nodes } = await api.call<SavedWorkflow>('GET', `/workflows/${exampleId}`);
	const item = Array.from({ length: 60 / everySeconds }, (_, i) => ({
		mode: 'custom',
		cronExpression: `${i * everySeconds} * * * * *`,
	}));
	const trigger = nodes.find(({ name }) => name === 'New Registrant');
	trigger!.parameters.pollTimes = { item };
	await api.call('PATCH', `/workflows/${exampleId}`, { nodes });
}

async function registerAtSwoogo(email: string): Promise<void> {
	const { url, credentials } = providers.swoogo;
	const pair = [credentials.consumerKey, credentials.consumerSecret].map((part) =>
		encodeURIComponent(part!),
	);
	const answer = await fetch(`${url}/api/v1/oauth2/token`, {
		method: 'POST',
		headers: { Authorization: `Basic ${Buffer.from(pair.join(':')).toString('base64')}` },
		body: new URLSearchParams({ grant_type: 'client_credentials' }),
	});
	const { access_token: token } = (await answer.json()) as { access_token: string };
	const person = { email, first_name: 'New', last_name: 'Member' };
	const created = await fetch(`${url}/api/v1/registrants/create`, {
		method: 'POST',
		headers: { Authorization: `Bearer ${token}` },
		body: new URLSearchParams({ event_id: String(moreExampleIds.syncEventId), ...person }),
	});
	expect(created.ok).toBe(true);
}

async function ledgerEntry(
	provider: 'swoogo' | 'knolyx',
	action: string,
	person: string,
): Promise<LedgerEntry> {
	const deadline = Date.now() + 60_000;
	for (;;) {
		const answer = await fetch(`${providers[provider].url}/_sandbox/ledger`);
		const entries = (await answer.json()) as LedgerEntry[];
		const entry = entries.find((each) => each.action === action && each.person === person);
		if (entry) return entry;
		if (Date.now() > deadline) throw new Error(`${provider} has no "${action}" of ${person}`);
		await new Promise((resolve) => setTimeout(resolve, 300));
	}
}
