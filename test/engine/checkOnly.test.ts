import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox';
import { runNode } from '../support/engine';
import { credentialsFor, providerOf, writes, type WriteUnderTest } from './writes';

const FORECASTS = ['wouldCreate', 'wouldUpdate', 'wouldRemove'];

let sandbox: Sandbox;

beforeAll(async () => (sandbox = await startSandbox({ scenario: 'example' })));
afterAll(async () => await sandbox.close());

async function run(write: WriteUnderTest, rows: IDataObject[], options: INodeParameters) {
	const { success, failed, hints } = await runNode({
		node: {
			type: `n8n-nodes-event-registration.${write.node}`,
			parameters: {
				...write.parameters,
				options: { ...(write.parameters.options as INodeParameters), ...options },
			},
			onError: 'continueErrorOutput',
		},
		items: rows,
		credentials: credentialsFor(sandbox, write.node),
	});
	const outcomes: unknown[] = [];
	for (const { json, pairedItem } of [...success, ...failed]) {
		const { item } = pairedItem as { item: number };
		const { outcome, steps, details } = json as IDataObject & { details?: IDataObject };
		outcomes[item] =
			outcome === undefined ? `failed: ${String(details?.reason)}` : { outcome, steps };
	}
	return { outcomes, hints };
}

/** The sandbox as the operation wants it, and its rows. */
function arrange(write: WriteUnderTest) {
	const provider = providerOf(sandbox, write.node);
	provider.reset();
	return { provider, rows: write.arrange(sandbox) };
}

/** Options by which a row that finds its work done fails. */
const failIfDone: Record<string, INodeParameters> = {
	'Zenoti register': { ifAlreadyRegistered: 'fail' },
	'Zenoti registerPerson, new guest': { ifAlreadyRegistered: 'fail' },
	'Zenoti registerPerson, known guest': { ifAlreadyRegistered: 'fail' },
	'Zenoti create guest': { ifAlreadyExists: 'fail' },
	'Knolyx attend': { ifAlreadyAttending: 'fail' },
	'Knolyx cancel': { ifNotAttending: 'fail' },
	'Swoogo create': { ifAlreadyRegistered: 'fail' },
};

/** What Zenoti answers to a second cancellation, or a second undo, is not documented: it is foreseen like the first. */
const isUndocumented = ({ name }: WriteUnderTest) =>
	['Zenoti cancel', 'Zenoti undoCheckIn'].includes(name);

const repeating = writes
	.filter((write) => !isUndocumented(write))
	.flatMap((write) => {
		const options = failIfDone[write.name];
		const named: Array<[string, WriteUnderTest, INodeParameters]> = [[write.name, write, {}]];
		return options
			? [...named, [`${write.name} with ${JSON.stringify(options)}`, write, options] as const]
			: named;
	});

describe.each(writes.map((write) => [write.name, write] as const))(
	"'Check Only' of %s",
	(_, write) => {
		test('says what would happen to every row and writes nothing', async () => {
			const { provider, rows } = arrange(write);
			const { outcomes } = await run(write, rows, { checkOnly: true });
			expect(outcomes).toHaveLength(rows.length);
			for (const each of outcomes) expect(FORECASTS).toContain((each as IDataObject).outcome);
			expect(provider.ledger).toEqual([]);
			const writing = provider.diary.filter(
				({ method, path, url }) =>
					method !== 'GET' &&
					!path.endsWith('/oauth2/token') &&
					!url.includes('validate_only=true'),
			);
			expect(writing).toEqual([]);
		});
	},
);

describe.each([
	['few rows', 2],
	['many rows', 3],
])("'Check Only' of repeated rows among %s", (_, people) => {
	test.each(repeating)('says what then happens: %s', async (_name, write, options) => {
		const { provider, rows } = arrange(write);
		const few = rows.slice(0, people);
		const repeated = [...few, ...few.map((row) => ({ ...row }))];
		const foreseen = await run(write, repeated, { ...options, checkOnly: true });
		expect(provider.ledger).toEqual([]);
		const done = await run(write, repeated, options);
		expect(asDone(foreseen.outcomes)).toEqual(done.outcomes);
	});
});

test.each(writes.filter(isUndocumented).map((write) => [write.name, write] as const))(
	"'Check Only' foresees of a repeated row of %s what it foresees of the first",
	async (_, write) => {
		const { rows } = arrange(write);
		const { outcomes } = await run(write, [rows[0]!, rows[0]!], { checkOnly: true });
		expect(outcomes[1]).toEqual(outcomes[0]);
	},
);

const WORDS = { wouldCreate: 'created', wouldUpdate: 'updated', wouldRemove: 'removed' };

/** Forecasts in the words of what was done. */
function asDone(outcomes: unknown[]): unknown {
	const text = JSON.stringify(outcomes);
	return JSON.parse(text.replace(/would\w+/g, (word) => WORDS[word as keyof typeof WORDS]));
}
