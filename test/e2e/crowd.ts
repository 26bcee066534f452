import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { Locator } from 'playwright-core';

import type { ProviderName, Sandbox } from '../../sandbox';
import { logInToN8n } from '../../scripts/start/n8nApi';
import {
	closeNode,
	deleteWorkflow,
	openEditor,
	openNode,
	openWorkflow,
	type Editor,
} from './editor';
import { nodeTypeOf, openAccounts } from './ownAccounts';
import { runningServers } from './servers';

/** A form to open in the editor. */
export interface CrowdForm {
	name: string;
	provider: ProviderName;
	/** What is chosen in it so far. */
	parameters: IDataObject;
	/** Whether its credential is one that the provider refuses. */
	isRefused?: boolean;
}

/** The editor with forms of accounts that hold 450 of everything. */
export interface Crowd {
	/** The accounts, of this test alone. */
	sandbox: Sandbox;
	editor: Editor;
	/** Opens one of the forms by its name, after the one that is open. */
	open: (name: string) => Promise<Locator>;
	close: () => Promise<void>;
}

/** Opens the accounts, and a workflow with one node per form. */
export async function openCrowd(forms: CrowdForm[]): Promise<Crowd> {
	const api = await logInToN8n(runningServers().port);
	const accounts = await openAccounts(api, 'many');
	const { sandbox, credentials, refusedCredentials } = accounts;
	const workflowId = `e2e-${randomUUID()}`;
	await api.call('POST', '/workflows', {
		id: workflowId,
		name: 'Forms of crowded accounts',
		nodes: forms.map(({ name, provider, parameters, isRefused }, index) => ({
			id: randomUUID(),
			name,
			type: nodeTypeOf[provider],
			typeVersion: 1,
			position: [index * 240, 0],
			parameters,
			credentials: (isRefused ? refusedCredentials : credentials)[provider],
		})),
		connections: {},
	});
	const editor = await openEditor();
	await openWorkflow(editor, workflowId);
	return {
		sandbox,
		editor,
		open: async (name) => {
			if (await editor.page.getByTestId('ndv').isVisible()) await closeNode(editor);
			return (await openNode(editor, name)).getByTestId('node-parameters').first();
		},
		close: async () => {
			await deleteWorkflow(editor, workflowId);
			await editor.close();
			await accounts.close();
		},
	};
}
