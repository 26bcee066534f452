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

	beforeAll(async () => {
		editor = await openEditor();
		await openWorkflow(editor, mainExampleId);
		await editor.page.keyboard.press('n');
	});

	afterEach(async () => {
		await editor.page.getByTestId('node-creator').getByRole('button').first().click();
	});

	afterAll(async () => await editor.close());

	test.each(entriesOf(nodes))(
		'of $name are its operations, and below them the events that start a workflow',
		async ({ name, actions, events }) => {
			const { page } = editor;
			const panel = page.getByTestId('node-creator');
			await page.getByTestId('node-creator-search-bar').fill(name);
			await panel.getByText(name, { exact: true }).first().click();
			await panel
				.getByText(/^(Actions|Triggers) \(\d+\)$/)
				.first()
				.waitFor();
			await editor.takePicture(`actions-${name}`, panel);

			expect(await panel.getByTestId('node-creator-item-name').allInnerTexts()).toEqual(
				expect.arrayContaining(actions),
			);
			const triggers = panel.getByText(`Triggers (${events.length})`, { exact: true });
			expect(await triggers.count()).toBe(events.length > 0 ? 1 : 0);
		},
	);
});

interface PanelEntry {
	name: string;
	/** What its operations do. */
	actions: string[];
	/** What starts a workflow. */
	events: string[];
}

/** As the panel shows our nodes: a trigger stands in the entry of the node of the same name, or in one of its own. */
function entriesOf(all: INodeTypeDescription[]): PanelEntry[] {
	const names = new Set(all.map(entryNameOf));
	return [...names].map((name) => {
		const own = all.filter((node) => entryNameOf(node) === name);
		return { name, actions: own.flatMap(actionsOf), events: own.flatMap(eventsOf) };
	});
}

function entryNameOf({ displayName }: INodeTypeDescription): string {
	return displayName.replace(/ Trigger$/, '');
}

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

function actionsOf(node: INodeTypeDescription): string[] {
	return optionsOf(node, 'operation').flatMap(({ action }) => action ?? []);
}

function eventsOf(node: INodeTypeDescription): string[] {
	return optionsOf(node, 'events').map(({ name }) => name);
}

function optionsOf({ properties }: INodeTypeDescription, property: string): INodePropertyOptions[] {
	return properties
		.filter(({ name }) => name === property)
		.flatMap(({ options }) => options as INodePropertyOptions[]);
}
