import { readdirSync } from 'node:fs';

import { examplesFolder } from '../../scripts/start/folders';
import { isWithin, nodesOn, notesOn, overlap, showAll } from './canvas';
import { openEditor, openWorkflow, type Editor } from './editor';

const examples = readdirSync(examplesFolder).map((file) => file.replace('.json', ''));
let editor: Editor;

beforeAll(async () => {
	editor = await openEditor();
});

afterAll(async () => await editor.close());

test.each(examples)('%s can be read: nothing lies on anything else', async (id) => {
	const { page } = editor;
	await openWorkflow(editor, id);
	await showAll(page);
	await editor.takePicture(`canvas-${id}`, page.getByTestId('canvas-wrapper'));
	const [nodes, notes] = [await nodesOn(page), await notesOn(page)];
	expect(nodes.length).toBeGreaterThan(0);
	expect(notes.length).toBeGreaterThan(0);

	const clashes = [
		...pairsOf(nodes).filter(([one, other]) => overlap(one.box, other.box)),
		...pairsOf(notes).filter(([one, other]) => overlap(one.box, other.box)),
		// A note may frame nodes.
		...notes.flatMap((note) =>
			nodes
				.filter(({ box }) =>
					isWithin(box, note.box) ? overlap(box, note.text) : overlap(box, note.box),
				)
				.map((node) => [node, note] as const),
		),
	];
	expect(clashes.map(([one, other]) => `${one.name} lies on ${other.name}`)).toEqual([]);
	const cut = notes.filter(({ box, text }) => !isWithin(text, box));
	expect(cut.map(({ name }) => name)).toEqual([]);
});

function pairsOf<Thing>(things: Thing[]): Array<[Thing, Thing]> {
	return things.flatMap((one, index) =>
		things.slice(index + 1).map((other): [Thing, Thing] => [one, other]),
	);
}
