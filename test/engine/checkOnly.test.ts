import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox';
import { runNode } from '../support/engine';
import { credentialsFor, providerOf, writes, type WriteUnderTest } from './writes';

const FORECASTS = ['wouldCreate', 'wouldUpdate', 'wouldRemove'];

let sandbox: Sandbox;

beforeAll(async () => (sandbox = await startSandbox({ scenario: 'example' })));
afterAll(async () => await sandbox.close());

async function check(write: WriteUnderTest, repeats = 1) {
	const provider = providerOf(sandbox, write.node);
	provider.reset();
	const rows = write.arrange(sandbox);
	const options = { ...(write.parameters.options as INodeParameters), checkOnly: true };
	const { success, hints } = await runNode({
		node: {
			type: `n8n-nodes-event-registration.${write.node}`,
			parameters: { ...write.parameters, options },
		},
		items: Array.from({ length: repeats }, () => rows).flat(),
		credentials: credentialsFor(sandbox, write.node),
	});
	return { provider, rows, outcomes: success.map(({ json }) => String(json.outcome)), hints };
}

describe.each(writes.map((write) => [write.name, write] as const))(
	"'Check Only' of %s",
	(_, write) => {
		test('says what would happen to every row and writes nothing', async () => {
			const { provider, rows, outcomes } = await check(write);
			expect(outcomes).toHaveLength(rows.length);
			for (const outcome of outcomes) expect(FORECASTS).toContain(outcome);
			expect(provider.ledger).toEqual([]);
			const writing = provider.diary.filter(
				({ method, path, url }) =>
					method !== 'GET' &&
					!path.endsWith('/oauth2/token') &&
					!url.includes('validate_only=true'),
			);
			expect(writing).toEqual([]);
		});

		test('promises the repeated row no second registration or cancellation', async () => {
			const { rows, outcomes } = await check(write, 2);
			const [first, second] = [outcomes.slice(0, rows.length), outcomes.slice(rows.length)];
			const isUpdate = first.every((outcome) => outcome === 'wouldUpdate');
			expect(new Set(second)).toEqual(new Set([isUpdate ? 'wouldUpdate' : 'unchanged']));
		});
	},
);
