import { startSandbox } from '../../sandbox';
import { credentialsFor, providerOf, writes } from '../engine/writes';
import { runNode } from '../support/engine';

// Swoogo's window is ten minutes; the unit tests show that it is the one waited for.
const withMinutes = writes.filter(({ node }) => node !== 'swoogoRegistrant');

test('a 429 that says nothing about time waits for one whole window, and then gets through', async () => {
	const runs = await Promise.all(
		withMinutes.map(async (write) => {
			const sandbox = await startSandbox({ scenario: 'example' });
			const provider = providerOf(sandbox, write.node);
			provider.budget.enabled = false;
			const rows = write.arrange(sandbox);
			provider.faults.add({
				match: write.write,
				effect: { kind: 'tooMany', dialect: 'none', seconds: 0 },
			});
			const run = await runNode({
				node: {
					type: `n8n-nodes-event-registration.${write.node}`,
					onError: 'continueErrorOutput',
					parameters: write.parameters,
				},
				items: rows,
				credentials: credentialsFor(sandbox, write.node),
			});
			const refusedAt = provider.diary.find(({ status }) => status === 429)!.at;
			const sentDuringWait = provider.diary.filter(
				({ at }) => at > refusedAt + 1000 && at < refusedAt + 59_000,
			);
			await sandbox.close();
			return { name: write.name, failed: run.failed.length, sentDuringWait: sentDuringWait.length };
		}),
	);
	expect(runs).toEqual(withMinutes.map(({ name }) => ({ name, failed: 0, sentDuringWait: 0 })));
});
