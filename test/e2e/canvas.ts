import type { Locator, Page } from 'playwright-core';

/** A rectangle on the screen. */
export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** Something on the canvas, with its label. */
export interface Shape {
	name: string;
	box: Box;
}

/** A sticky note and the text in it. */
export interface Note extends Shape {
	text: Box;
}

/** Shows the whole open workflow and waits until it stands still. */
export async function showAll(page: Page): Promise<void> {
	await page.getByTestId('zoom-to-fit').click();
	// Away from everything that shows more under the mouse.
	await page.mouse.move(page.viewportSize()!.width / 2, 1);
	const lastNode = await page.getByTestId('canvas-node').last().elementHandle();
	await lastNode?.waitForElementState('stable');
}

/** The nodes of the open workflow, each with its label. */
export async function nodesOn(page: Page): Promise<Shape[]> {
	const nodes = await page.getByTestId('canvas-node').all();
	return await Promise.all(
		nodes.map(async (node) => {
			const name = (await node.getAttribute('data-node-name')) ?? '';
			const label = await boxOf(node.getByText(name, { exact: true }).first());
			return { name, box: around(await boxOf(node), label) };
		}),
	);
}

/** The sticky notes of the open workflow. */
export async function notesOn(page: Page): Promise<Note[]> {
	const notes = await page.getByTestId('sticky').all();
	return await Promise.all(
		notes.map(async (note) => {
			const blocks = note.locator('h1:visible, h2:visible, h3:visible, p:visible, li:visible');
			const [first, last] = [await boxOf(blocks.first()), await boxOf(blocks.last())];
			const name = await blocks.first().innerText();
			return { name, box: await boxOf(note), text: around(first, last) };
		}),
	);
}

export function isWithin(inner: Box, outer: Box): boolean {
	return (
		inner.x >= outer.x &&
		inner.y >= outer.y &&
		inner.x + inner.width <= outer.x + outer.width &&
		inner.y + inner.height <= outer.y + outer.height
	);
}

export function overlap(one: Box, other: Box): boolean {
	return (
		one.x < other.x + other.width &&
		other.x < one.x + one.width &&
		one.y < other.y + other.height &&
		other.y < one.y + one.height
	);
}

async function boxOf(part: Locator): Promise<Box> {
	return (await part.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
}

function around(one: Box, other: Box): Box {
	const [x, y] = [Math.min(one.x, other.x), Math.min(one.y, other.y)];
	return {
		x,
		y,
		width: Math.max(one.x + one.width, other.x + other.width) - x,
		height: Math.max(one.y + one.height, other.y + other.height) - y,
	};
}
