import './n8nFolder';

import { LoadOptionsContext } from 'n8n-core';
import {
	Workflow,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
	type INodePropertyOptions,
	type INodeType,
	type ResourceMapperFields,
} from 'n8n-workflow';

import { loadPackage, type LoadedPackage } from './builtPackage';
import { CredentialStore } from './credentialStore';
import { additionalDataFor } from './serverData';
import { show } from './watchers';
import { toNode, type CredentialData, type TestNode } from './workflowNode';

/** The node that is open in the editor, with what its form holds so far. */
export interface EditorForm {
	node: Omit<TestNode, 'name' | 'credentials'> & { name?: string };
	credentials: CredentialData;
	loadedPackage?: LoadedPackage;
}

async function openForm(
	form: EditorForm,
): Promise<{ nodeType: INodeType; context: ILoadOptionsFunctions }> {
	const loadedPackage = form.loadedPackage ?? (await loadPackage());
	const { nodeTypes } = loadedPackage;
	const store = new CredentialStore(loadedPackage);
	const node = toNode({ name: 'Node', ...form.node }, 0, store, nodeTypes, form.credentials);
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const additionalData = {
		...additionalDataFor(store),
		// The editor sends the form as it stands, so defaults are in it and expressions are not resolved.
		currentNodeParameters: node.parameters,
	};
	return {
		nodeType: nodeTypes.getByNameAndVersion(node.type, node.typeVersion),
		context: new LoadOptionsContext(workflow, node, additionalData, ''),
	};
}

/**
 * Opens a resource locator's list in the editor: one page of the node's `methods.listSearch[method]`.
 * Rejects with what the method throws.
 */
export async function searchList(
	form: EditorForm,
	method: string,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const { nodeType, context } = await openForm(form);
	const search = nodeType.methods?.listSearch?.[method];
	if (!search) throw new Error(`The node has no list search method "${method}"`);
	return await seen(form, method, search.call(context, filter, paginationToken));
}

/** Loads the choices of a field: the node's `methods.loadOptions[method]`. Rejects with what the method throws. */
export async function loadChoices(
	form: EditorForm,
	method: string,
): Promise<INodePropertyOptions[]> {
	const { nodeType, context } = await openForm(form);
	const load = nodeType.methods?.loadOptions?.[method];
	if (!load) throw new Error(`The node has no options method "${method}"`);
	return await seen(form, method, load.call(context));
}

/** Loads the fields of a resource mapper: the node's `methods.resourceMapping[method]`. */
export async function loadMapperFields(
	form: EditorForm,
	method: string,
): Promise<ResourceMapperFields> {
	const { nodeType, context } = await openForm(form);
	const load = nodeType.methods?.resourceMapping?.[method];
	if (!load) throw new Error(`The node has no resource mapping method "${method}"`);
	return await seen(form, method, load.call(context));
}

/** What the editor shows of it, a failure included, is shown to all who look on. */
async function seen<T>(form: EditorForm, method: string, answer: Promise<T>): Promise<T> {
	const given = { name: `the list "${method}"`, credentials: [form.credentials] };
	try {
		const value = await answer;
		show({ ...given, value });
		return value;
	} catch (error) {
		show({ ...given, value: error });
		throw error;
	}
}
