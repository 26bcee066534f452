import type { IDataObject, IRunData } from 'n8n-workflow';

import { packageName } from '../../scripts/start/builtPackage';
import type { N8nApi } from '../../scripts/start/n8nApi';

/** n8n's address as the providers know it; nothing answers there, the sandbox is told where it is here. */
export const publicOrigin = 'https://hooks.example.test';

export interface CredentialReference {
	id: string;
	name: string;
}

export async function saveCredential(
	api: N8nApi,
	type: string,
	data: Record<string, unknown>,
): Promise<CredentialReference> {
	const name = `${type} of the test`;
	const saved = await api.call<CredentialReference>('POST', '/credentials', { name, type, data });
	return { id: saved.id, name };
}

export interface TriggerWorkflow {
	name: string;
	/** `knolyxCommunityTrigger`, … */
	trigger: string;
	/** Names the address of the trigger. */
	webhookId: string;
	credentials: Record<string, CredentialReference>;
}

interface SavedWorkflow {
	id: string;
	versionId: string;
	nodes: Array<{ name: string }>;
}

/** Saves a workflow of nothing but the trigger, which takes every event. */
export async function saveWorkflow(api: N8nApi, wanted: TriggerWorkflow): Promise<string> {
	const { name, trigger, webhookId, credentials } = wanted;
	const node = {
		id: `node-${webhookId}`,
		name: 'Trigger',
		type: `${packageName}.${trigger}`,
		typeVersion: 1,
		position: [0, 0],
		webhookId,
		parameters: { events: ['*'] },
		credentials,
	};
	const settings = { executionOrder: 'v1' };
	const workflow = { name, nodes: [node], connections: {}, settings };
	return (await api.call<SavedWorkflow>('POST', '/workflows', workflow)).id;
}

interface Publication {
	status: 'in_progress' | 'not_published' | 'published' | 'partial' | 'failed';
	triggers: Array<{ status: string; errorMessage: string | null }>;
}

/** Publishes the workflow as it is saved; n8n answers before it has asked the trigger, so this waits for that. */
export async function publish(api: N8nApi, id: string): Promise<Publication> {
	const { versionId } = await api.call<SavedWorkflow>('GET', `/workflows/${id}`);
	await api.call('POST', `/workflows/${id}/activate`, { versionId });
	return await publicationOf(api, id);
}

export async function unpublish(api: N8nApi, id: string): Promise<void> {
	await api.call('POST', `/workflows/${id}/deactivate`, {});
	await publicationOf(api, id);
}

const lookAgainMilliseconds = 50;

async function publicationOf(api: N8nApi, id: string): Promise<Publication> {
	for (;;) {
		const publication = await api.call<Publication>('GET', `/workflows/${id}/publication-status`);
		if (publication.status !== 'in_progress') return publication;
		await new Promise((resolve) => setTimeout(resolve, lookAgainMilliseconds));
	}
}

/** Gives the trigger another name, as somebody may do in the editor; not published by itself. */
export async function renameTrigger(api: N8nApi, id: string, name: string): Promise<void> {
	const { nodes, versionId } = await api.call<SavedWorkflow>('GET', `/workflows/${id}`);
	const [trigger] = nodes;
	await api.call('PATCH', `/workflows/${id}`, { nodes: [{ ...trigger, name }], versionId });
}

/** Clicks "Listen for test event". */
export async function listenForTest(api: N8nApi, id: string): Promise<void> {
	const { nodes } = await api.call<SavedWorkflow>('GET', `/workflows/${id}`);
	const triggerToStartFrom = { name: nodes[0]!.name };
	await api.call('POST', `/workflows/${id}/run`, { triggerToStartFrom });
}

export async function stopTest(api: N8nApi, id: string): Promise<void> {
	await api.call('DELETE', `/test-webhook/${id}`);
}

export interface Execution {
	status: string;
	mode: string;
	/** What the trigger handed to the workflow. */
	item: IDataObject | undefined;
}

interface ExecutionPage {
	data: Array<{ status: string; mode: string; data?: { resultData?: { runData?: IRunData } } }>;
	nextCursor: string | null;
}

/** A key for n8n's public API, which alone lists executions with their data. */
export async function readingKey(api: N8nApi): Promise<string> {
	const scopes = ['execution:list', 'execution:read'];
	const wanted = { label: 'test', expiresAt: null, scopes };
	return (await api.call<{ rawApiKey: string }>('POST', '/api-keys', wanted)).rawApiKey;
}

/** All executions of a workflow that n8n keeps. */
export async function executionsOf(url: string, key: string, id: string): Promise<Execution[]> {
	const executions: Execution[] = [];
	for (let cursor: string | null = ''; cursor !== null; ) {
		const page: ExecutionPage = await readPage(url, key, id, cursor);
		executions.push(
			...page.data.map(({ status, mode, data }) => {
				const [[run] = []] = Object.values(data?.resultData?.runData ?? {});
				return { status, mode, item: run?.data?.main[0]?.[0]?.json };
			}),
		);
		cursor = page.nextCursor;
	}
	return executions;
}

async function readPage(url: string, key: string, id: string, cursor: string) {
	const query = new URLSearchParams({ workflowId: id, includeData: 'true', limit: '250' });
	if (cursor !== '') query.set('cursor', cursor);
	const headers = { 'X-N8N-API-KEY': key };
	const response = await fetch(`${url}/api/v1/executions?${query}`, { headers });
	if (!response.ok) throw new Error(`n8n does not list its executions: ${response.status}`);
	return (await response.json()) as ExecutionPage;
}
