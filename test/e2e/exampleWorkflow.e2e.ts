import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { LedgerEntry, ProviderName } from '../../sandbox/kernel/records';
import { repositoryFolder } from '../../scripts/start/folders';
import { countRows, mainExampleId, reportNodeName } from '../../scripts/start/mainExample';
import { readExamples } from '../../scripts/start/workspace';
import { isWithin, nodesOn, showAll } from './canvas';
import { closeNode, openEditor, openNode, openWorkflow, type Editor } from './editor';
import { runningServers } from './servers';

const pictureFile = join(repositoryFolder, 'docs', 'images', `${mainExampleId}.png`);
const longestRunMilliseconds = 90_000;

const outputs = [
	['Register with Zenoti', 'Registered with Zenoti', 'Not Registered with Zenoti'],
	['Register with Knolyx', 'Registered with Knolyx', 'Not Registered with Knolyx'],
	['Add to Swoogo Group', 'Added to Swoogo Group', 'Not Added to Swoogo Group'],
];

let editor: Editor;
let rowCount: number;

beforeAll(async () => {
	const examples = await readExamples();
	rowCount = countRows(examples.find(({ id }) => id === mainExampleId)!);
	editor = await openEditor();
	await openWorkflow(editor, mainExampleId);
	await editor.page.getByTestId('execute-workflow-button').click();
	const run = editor.page.getByText('Workflow executed successfully');
	await run.waitFor({ timeout: longestRunMilliseconds });
});

afterAll(async () => await editor.close());

test.each(outputs)(
	'every row leaves "%s" by the success output or by the error output',
	async (provider, success, error) => {
		const counts = await itemsOnEveryConnection();
		const done = counts[`${provider} > ${success}`];
		const failed = counts[`${provider} > ${error}`];
		expect(done).toBeGreaterThan(0);
		expect(failed).toBeGreaterThan(0);
		expect(done + failed).toBe(rowCount);
	},
);

test('the report lists every row once per provider', async () => {
	const counts = await itemsOnEveryConnection();
	expect(counts[`All Results > ${reportNodeName}`]).toBe(outputs.length * rowCount);
});

test('the picture for the documentation shows the whole workflow', async () => {
	const { page } = editor;
	await page.setViewportSize({ width: 1600, height: 1100 });
	await page.getByText('Workflow executed successfully').waitFor({ state: 'hidden' });
	await showAll(page);
	const canvas = await page.getByTestId('canvas-wrapper').boundingBox();
	const nodes = await nodesOn(page);
	await editor.takePicture(mainExampleId);
	if (process.env.UPDATE_PICTURES === '1') {
		mkdirSync(join(pictureFile, '..'), { recursive: true });
		await page.screenshot({ path: pictureFile, animations: 'disabled' });
	}

	expect(canvas).not.toBeNull();
	for (const { box } of nodes) expect(isWithin(box, canvas!)).toBe(true);
});

describe('The output panel', () => {
	afterEach(async () => await closeNode(editor));

	test.each(outputs)('of "%s" begins with the totals of all rows', async (provider) => {
		const form = await openNode(editor, provider);
		const sentence = form.getByTestId('run-data-hints').getByText(`${rowCount} people: `);
		await sentence.waitFor();
		await editor.takePicture(`output-${provider}`);

		const totals = (await sentence.innerText()).split(/[:.]/)[1].match(/\d+/g) ?? [];
		expect(totals.map(Number).reduce((sum, total) => sum + total, 0)).toBe(rowCount);
	});
});

test('every node is marked as done and none as failed', async () => {
	const { page } = editor;
	const connections = await page.getByTestId('edge').count();
	expect(
		await page.locator('[data-test-id="edge-label"][data-edge-status="success"]').count(),
	).toBe(connections);
	expect(await page.getByTestId('canvas-node-status-error').count()).toBe(0);
});

test.each([
	['zenoti', 'register'],
	['knolyx', 'attend'],
	['swoogo', 'group.add'],
] as Array<[ProviderName, string]>)('%s recorded nobody twice', async (provider, action) => {
	const response = await fetch(`${runningServers().providers[provider].url}/_sandbox/ledger`);
	const entries = ((await response.json()) as LedgerEntry[]).filter(
		(entry) => entry.action === action,
	);
	const people = entries.map(({ person, target }) => `${person} for ${target}`);
	expect(people.length).toBeGreaterThan(0);
	expect(people).toEqual([...new Set(people)]);
});

/** The numbers n8n writes on the connections, as `from > to`. */
async function itemsOnEveryConnection(): Promise<Record<string, number>> {
	const edges = editor.page.getByTestId('edge-label');
	// The last numbers appear a moment after the message that the workflow has ended.
	await edges.filter({ hasNotText: /\d/ }).first().waitFor({ state: 'detached' });
	const labels = await edges.evaluateAll((elements) =>
		elements.map(
			(element) =>
				[
					`${element.getAttribute('data-source-node-name')} > ${element.getAttribute('data-target-node-name')}`,
					element.textContent,
				] as const,
		),
	);
	return Object.fromEntries(
		labels.map(([connection, text]) => [connection, parseInt(text ?? '', 10)]),
	);
}
