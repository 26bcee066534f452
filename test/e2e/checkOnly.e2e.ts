import { randomUUID } from 'node:crypto';

import type { ProviderName } from '../../sandbox';
import { countRows, mainExampleId } from '../../scripts/start/mainExample';
import { logInToN8n } from '../../scripts/start/n8nApi';
import { readExamples, type Example } from '../../scripts/start/workspace';
import {
	closeNode,
	deleteWorkflow,
	openEditor,
	openNode,
	openWorkflow,
	type Editor,
} from './editor';
import { nodeTypeOf, openAccounts, type OwnAccounts } from './ownAccounts';
import { runningServers } from './servers';

const providers = Object.keys(nodeTypeOf) as ProviderName[];
const nodeNames = {
	zenoti: 'Register with Zenoti',
	knolyx: 'Register with Knolyx',
	swoogo: 'Add to Swoogo Group',
};

const workflowId = `e2e-${randomUUID()}`;
let accounts: OwnAccounts;
let editor: Editor;
let rowCount: number;

beforeAll(async () => {
	const api = await logInToN8n(runningServers().port);
	accounts = await openAccounts(api, 'example');
	const example = (await readExamples()).find(({ id }) => id === mainExampleId)!;
	rowCount = countRows(example);
	await api.call('POST', '/workflows', checkingOnly(example));
	editor = await openEditor();
	await openWorkflow(editor, workflowId);
	await editor.page.getByTestId('execute-workflow-button').click();
	await editor.page.getByText('Workflow executed successfully').waitFor({ timeout: 90_000 });
});

afterAll(async () => {
	await deleteWorkflow(editor, workflowId);
	await editor.close();
	await accounts.close();
});

/** The main example with Check Only switched on in each of our nodes, and with accounts of its own. */
function checkingOnly({ workflow }: Example) {
	const nodes = workflow.nodes.map((node) => {
		const provider = providers.find((name) => nodeTypeOf[name] === node.type);
		if (provider === undefined) return node;
		const options = { ...(node.parameters.options as object), checkOnly: true };
		const parameters = { ...node.parameters, options };
		return { ...node, parameters, credentials: accounts.credentials[provider] };
	});
	return { ...workflow, id: workflowId, name: 'Check Only', nodes };
}

test.each(providers)(
	'With Check Only, %s says what would happen to every row',
	async (provider) => {
		const form = await openNode(editor, nodeNames[provider]);
		const sentence = form.getByTestId('run-data-hints').getByText(`${rowCount} people: `);
		await sentence.waitFor();
		await editor.takePicture(`check-only-${provider}`);
		expect(await sentence.innerText()).toMatch(
			new RegExp(`^${rowCount} people: \\d+ already [\\w ]+, \\d+ would be \\w+, \\d+ failed\\.$`),
		);
		expect(await form.getByTestId('output-panel').innerText()).toMatch(/would(Create|Update)/);
		await closeNode(editor);
	},
);

test.each(providers)('With Check Only, %s is asked but nothing is written', (provider) => {
	expect(accounts.sandbox[provider].diary.length).toBeGreaterThan(0);
	expect(accounts.sandbox[provider].ledger).toEqual([]);
});
