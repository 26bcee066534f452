import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { packageName } from './builtPackage';
import { examplesFolder } from './folders';
import type { N8nApi } from './n8nApi';
import type { RunningSandbox } from './sandboxServer';

/** The parts of an exported workflow we read. */
export interface Workflow {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
}

interface WorkflowNode {
	name: string;
	type: string;
	typeVersion: number;
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
}

interface SavedCredential {
	id: string;
	name: string;
	type: string;
}

/** A workflow of `examples/`; its id in n8n is its file's name, so that every start finds it again. */
export interface Example {
	id: string;
	workflow: Workflow;
}

/** All workflows of `examples/`, by file name. */
export async function readExamples(): Promise<Example[]> {
	const fileNames = (await readdir(examplesFolder)).filter((name) => name.endsWith('.json')).sort();
	return await Promise.all(
		fileNames.map(async (fileName) => ({
			id: basename(fileName, '.json'),
			workflow: JSON.parse(await readFile(join(examplesFolder, fileName), 'utf8')) as Workflow,
		})),
	);
}

/**
 * Puts credentials for the sandbox and the examples into n8n, in place of those of an earlier start.
 * @throws StartFailure when n8n did not load our nodes, or refuses one of the requests
 */
export async function fillWorkspace(
	api: N8nApi,
	sandbox: RunningSandbox,
	examples: Example[],
): Promise<void> {
	const credentialTypes = await readCredentialTypes(api, examples);
	const credentials = await saveCredentials(api, sandbox);
	for (const { id, workflow } of examples) {
		const nodes = workflow.nodes.map((node) => {
			const credential = credentials.find(({ type }) => type === credentialTypes.get(node.type));
			return credential === undefined ? node : withCredential(node, credential);
		});
		await saveWorkflow(api, id, { ...workflow, nodes });
	}
}

/** For each of our nodes the type of its credential, by n8n's own account of the nodes it loaded. */
async function readCredentialTypes(
	api: N8nApi,
	examples: Example[],
): Promise<Map<string, string | undefined>> {
	const nodes = examples.flatMap(({ workflow }) => workflow.nodes);
	const ours = nodes.filter(({ type }) => type.startsWith(`${packageName}.`));
	const entries = ours.map(async ({ type, typeVersion }) => {
		const [node] = await api.call<NodeDescription[]>('POST', '/node-types', {
			nodeInfos: [{ name: type, version: typeVersion }],
		});
		return [type, node?.credentials?.[0]?.name] as const;
	});
	return new Map(await Promise.all(entries));
}

interface NodeDescription {
	credentials?: Array<{ name: string }>;
}

async function saveCredentials(
	api: N8nApi,
	{ providers: { zenoti, knolyx, swoogo } }: RunningSandbox,
): Promise<SavedCredential[]> {
	const wanted = [
		{
			name: 'Zenoti (sandbox)',
			type: 'zenotiApi',
			data: { ...zenoti.credentials, baseUrl: zenoti.url },
		},
		{
			name: 'Knolyx (sandbox)',
			type: 'knolyxApi',
			data: { ...knolyx.credentials, baseUrl: knolyx.url },
		},
		{
			name: 'Swoogo (sandbox)',
			type: 'swoogoOAuth2Api',
			data: { ...swoogo.credentials, baseUrl: `${swoogo.url}/api/v1` },
		},
	];
	const known = await api.call<SavedCredential[]>('GET', '/credentials');
	return await Promise.all(
		wanted.map(async (credential) => {
			const earlier = known.find(
				({ name, type }) => name === credential.name && type === credential.type,
			);
			return earlier === undefined
				? await api.call<SavedCredential>('POST', '/credentials', credential)
				: await api.call<SavedCredential>('PATCH', `/credentials/${earlier.id}`, credential);
		}),
	);
}

/** Exported examples name no credential. */
function withCredential(node: WorkflowNode, { id, name, type }: SavedCredential): WorkflowNode {
	return { ...node, credentials: { [type]: { id, name } } };
}

async function saveWorkflow(api: N8nApi, id: string, workflow: Workflow): Promise<void> {
	const { name, nodes, connections, settings } = workflow;
	const content = { name, nodes, connections, settings };
	const earlier = await api.find<{ isArchived: boolean }>(`/workflows/${id}`);
	if (earlier === undefined) {
		await api.call('POST', '/workflows', { id, ...content });
		return;
	}
	if (earlier.isArchived) await api.call('POST', `/workflows/${id}/unarchive`, {});
	await api.call('PATCH', `/workflows/${id}`, content);
}
