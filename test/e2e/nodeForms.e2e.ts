import { randomUUID } from 'node:crypto';
import type { INodeTypeDescription } from 'n8n-workflow';

import { logInToN8n, type N8nApi } from '../../scripts/start/n8nApi';
import { closeNode, openEditor, openNode, openWorkflow, type Editor } from './editor';
import { chosenNames, formsOf, labelsOf, type Form } from './forms';
import { runningServers } from './servers';

const columns = 6;
const spacing = 240;

describe.each(runningServers().nodes)('The form of $displayName', (node) => {
	const forms = formsOf(node);
	const workflowId = `e2e-${randomUUID()}`;
	let editor: Editor;

	beforeAll(async () => {
		await saveWorkflowOf(await logInToN8n(runningServers().port), workflowId, node, forms);
		editor = await openEditor();
		// Tall enough for the longest form: what has to be scrolled into view would be missing in the picture.
		await editor.page.setViewportSize({ width: 1600, height: 2400 });
		await openWorkflow(editor, workflowId);
	});

	afterAll(async () => {
		const { request } = editor.page.context();
		await request.post(`/rest/workflows/${workflowId}/archive`);
		await request.delete(`/rest/workflows/${workflowId}`);
		await editor.close();
	});

	afterEach(async () => await closeNode(editor));

	test.each(forms)('$name shows every field of its operation, in order', async (form) => {
		const parameters = (await openNode(editor, form.name)).getByTestId('node-parameters').first();
		const wanted = labelsOf(node, form);
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
async function saveWorkflowOf(
	api: N8nApi,
	id: string,
	node: INodeTypeDescription,
	forms: Form[],
): Promise<void> {
	const type = node.credentials?.[0]?.name ?? '';
	const known = await api.call<Array<{ id: string; name: string; type: string }>>(
		'GET',
		'/credentials',
	);
	const credential = known.find((candidate) => candidate.type === type);
	await api.call('POST', '/workflows', {
		id,
		name: `Forms of ${node.displayName}`,
		nodes: forms.map(({ name, nodeType, parameters }, index) => ({
			id: randomUUID(),
			name,
			type: nodeType,
			typeVersion: 1,
			position: [(index % columns) * spacing, Math.floor(index / columns) * spacing],
			parameters,
			credentials: { [type]: { id: credential?.id, name: credential?.name } },
		})),
		connections: {},
	});
}
