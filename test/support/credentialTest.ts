import './n8nFolder';

import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	NodeConnectionTypes,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialTestRequest,
	type INode,
	type INodeExecutionData,
	type INodeType,
} from 'n8n-workflow';

import { loadPackage, type LoadedPackage } from './builtPackage';
import { CredentialStore } from './credentialStore';
import { additionalDataFor } from './serverData';

/** What n8n's editor shows below a credential after "Test". */
export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
}

/** n8n passes every test request through a declarative node with one parameter that carries the request. */
const testingNodeType = (credentialType: string, test: ICredentialTestRequest): INodeType => ({
	description: {
		displayName: 'Credential test',
		name: 'credentialTest',
		group: ['transform'],
		version: 1,
		description: 'Sends a credential’s test request',
		defaults: { name: 'Credential test' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: credentialType, required: true }],
		properties: [
			{
				displayName: 'Temp',
				name: 'temp',
				type: 'string',
				default: '',
				routing: { request: test.request },
			},
		],
	},
});

interface RequestFailure {
	message: string;
	cause?: { code?: string; response?: { status: number; statusText: string } };
}

function wordFailure(failure: RequestFailure, rules: ICredentialTestRequest['rules']): string {
	const { response, code } = failure.cause ?? {};
	if (!response) return code ?? failure.message;
	for (const rule of rules ?? []) {
		if (rule.type === 'responseCode' && rule.properties.value === response.status) {
			return rule.properties.message;
		}
	}
	return response.statusText || `Received HTTP status code: ${response.status}`;
}

const valueAt = (record: unknown, path: string): unknown =>
	path
		.split('.')
		.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], record);

function wordSuccess(
	items: INodeExecutionData[][] | undefined,
	rules: ICredentialTestRequest['rules'],
): CredentialTestResult {
	const body = items?.[0]?.[0]?.json;
	for (const rule of rules ?? []) {
		if (rule.type !== 'responseSuccessBody') continue;
		if (valueAt(body, rule.properties.key) === rule.properties.value) {
			return { status: 'Error', message: rule.properties.message };
		}
	}
	return { status: 'OK', message: 'Connection successful!' };
}

/**
 * Presses "Test" on a credential: runs the credential class's `test` request as n8n's server does and words the
 * answer as n8n's editor shows it. As in the editor, an OAuth2 credential fetches a fresh token for it.
 *
 * @throws when the credential type has no `test` request.
 * Source: https://github.com/n8n-io/n8n/blob/master/packages/cli/src/services/credentials-tester.service.ts
 */
export async function testCredential(
	credentialType: string,
	data: ICredentialDataDecryptedObject,
	givenPackage?: LoadedPackage,
): Promise<CredentialTestResult> {
	const loadedPackage = givenPackage ?? (await loadPackage());
	const { test } = loadedPackage.getCredentialType(credentialType);
	if (!test) throw new Error(`The credential type ${credentialType} has no test request`);

	const fields = { ...data };
	delete fields.oauthTokenData;
	const store = new CredentialStore(loadedPackage);
	const nodeType = testingNodeType(credentialType, test);
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: 'test.credentialTest',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [credentialType]: store.add(credentialType, fields) },
	};
	const routing = await routingNodeFor(node, nodeType, store, credentialType);
	try {
		return wordSuccess(await routing.runNode(), test.rules);
	} catch (error) {
		return { status: 'Error', message: wordFailure(error as RequestFailure, test.rules) };
	}
}

async function routingNodeFor(
	node: INode,
	nodeType: INodeType,
	store: CredentialStore,
	credentialType: string,
): Promise<RoutingNode> {
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		},
	});
	const additionalData = additionalDataFor(store);
	const reference = node.credentials![credentialType]!;
	const resolved = await store.getDecrypted(additionalData, reference, credentialType, 'internal');
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	const decrypted = { id: reference.id!, name: reference.name, type: credentialType };
	return new RoutingNode(context, nodeType, { ...decrypted, data: resolved });
}
