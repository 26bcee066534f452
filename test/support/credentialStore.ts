import { getAdditionalKeys } from 'n8n-core';
import {
	ICredentialsHelper,
	isExpression,
	NodeHelpers,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type ICredentialsExpressionResolveValues,
	type IExecuteData,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeParameters,
	type INodeProperties,
	type IRequestOptionsSimplified,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import type { LoadedPackage } from './builtPackage';

/** n8n drops stored values of these fields when the credential type hides them: the type decides, not the data. */
const fieldsPinnedByHiding = [
	'useDynamicClientRegistration',
	'authUrl',
	'accessTokenUrl',
	'grantType',
	'authentication',
	'usePkce',
	'requestTokenUrl',
	'signatureMethod',
];

const anyNode: INode = {
	id: 'credential',
	name: 'Credential',
	type: 'test.pass',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const credentialIds = new WeakMap<ICredentialDataDecryptedObject, string>();
let lastCredentialNumber = 0;

// The same data object is the same credential in every run of this process: budgets hang on its id.
function credentialIdOf(data: ICredentialDataDecryptedObject): string {
	let id = credentialIds.get(data);
	if (id === undefined) {
		lastCredentialNumber += 1;
		id = `credential-${lastCredentialNumber}`;
		credentialIds.set(data, id);
	}
	return id;
}

/**
 * The part of n8n's server that engine runs need: credentials with their defaults, inherited fields and
 * expressions resolved, the credential type's `authenticate` applied, renewed OAuth2 tokens kept.
 * A token is written to `oauthTokenData` of the very object a test handed in, so later runs with it see the token.
 * Source: https://github.com/n8n-io/n8n/blob/master/packages/cli/src/credentials-helper.ts
 */
export class CredentialStore extends ICredentialsHelper {
	private readonly dataById = new Map<string, ICredentialDataDecryptedObject>();

	constructor(private readonly loadedPackage: LoadedPackage) {
		super();
	}

	/** Keeps `data` and returns how a node refers to it. */
	add(type: string, data: ICredentialDataDecryptedObject): INodeCredentialsDetails {
		const id = credentialIdOf(data);
		this.dataById.set(id, data);
		return { id, name: `${type} of the test` };
	}

	getParentTypes(name: string): string[] {
		const parents = this.loadedPackage.getCredentialType(name).extends ?? [];
		return parents.flatMap((parent) => [parent, ...this.getParentTypes(parent)]);
	}

	isCredentialUsableByNode(credentialType: string, nodeType: string): boolean {
		if (!this.loadedPackage.getCredentialType(credentialType).restrictToSupportedNodes) return true;
		const supported = this.loadedPackage.supportedNodes(credentialType);
		return supported.some((name) => nodeType === `${this.loadedPackage.name}.${name}`);
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		const { extends: parents = [], properties } = this.loadedPackage.getCredentialType(type);
		const merged: INodeProperties[] = [];
		for (const parent of parents) {
			NodeHelpers.mergeNodeProperties(merged, this.getCredentialsProperties(parent));
		}
		NodeHelpers.mergeNodeProperties(merged, properties);
		return merged;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		const options = requestOptions as IHttpRequestOptions;
		const { authenticate } = this.loadedPackage.getCredentialType(typeName);
		if (typeof authenticate === 'function') return await authenticate(credentials, options);
		if (!authenticate) return options;
		if (!workflow || !node) throw new Error('n8n authenticates only with a workflow and a node');

		const resolveText = (text: unknown) =>
			isExpression(text)
				? (workflow.expression
						.getSimpleParameterValue(
							node,
							text,
							'internal',
							{ $credentials: credentials },
							undefined,
							'',
						)
						?.toString() ?? '')
				: text;
		const request = options as unknown as Record<string, Record<string, unknown>>;
		for (const [part, values] of Object.entries({ headers: {}, ...authenticate.properties })) {
			request[part] ??= {};
			for (const [key, value] of Object.entries(values as Record<string, unknown>)) {
				request[part][String(resolveText(key))] = resolveText(value);
			}
		}
		return options;
	}

	async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		nodeCredentials: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		expressionResolveValues?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const stored = this.dataOf(nodeCredentials);
		if (raw) return { ...stored };
		const filled = this.withDefaults(type, stored);
		const keys = getAdditionalKeys(additionalData, mode, null, { isCredential: true });
		if (!expressionResolveValues) return this.resolveAlone(filled, mode, keys);
		const { workflow, runExecutionData, runIndex, itemIndex, node, connectionInputData } =
			expressionResolveValues;
		return workflow.expression.getParameterValue(
			filled as INodeParameters,
			runExecutionData,
			runIndex,
			itemIndex,
			node.name,
			connectionInputData,
			mode,
			keys,
			executeData,
			false,
			filled,
		) as ICredentialDataDecryptedObject;
	}

	async updateCredentialsOauthTokenData(
		nodeCredentials: INodeCredentialsDetails,
		_type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		const stored = this.dataOf(nodeCredentials);
		if (data.oauthTokenData !== undefined) stored.oauthTokenData = data.oauthTokenData;
	}

	async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getCredentials(): Promise<ICredentials> {
		throw new Error('Tests keep no encrypted credentials');
	}

	async updateCredentials(): Promise<void> {
		throw new Error('Only OAuth2 tokens are updated in tests');
	}

	private dataOf({ id, name }: INodeCredentialsDetails): ICredentialDataDecryptedObject {
		const data = id ? this.dataById.get(id) : undefined;
		if (!data) throw new Error(`The credential "${name}" was not given to this run`);
		return data;
	}

	private withDefaults(
		type: string,
		stored: ICredentialDataDecryptedObject,
	): ICredentialDataDecryptedObject {
		const properties = this.getCredentialsProperties(type);
		const given = { ...stored };
		for (const property of properties) {
			const isPinned = property.type === 'hidden' && fieldsPinnedByHiding.includes(property.name);
			if (isPinned) delete given[property.name];
		}
		const parameters = given as INodeParameters;
		const filled = NodeHelpers.getNodeParameters(properties, parameters, true, false, null, null);
		const token = stored.oauthTokenData;
		return {
			...(filled as ICredentialDataDecryptedObject),
			...(token === undefined ? {} : { oauthTokenData: token }),
		};
	}

	private resolveAlone(
		filled: ICredentialDataDecryptedObject,
		mode: WorkflowExecuteMode,
		keys: ReturnType<typeof getAdditionalKeys>,
	): ICredentialDataDecryptedObject {
		const { nodeTypes } = this.loadedPackage;
		const workflow = new Workflow({ nodes: [anyNode], connections: {}, active: false, nodeTypes });
		return workflow.expression.getComplexParameterValue(
			anyNode,
			filled as INodeParameters,
			mode,
			keys,
			undefined,
			undefined,
			filled,
		) as ICredentialDataDecryptedObject;
	}
}
