import type { INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import type { Locator } from 'playwright-core';

import { packageName } from '../../scripts/start/builtPackage';
import { mainExampleId } from '../../scripts/start/mainExample';
import { openEditor, openWorkflow, type Editor } from './editor';
import { runningServers } from './servers';

const { nodes } = runningServers();
const everyNode = ['Zenoti Workshop', 'Knolyx Community', 'Swoogo Registrant'];

describe.each(['light', 'dark'] as const)('The node panel in the %s theme', (theme) => {
	let editor: Editor;

	beforeAll(async () => {
		editor = await openEditor(theme);
		await openWorkflow(editor, mainExampleId);
		await editor.page.keyboard.press('n');
		await editor.page.getByTestId('node-creator-search-bar').waitFor();
	});

	afterAll(async () => await editor.close());

	test.each([
		['zenoti', ['Zenoti Workshop']],
		['knolyx', ['Knolyx Community']],
		['swoogo', ['Swoogo Registrant']],
		['register', everyNode],
		['workshop', everyNode],
		['attend', everyNode],
	])('finds by the word "%s" our nodes, with their icons', async (word, expected) => {
		const { page } = editor;
		await page.getByTestId('node-creator-search-bar').fill(word);
		const found = page.locator(
			`[data-test-id="item-iterator-item"][data-keyboard-nav-id^="${packageName}."]`,
		);
		const named = (name: string) =>
			found.filter({ has: page.getByText(name, { exact: true }) }).first();
		for (const name of expected) await named(name).waitFor();
		await editor.takePicture(`panel-${theme}-${word}`, page.getByTestId('node-creator'));

		for (const name of expected) {
			const icon = await readImage(named(name).locator('img').first());
			expect(icon).toEqual({ source: iconOf(name, theme), isDrawn: true });
		}
	});
});

describe('The actions in the node panel', () => {
	let editor: Editor;

	beforeEach(async () => {
		editor = await openEditor();
		await openWorkflow(editor, mainExampleId);
		await editor.page.keyboard.press('n');
	});

	afterEach(async () => await editor.close());

	test.each(nodes)('of $displayName are its operations', async (node) => {
		const { page } = editor;
		const panel = page.getByTestId('node-creator');
		await page.getByTestId('node-creator-search-bar').fill(node.displayName);
		await panel.getByText(node.displayName, { exact: true }).first().click();
		const actions = actionsOf(node);
		await panel.getByText(actions[0], { exact: true }).waitFor();
		await editor.takePicture(`actions-${node.name.split('.').pop()}`, panel);

		expect(await panel.getByTestId('node-creator-item-name').allInnerTexts()).toEqual(
			expect.arrayContaining(actions),
		);
	});
});

function iconOf(displayName: string, theme: 'light' | 'dark'): string {
	const iconUrl = nodes.find((node) => node.displayName === displayName)?.iconUrl;
	return typeof iconUrl === 'object' ? `/${iconUrl[theme]}` : `/${iconUrl}`;
}

/** The parts of a browser's image element that are read; the types of the browser itself are not loaded. */
interface Picture {
	src: string;
	naturalWidth: number;
	naturalHeight: number;
	decode(): Promise<void>;
}

async function readImage(image: Locator): Promise<{ source: string; isDrawn: boolean }> {
	return await image.evaluate(async (element) => {
		const picture = element as unknown as Picture;
		await picture.decode();
		return {
			source: new URL(picture.src).pathname,
			isDrawn: picture.naturalWidth > 0 && picture.naturalHeight > 0,
		};
	});
}

function actionsOf({ properties }: INodeTypeDescription): string[] {
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options }) => options as INodePropertyOptions[])
		.flatMap(({ action }) => action ?? []);
}
