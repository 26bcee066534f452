import type { Locator } from 'playwright-core';

import { openEditor, type Editor } from './editor';
import { runningServers } from './servers';

const { zenoti, knolyx, swoogo } = runningServers().providers;

interface CredentialCase {
	name: string;
	/** As the list of credential types shows it. */
	type: string;
	labels: string[];
	/** What the sandbox accepts. */
	values: Record<string, string>;
	/** What the sandbox refuses. */
	wrong: Record<string, string>;
	/** What the form says then. */
	words: string;
}

/** n8n adds this one to every credential that may sign HTTP requests. */
const ownOfN8n = 'Allowed HTTP Request Domains';

const credentials: CredentialCase[] = [
	{
		name: 'zenotiApi',
		type: 'Zenoti API',
		labels: ['API Key', 'Base URL', 'Webhook Secret', ownOfN8n],
		values: { ...zenoti.credentials, baseUrl: zenoti.url },
		wrong: { apiKey: 'not-the-key' },
		words: "Zenoti does not know this key. Enter 'API Key' again.",
	},
	{
		name: 'knolyxApi',
		type: 'Knolyx API',
		labels: ['Project ID', 'API Key', 'Base URL', ownOfN8n],
		values: { ...knolyx.credentials, baseUrl: knolyx.url },
		wrong: { apiKey: 'not-the-key' },
		words: "Knolyx does not know this key. Enter 'Project ID' and 'API Key' again.",
	},
	{
		name: 'swoogoOAuth2Api',
		type: 'Swoogo OAuth2 API',
		labels: [ownOfN8n, 'Consumer Key', 'Consumer Secret', 'Base URL'],
		values: { ...swoogo.credentials, baseUrl: `${swoogo.url}/api/v1` },
		wrong: { consumerSecret: 'not-the-secret' },
		// n8n fetches the token itself, and no credential can change its words for a refused one.
		words: 'Failed to acquire OAuth2 access token: HTTP status 401',
	},
];

let editor: Editor;

beforeAll(async () => {
	editor = await openEditor();
});

afterAll(async () => await editor.close());

describe.each(credentials)('The form of $type', ({ name, type, labels, values, wrong, words }) => {
	let earlier: string[];
	let dialog: Locator;

	beforeAll(async () => {
		earlier = await credentialIds(editor);
		await openNewCredential(editor, type);
		dialog = editor.page.getByTestId('editCredential-modal');
	});

	afterAll(async () => {
		const added = (await credentialIds(editor)).filter((id) => !earlier.includes(id));
		const { request } = editor.page.context();
		for (const id of added) await request.delete(`/rest/credentials/${id}`);
	});

	test('shows what the provider issues, and nothing else', async () => {
		await editor.takePicture(`credential-${name}`);

		const shown = await dialog.locator('label:visible').allInnerTexts();
		// A required field has an asterisk after its label; below stands the switch to an expression.
		expect(shown.map((text) => text.split(/[\n*]/, 1)[0].trim())).toEqual(labels);
	});

	test('says what to do when the key is wrong', async () => {
		await save(editor, { ...values, ...wrong });
		await dialog.getByText('More details').click();
		await editor.takePicture(`credential-${name}-refused`);

		expect(await dialog.innerText()).toContain(words);
	});

	test('says that the connection works once everything is right', async () => {
		await save(editor, values);
		await editor.page.getByText('Connection tested successfully').first().waitFor();
		await editor.takePicture(`credential-${name}-accepted`);

		expect(
			await editor.page
				.getByText(/Couldn.t connect/)
				.first()
				.isVisible(),
		).toBe(false);
	});
});

async function openNewCredential({ page, open }: Editor, type: string): Promise<void> {
	await open('/home/credentials/create');
	await page.getByTestId('new-credential-type-select').locator('input').fill(type);
	await page.getByTestId('new-credential-type-select-option').getByText(type).first().click();
	await page.getByTestId('new-credential-type-button').click();
	await page.getByTestId('parameter-input-baseUrl').waitFor();
}

async function save({ page }: Editor, values: Record<string, string>): Promise<void> {
	for (const [name, value] of Object.entries(values)) {
		await page.getByTestId(`parameter-input-${name}`).locator('input').fill(value);
	}
	await page.getByTestId('credential-save-button').click();
}

async function credentialIds({ page }: Editor): Promise<string[]> {
	const response = await page.context().request.get('/rest/credentials');
	const { data } = (await response.json()) as { data: Array<{ id: string }> };
	return data.map(({ id }) => id);
}
