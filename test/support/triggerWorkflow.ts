import './n8nFolder';

import { HookContext, WebhookContext } from 'n8n-core';
import {
	NodeHelpers,
	Workflow,
	type IDataObject,
	type INode,
	type INodeParameters,
	type INodeType,
	type IWebhookData,
	type IWebhookDescription,
	type IWorkflowExecuteAdditionalData,
	type WorkflowActivateMode,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import type { LoadedPackage } from './builtPackage';
import { CredentialStore } from './credentialStore';
import { additionalDataFor } from './serverData';
import type { Incoming, Outgoing } from './webhookRequests';
import { toNode, type CredentialData } from './workflowNode';

/** What n8n is told about its own address when a test says nothing else. */
export const publicOrigin = 'https://n8n.example.test';

export interface TriggerOptions {
	type: string;
	parameters: INodeParameters;
	credentials?: CredentialData;
	/** n8n's address as seen from outside. */
	origin?: string;
	/** A new one if not given: what a process remembers hangs on it. */
	workflowId?: string;
	/** Names the address, a new one if not given; a copy that kept it has the same address. */
	webhookId?: string;
}

/** Whether the published workflow is meant, or a test in the editor. */
export type Use = 'live' | 'test';

/** A saved workflow of one webhook trigger, and n8n's contexts for it. */
export class TriggerWorkflow {
	readonly node: INode;
	readonly nodeType: INodeType;
	private readonly additionalData: IWorkflowExecuteAdditionalData;
	/** The static data that each workflow was made of, before n8n began to watch it for changes. */
	private readonly rawData = new WeakMap<Workflow, IDataObject>();

	constructor(
		private readonly options: TriggerOptions & { workflowId: string; webhookId: string },
		private readonly loadedPackage: LoadedPackage,
	) {
		const { type, parameters, credentials = {}, origin = publicOrigin, webhookId } = options;
		const { nodeTypes } = loadedPackage;
		const store = new CredentialStore(loadedPackage);
		const definition = { name: 'Trigger', type, parameters };
		this.node = { ...toNode(definition, 0, store, nodeTypes, credentials), webhookId };
		this.nodeType = nodeTypes.getByNameAndVersion(type, 1);
		this.additionalData = {
			...additionalDataFor(store),
			webhookBaseUrl: `${origin}/webhook`,
			webhookTestBaseUrl: `${origin}/webhook-test`,
		};
	}

	/** As the provider must know it. */
	publicUrl(use: Use): string {
		const { webhookBaseUrl, webhookTestBaseUrl } = this.additionalData;
		return `${use === 'live' ? webhookBaseUrl : webhookTestBaseUrl}/${this.path}`;
	}

	get description(): IWebhookDescription {
		return this.nodeType.description.webhooks![0];
	}

	/** Each is registered and set up by itself. */
	get methods(): string[] {
		return String(this.description.httpMethod).split(',');
	}

	/** The workflow as n8n makes it for one set-up or one request. */
	load(staticData: IDataObject): Workflow {
		const workflow = this.make(staticData);
		this.rawData.set(workflow, staticData);
		return workflow;
	}

	/** n8n makes another workflow of the same data for the execution: from then on n8n takes the first for unchanged. */
	loadAgain(workflow: Workflow): void {
		this.make(this.rawData.get(workflow)!);
	}

	hookContext(
		workflow: Workflow,
		mode: WorkflowExecuteMode,
		activation: WorkflowActivateMode,
		use: Use,
	): HookContext {
		const node = workflow.getNode(this.node.name)!;
		const data = this.webhookData(use);
		return new HookContext(workflow, node, this.additionalData, mode, activation, data);
	}

	webhookContext(
		workflow: Workflow,
		use: Use,
		request: Incoming,
		response: Outgoing,
	): WebhookContext {
		const httpRequest = request as unknown as IWorkflowExecuteAdditionalData['httpRequest'];
		const httpResponse = response as unknown as IWorkflowExecuteAdditionalData['httpResponse'];
		return new WebhookContext(
			workflow,
			workflow.getNode(this.node.name)!,
			{ ...this.additionalData, httpRequest, httpResponse },
			use === 'live' ? 'webhook' : 'manual',
			this.webhookData(use),
			[],
			null,
		);
	}

	private make(staticData: IDataObject): Workflow {
		return new Workflow({
			id: this.options.workflowId,
			name: 'Test workflow',
			nodes: [structuredClone(this.node)],
			connections: {},
			active: true,
			nodeTypes: this.loadedPackage.nodeTypes,
			staticData,
			settings: {},
		});
	}

	private webhookData(use: Use): IWebhookData {
		return {
			httpMethod: 'POST',
			node: this.node.name,
			path: this.path,
			webhookDescription: this.description,
			workflowId: this.options.workflowId,
			workflowExecuteAdditionalData: this.additionalData,
			isTest: use === 'test',
		};
	}

	private get path(): string {
		const { workflowId } = this.options;
		return NodeHelpers.getNodeWebhookPath(workflowId, this.node, this.description.path);
	}
}
