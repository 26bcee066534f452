import { randomUUID } from 'node:crypto';
import type { INodeTypeDescription } from 'n8n-workflow';

import { logInToN8n, type N8nApi } from '../../scripts/start/n8nApi';
import {
	closeNode,
	deleteWorkflow,
	openEditor,
	openNode,
	openWorkflow,
	type Editor,
} from './editor';
import { chosenNames, formsOf, labelsOf, type Form } from './forms';
import { runningServers } from './servers';

const columns = 10;
const spacing = 240;
const mostLabelsOnAPage = 12;

const { nodes } = runningServers();
const workflowId = `e2e-${randomUUID()}`;
let editor: Editor;

beforeAll(async () => {
	await saveWorkflow(await logInToN8n(runningServers().port));
	editor = await openEditor();
	await openWorkflow(editor, workflowId);
});

afterAll(async () => {
	await deleteWorkflow(editor, workflowId);
	await editor.close();
});

describe.each(nodes)('The form of $displayName', (node) => {
	afterEach(async () => await closeNode(editor));

	test.each(formsOf(node))('$name shows every field of its operation, in order', async (form) => {
		const wanted = labelsOf(node, form);
		// Tall enough for the whole form: what has to be scrolled into view would be missing in the picture.
		const height = wanted.length > mostLabelsOnAPage ? 2400 : 1200;
		await editor.page.setViewportSize({ width: 1600, height });
		const parameters = (await openNode(editor, form.name)).getByTestId('node-parameters').first();
		// Away from everything that shows more under the mouse.
		await editor.page.mouse.move(0, 0);
		await parameters
			.getByText(wanted[wanted.length - 1], { exact: true })
			.first()
			.waitFor();
		await editor.takePicture(form.name, parameters.locator('..'));

		const labels = (await parameters.locator('label:visible').allInnerTexts()).map(firstLine);
		expect(labels.filter((label) => wanted.includes(label))).toEqual(wanted);
		for (const [selector, choice] of Object.entries(chosenNames(node, form))) {
			const field = parameters.getByTestId(`parameter-input-${selector}`);
			expect(await field.locator('input').inputValue()).toBe(choice);
		}
	});
});

/** Under its text a label holds the switch between a fixed value and an expression. */
const firstLine = (text: string) => text.split('\n', 1)[0];

/** One node per form, side by side; a credential as a person would have chosen it. */
async function saveWorkflow(api: N8nApi): Promise<void> {
	const known = await api.call<Array<{ id: string; name: string; type: string }>>(
		'GET',
		'/credentials',
	);
	const asNode = (node: INodeTypeDescription) => (form: Form) => {
		const type = node.credentials?.[0]?.name ?? '';
		const { id, name } = known.find((credential) => credential.type === type) ?? {};
		return {
			id: randomUUID(),
			name: form.name,
			type: form.nodeType,
			typeVersion: 1,
			parameters: form.parameters,
			credentials: { [type]: { id, name } },
		};
	};
	await api.call('POST', '/workflows', {
		id: workflowId,
		name: 'Forms of all nodes',
		nodes: nodes
			.flatMap((node) => formsOf(node).map(asNode(node)))
			.map((node, index) => ({
				...node,
				position: [(index % columns) * spacing, Math.floor(index / columns) * spacing],
			})),
		connections: {},
	});
}
