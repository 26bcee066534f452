import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, selectors, type Browser, type Locator, type Page } from 'playwright-core';

import { hostFolder } from '../../scripts/start/folders';
import { demoLogin } from '../../scripts/start/n8nApi';
import { runningServers } from './servers';

/** Where every test leaves its pictures, for people to look at. */
export const screenshotFolder = join(hostFolder, 'screenshots');

// The attribute by which n8n's own browser tests find things.
selectors.setTestIdAttribute('data-test-id');

export type Theme = 'light' | 'dark';

/** n8n's editor in a browser, with the owner logged in. */
export interface Editor {
	page: Page;
	/** Opens a page by its path, e.g. `/workflow/register-people`. */
	open: (path: string) => Promise<void>;
	/** Saves what is seen, or only `part` of it, as `<name>.png`. */
	takePicture: (name: string, part?: Locator) => Promise<void>;
	close: () => Promise<void>;
}

/**
 * Starts a browser and logs in to n8n.
 * @throws Error when there is no browser, or n8n refuses the login
 */
export async function openEditor(theme: Theme = 'light'): Promise<Editor> {
	const { url } = runningServers();
	const browser = await launchBrowser();
	const context = await browser.newContext({
		baseURL: url,
		viewport: { width: 1600, height: 900 },
		// n8n's theme follows the system until a person chooses another.
		colorScheme: theme,
		locale: 'en-US',
	});
	context.setDefaultTimeout(30_000);
	const login = await context.request.post('/rest/login', {
		data: { emailOrLdapLoginId: demoLogin.email, password: demoLogin.password },
	});
	if (!login.ok()) throw new Error(`n8n refused the login: ${await login.text()}`);
	const page = await context.newPage();
	mkdirSync(screenshotFolder, { recursive: true });
	return {
		page,
		open: async (path) => void (await page.goto(path)),
		takePicture: async (name, part) => {
			const path = join(screenshotFolder, `${name}.png`);
			await (part ?? page).screenshot({ path, animations: 'disabled' });
		},
		close: async () => await browser.close(),
	};
}

/**
 * The browser's program: `CHROMIUM_PATH`, else Debian's Chromium.
 * @throws Error when it is not there
 */
export function browserProgram(): string {
	const program = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
	if (existsSync(program)) return program;
	throw new Error(
		`There is no browser at ${program}. Install Chromium (on Debian: apt-get install chromium), ` +
			'or set CHROMIUM_PATH to the program of Chromium or Chrome.',
	);
}

async function launchBrowser(): Promise<Browser> {
	return await chromium.launch({
		executablePath: browserProgram(),
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
}

/** Opens a workflow and waits until it is drawn. */
export async function openWorkflow(editor: Editor, workflowId: string): Promise<void> {
	await editor.open(`/workflow/${workflowId}`);
	await editor.page.getByTestId('canvas-node').first().waitFor();
}

/** Opens a node's form; the workflow must be drawn. */
export async function openNode({ page }: Editor, name: string): Promise<Locator> {
	await page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
	const form = page.getByTestId('ndv');
	await form.getByTestId('node-parameters').first().waitFor();
	return form;
}

/** Goes back from a node's form to the workflow. */
export async function closeNode({ page }: Editor): Promise<void> {
	await page.getByTestId('ndv-close-button').click();
	await page.getByTestId('ndv').waitFor({ state: 'hidden' });
}

/** Removes a workflow that a test saved. */
export async function deleteWorkflow({ page }: Editor, workflowId: string): Promise<void> {
	const { request } = page.context();
	await request.post(`/rest/workflows/${workflowId}/archive`);
	await request.delete(`/rest/workflows/${workflowId}`);
}
