import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { startSandbox, type Sandbox } from '../../sandbox';
import { credentialsFor, writes } from '../engine/writes';
import { runNode } from '../support/engine';

const register = writes.find(({ name }) => name === 'Knolyx register')!;
const type = 'n8n-nodes-event-registration.knolyxCommunity';

let sandbox: Sandbox;
beforeEach(async () => (sandbox = await startSandbox({ scenario: 'example' })));
afterEach(async () => await sandbox.close());

test('20,000 rows in one run are each registered once', async () => {
	const items = Array.from({ length: 20_000 }, (_, row) => ({
		email: `person.${row}@example.com`,
		firstName: `Person ${row}`,
	}));
	const run = await runNode({
		node: { type, onError: 'continueErrorOutput', parameters: register.parameters },
		items,
		credentials: credentialsFor(sandbox, 'knolyxCommunity'),
	});
	const attended = sandbox.knolyx.ledger.filter(({ action }) => action === 'attend');
	expect(run.failed).toEqual([]);
	expect(run.success).toHaveLength(20_000);
	expect(new Set(attended.map(({ person }) => person)).size).toBe(20_000);
	expect(attended).toHaveLength(20_000);
});

test('1,000 runs leave nothing behind in memory', async () => {
	setFlagsFromString('--expose-gc');
	const collectGarbage = runInNewContext('gc') as () => void;
	const credentials = credentialsFor(sandbox, 'knolyxCommunity');
	const heapAfter = async (runs: number) => {
		for (let round = 0; round < runs; round++) {
			const [row] = register.arrange(sandbox);
			await runNode({
				node: { type, parameters: register.parameters, retryOnFail: true, waitBetweenTries: 1 },
				items: [{ ...row, ballast: 'x'.repeat(100_000) }],
				credentials,
			});
			sandbox.knolyx.diary.length = 0;
			sandbox.knolyx.ledger.length = 0;
		}
		collectGarbage();
		return process.memoryUsage().heapUsed / 1e6;
	};
	const warm = await heapAfter(200);
	const megabytes = (await heapAfter(1000)) - warm;
	// The rows alone were 100 MB.
	expect(megabytes).toBeLessThan(20);
});
