import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox';
import { runNode } from '../support/engine';
import { credentialsFor, providerOf, writes, type WriteUnderTest } from './writes';

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startSandbox({ scenario: 'example' })));
afterAll(async () => await sandbox.close());

// So many rows that Swoogo's people are read at once instead of one by one.
const TIMES = 3;

// A mail that two executions ask for is asked for twice; within one execution, each row asks for its own.
const isOncePerPerson = ({ name }: WriteUnderTest) => !/sendEmail/.test(name);

const sameWrites = writes.filter(isOncePerPerson);

/** Runs the write twice at the same time, and between the two begins the first use of another credential. */
async function runTwice(write: WriteUnderTest) {
	const provider = providerOf(sandbox, write.node);
	provider.reset('example');
	provider.budget.enabled = false;
	// Both executions look before either has written.
	provider.latencyMs = 20;
	const rows = write.arrange(sandbox);
	const run = async (node: WriteUnderTest['node'], parameters: INodeParameters) => {
		const type = `n8n-nodes-event-registration.${node}`;
		const credentials = node === write.node ? own : credentialsFor(sandbox, node);
		const items = Array.from({ length: TIMES }, () => rows).flat();
		return await runNode({
			node: { type, parameters, onError: 'continueErrorOutput' },
			items,
			credentials,
		});
	};
	const own = credentialsFor(sandbox, write.node);
	const other = write.node === 'zenotiWorkshop' ? 'knolyxCommunity' : 'zenotiWorkshop';
	const resource = other === 'zenotiWorkshop' ? 'center' : 'workgroup';
	const [first, , second] = await Promise.all([
		run(write.node, write.parameters),
		run(other, { resource, operation: 'getMany' }),
		run(write.node, write.parameters),
	]);
	return { provider, runs: [first, second] };
}

test.each(sameWrites.map((write) => [write.name, write] as const))(
	'%s by two executions at the same time writes everybody once',
	async (_, write) => {
		const { provider, runs } = await runTwice(write);
		// What a repeat of Zenoti's cancellation and check-in means is not documented: its refusal is passed on.
		const reasons = runs.flatMap(({ failed }) =>
			failed.map(({ json }) => (json.details as { reason: string }).reason),
		);
		expect(reasons.filter((reason) => reason !== 'rejected')).toEqual([]);
		const written = provider.ledger
			.filter(({ action }) => write.actions.includes(action))
			.map(({ action, person, target }) => `${action} ${person} ${target}`);
		expect(written).toEqual([...new Set(written)]);
	},
);
