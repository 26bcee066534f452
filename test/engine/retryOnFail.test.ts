import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import type {
	EngineResponse,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
} from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox';
import { connect, runNode, runWorkflow } from '../support/engine';
import { credentialsFor, writes } from './writes';

const register = writes.find(({ name }) => name === 'Knolyx register')!;
const type = 'n8n-nodes-event-registration.knolyxCommunity';
const modes = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;

let sandbox: Sandbox;
let rows: IDataObject[];
beforeAll(async () => (sandbox = await startSandbox({ scenario: 'example' })));
afterAll(async () => await sandbox.close());
beforeEach(() => {
	sandbox.knolyx.reset('example');
	rows = register.arrange(sandbox);
});

const credentials = () => credentialsFor(sandbox, 'knolyxCommunity');
const sent = (path: string) =>
	sandbox.knolyx.diary.filter((entry) => entry.path.includes(path)).length;
const attended = () => sandbox.knolyx.ledger.filter(({ action }) => action === 'attend');
const refuse = (row: IDataObject, times: 1 | 'always') =>
	sandbox.knolyx.faults.add({
		match: { path: 'provision', bodyIncludes: String(row.email), times },
		effect: { kind: 'status', code: 400, body: { message: 'Not today' } },
	});

async function run(settings: object, items = rows) {
	return await runNode({
		node: {
			type,
			parameters: register.parameters,
			retryOnFail: true,
			maxTries: 3,
			waitBetweenTries: 1,
			...settings,
		},
		items,
		credentials: credentials(),
	});
}

describe.each(modes)('Retry On Fail with %s', (onError) => {
	// n8n runs a node again when it throws, or when the first item of its output is a failed one.
	const runsAgain = (position: number) => onError === 'stopWorkflow' || position === 0;

	test.each([0, 1, 2])('row %i failing once: the others are sent once', async (position) => {
		refuse(rows[position]!, 1);
		const { status, success, failed } = await run({ onError });
		const expected = runsAgain(position) ? 3 : 2;
		const ended = [...success, ...failed];
		expect(status).toBe('success');
		expect(ended.map(({ pairedItem }) => (pairedItem as { item: number }).item).sort()).toEqual([
			0, 1, 2,
		]);
		expect(ended.filter(({ json }) => json.error === undefined)).toHaveLength(expected);
		expect(sent('provision')).toBe(expected + 1);
		expect(attended()).toHaveLength(expected);
	});

	test.each([0, 1, 2])('row %i failing for ever: the others are sent once', async (position) => {
		refuse(rows[position]!, 'always');
		await run({ onError });
		expect(sent('provision')).toBe((runsAgain(position) ? 3 : 1) + 2);
		expect(attended()).toHaveLength(2);
	});
});

test('with Execute Once only the first row is sent, and not again once it is done', async () => {
	refuse(rows[0]!, 1);
	const { success } = await run({ onError: 'stopWorkflow', executeOnce: true });
	expect(success).toEqual([
		{ json: expect.objectContaining({ outcome: 'created' }), pairedItem: { item: 0 } },
	]);
	expect(sent('provision')).toBe(2);
});

test('a second run of the same rows is sent again and recognised', async () => {
	await run({});
	const { success } = await run({});
	expect(success.map(({ json }) => json.outcome)).toEqual(['unchanged', 'unchanged', 'unchanged']);
	expect(attended()).toHaveLength(3);
});

test('two nodes on two branches both send their rows', async () => {
	const node = { type, parameters: register.parameters, retryOnFail: true, waitBetweenTries: 1 };
	const { nodes } = await runWorkflow({
		nodes: [
			{ name: 'Rows', type: 'test.pass' },
			{ ...node, name: 'One' },
			{ ...node, name: 'Two' },
		],
		connections: connect(['Rows', 'One'], ['Rows', 'Two']),
		items: rows,
		credentials: credentials(),
	});
	const outcomes = (name: string) => nodes[name]![0]!.outputs[0]!.map(({ json }) => json.outcome);
	expect(outcomes('One')).toEqual(['created', 'created', 'created']);
	expect(outcomes('Two')).toEqual(['unchanged', 'unchanged', 'unchanged']);
});

test('each round of a loop sends its own row, also when the rows are alike', async () => {
	const { nodes } = await runWorkflow({
		nodes: [
			{ name: 'Rows', type: 'test.pass' },
			{ name: 'Loop', type: 'test.loop', parameters: { batchSize: 1 } },
			{
				name: 'Register',
				type,
				parameters: register.parameters,
				retryOnFail: true,
				waitBetweenTries: 1,
			},
		],
		connections: connect(['Rows', 'Loop'], ['Loop', 'Register', 1], ['Register', 'Loop']),
		items: [rows[0]!, { ...rows[0] }, { ...rows[0] }],
		credentials: credentials(),
	});
	expect(nodes.Register!.map(({ outputs }) => outputs[0]!.map(({ json }) => json.outcome))).toEqual(
		[['created'], ['unchanged'], ['unchanged']],
	);
});

test('a sub-workflow that is called twice with the same row sends it twice', async () => {
	const run = async () => {
		const { nodes } = await runWorkflow({
			nodes: [
				{ name: 'When called', type: 'test.pass' },
				{ name: 'Register', type, parameters: register.parameters, retryOnFail: true },
			],
			connections: connect(['When called', 'Register']),
			items: called,
			credentials: shared,
		});
		return nodes.Register![0]!.outputs[0]!.map(({ json }) => json.outcome);
	};
	const shared = credentials();
	// n8n hands the very same item objects to each call of a sub-workflow.
	const called = [{ json: rows[0]! }];
	expect([await run(), await run()]).toEqual([['created'], ['unchanged']]);
});

test('an agent that calls the node twice as its tool gets two answers', async () => {
	const { nodes } = await runWorkflow({
		nodes: [
			{ name: 'Rows', type: 'test.pass' },
			{ name: 'Agent', type: 'test.agent' },
			{ name: 'Register', type, parameters: register.parameters, retryOnFail: true },
		],
		connections: {
			...connect(['Rows', 'Agent']),
			Register: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
		},
		items: [{}],
		credentials: credentials(),
		nodeTypes: { 'test.agent': agentCallingTwice(rows[0]!) },
	});
	const answers = nodes.Agent![0]!.outputs[0]!.map(({ json }) => json.outcome);
	expect(answers).toEqual(['created', 'unchanged']);
});

/** Asks n8n's engine to run its tool twice with the same input, and gives the answers. */
function agentCallingTwice(input: IDataObject): INodeType {
	return {
		description: {
			displayName: 'Agent',
			name: 'agent',
			group: ['transform'],
			version: 1,
			description: 'Calls its tool twice',
			defaults: { name: 'Agent' },
			inputs: ['main', 'ai_tool'],
			outputs: ['main'],
			properties: [],
		},
		async execute(this: IExecuteFunctions, response?: EngineResponse) {
			if (response?.actionResponses.length) {
				return [
					response.actionResponses.flatMap(({ data }) => data.data?.ai_tool?.[0] ?? []),
				] as INodeExecutionData[][];
			}
			const actions = ['first', 'second'].map((id) => ({
				actionType: 'ExecutionNodeAction' as const,
				nodeName: 'Register',
				input,
				type: 'ai_tool' as const,
				id,
				metadata: {},
			}));
			return { actions, metadata: {} };
		},
	};
}

test('what is remembered of a row is freed with the row', async () => {
	setFlagsFromString('--expose-gc');
	const collectGarbage = runInNewContext('gc') as () => void;
	const references: Array<WeakRef<object>> = [];
	for (let round = 0; round < 20; round++) {
		const items = [{ json: { ...rows[0], ballast: 'x'.repeat(100_000) } }];
		const { success } = await run({}, items);
		references.push(new WeakRef(success[0]!));
	}
	// A WeakRef holds its target until the current job has ended.
	await new Promise((resolve) => setTimeout(resolve, 10));
	collectGarbage();
	const kept = references.filter((reference) => reference.deref() !== undefined);
	expect(kept.length).toBeLessThanOrEqual(2);
});
