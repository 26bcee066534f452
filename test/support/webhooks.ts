import './n8nFolder';

import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { HookContext, WebhookContext } from 'n8n-core';
import {
	NodeHelpers,
	Workflow,
	type IDataObject,
	type INode,
	type INodeParameters,
	type IWebhookData,
	type IWebhookDescription,
	type IWorkflowExecuteAdditionalData,
	type WorkflowActivateMode,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { loadPackage, type LoadedPackage } from './builtPackage';
import { CredentialStore } from './credentialStore';
import { additionalDataFor } from './serverData';
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

/** What one test of n8n would find in its list of executions. */
export interface StartedExecution {
	mode: WorkflowExecuteMode;
	json: IDataObject;
}

type Use = 'live' | 'test';

/**
 * A workflow with one webhook trigger, handled as n8n's server handles it: webhooks are set up one method after the
 * other and removed for all at once, with n8n's own contexts; requests arrive over real HTTP in parallel, each with a workflow of its own whose static data
 * was read from storage; and what changed is stored again, after the execution was started, unless n8n takes it for
 * unchanged.
 * Sources: https://github.com/n8n-io/n8n/tree/master/packages/cli/src/webhooks and …/src/workflows/triggers
 */
export class TriggerHost {
	/** Oldest first. */
	readonly executions: StartedExecution[] = [];
	/** Static data as the database keeps it; a test may look at it and change it. */
	stored: IDataObject = {};
	/** Methods at which requests find the node. */
	private readonly open: Record<Use, Set<string>> = { live: new Set(), test: new Set() };
	private testStaticData: IDataObject | undefined;
	/** Called when n8n is about to start an execution: may wait, and may throw, as n8n does when its database fails. */
	beforeStart?: () => void | Promise<void>;
	private readonly rawData = new WeakMap<Workflow, IDataObject>();
	private readonly underWay = new Set<Promise<void>>();
	private readonly server = createServer((request, response) => {
		const handling = this.handle(request as Incoming, withStatus(response))
			.catch((error: Error) => {
				response.statusCode = 500;
				response.end(error.message);
			})
			.finally(() => this.underWay.delete(handling));
		this.underWay.add(handling);
	});

	private constructor(
		private options: TriggerOptions & { workflowId: string; webhookId: string },
		private loadedPackage: LoadedPackage,
	) {}

	static async start(options: TriggerOptions): Promise<TriggerHost> {
		const ids = { workflowId: randomUUID(), webhookId: randomUUID() };
		const host = new TriggerHost({ ...ids, ...options }, await loadPackage());
		await new Promise<void>((resolve) => host.server.listen(0, '127.0.0.1', resolve));
		return host;
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	/** This computer's address for what is sent to n8n's public one. */
	get localOrigin(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** Ends all connections without an answer, as a process that is killed does. */
	hangUp(): void {
		this.server.closeAllConnections();
		this.underWay.clear();
	}

	/** Resolves when everything that follows from the requests so far is done. */
	async idle(): Promise<void> {
		await Promise.all(this.underWay);
	}

	/** As the provider must know it. */
	publicUrl(use: Use = 'live'): string {
		const { node, additionalData } = this.parts();
		const { webhookBaseUrl, webhookTestBaseUrl } = additionalData;
		return `${use === 'live' ? webhookBaseUrl : webhookTestBaseUrl}/${this.pathOf(node)}`;
	}

	localUrl(use: Use = 'live'): string {
		return `${this.localOrigin}${new URL(this.publicUrl(use)).pathname}`;
	}

	/** The executions of the published workflow. */
	get started(): IDataObject[] {
		return this.executions.filter(({ mode }) => mode === 'webhook').map(({ json }) => json);
	}

	/** Another version of the workflow; publish it to use it. */
	change(options: Partial<TriggerOptions>): void {
		this.options = { ...this.options, ...options };
	}

	/**
	 * n8n ended and started again: what was only in memory is gone. Webhooks stay as they are; 'init' sets them up
	 * again, as older releases do at every start.
	 */
	async restart(activation?: 'init'): Promise<void> {
		const wasPublished = this.open.live.size > 0;
		this.open.test.clear();
		jest.resetModules();
		const fresh = require('./builtPackage') as typeof import('./builtPackage');
		this.loadedPackage = await fresh.loadPackage();
		if (wasPublished && activation) await this.publish(activation);
	}

	/** Rejects with the node's error, after n8n's own clearing up; n8n would try four times more. */
	async publish(activation: WorkflowActivateMode = 'activate'): Promise<void> {
		const workflow = this.workflow(structuredClone(this.stored));
		for (const method of this.methods()) {
			this.open.live.add(method);
			const context = this.hookContext(workflow, 'trigger', activation, 'live');
			try {
				await this.createIfMissing(context);
			} catch (error) {
				const clearing = await this.deleteOnce(workflow, 'live');
				this.save(workflow);
				if (!clearing) this.open.live.clear();
				throw error;
			}
		}
		this.save(workflow);
	}

	/** n8n unpublishes whatever the node throws; the error is returned, as n8n only warns of it. */
	async unpublish(): Promise<Error | undefined> {
		this.open.live.clear();
		const workflow = this.workflow(structuredClone(this.stored));
		const deletions = this.methods().map(async () => await this.deleteOnce(workflow, 'live'));
		const failures = await Promise.all(deletions);
		this.save(workflow);
		return failures.find((failure) => failure !== undefined);
	}

	/** Clicks "Listen for test event"; the first event that starts something ends the listening. */
	async listenForTest(): Promise<void> {
		const workflow = this.workflow({});
		try {
			for (const method of this.methods()) {
				this.open.test.add(method);
				await this.createIfMissing(this.hookContext(workflow, 'manual', 'manual', 'test'));
				this.testStaticData = workflow.staticData;
			}
		} catch (error) {
			await this.stopTest();
			throw error;
		}
	}

	/** The listening ends: by a click, by time, or by an event. */
	async stopTest(): Promise<Error | undefined> {
		const workflow = this.workflow({});
		workflow.staticData = this.testStaticData ?? workflow.staticData;
		this.testStaticData = undefined;
		this.open.test.clear();
		for (let times = this.methods().length; times > 0; times--) {
			const failure = await this.deleteOnce(workflow, 'test');
			if (failure) return failure;
		}
		return undefined;
	}

	private async createIfMissing(context: HookContext): Promise<void> {
		const { checkExists, create } = this.lifecycle();
		if (!(await checkExists.call(context))) await create.call(context);
	}

	private async deleteOnce(workflow: Workflow, use: Use): Promise<Error | undefined> {
		const context = this.hookContext(workflow, 'internal', 'update', use);
		return await this.lifecycle()
			.delete.call(context)
			.then(
				() => undefined,
				(error: Error) => error,
			);
	}

	private async handle(request: Incoming, response: Outgoing): Promise<void> {
		const [path] = (request.url ?? '').split('?');
		const use = path.startsWith('/webhook-test/') ? 'test' : 'live';
		const isKnown = path === new URL(this.publicUrl(use)).pathname;
		if (!isKnown || !this.open[use].has(request.method ?? '')) {
			response.status(404).end('Not registered');
			return;
		}
		// n8n reads the workflow from its database, and meanwhile other requests arrive.
		await delay(2);
		const workflow = this.workflow(use === 'live' ? structuredClone(this.stored) : {});
		if (use === 'test' && this.testStaticData) workflow.setTestStaticData(this.testStaticData);
		if (!(await readBody(request))) {
			response.status(422).end('Failed to parse request body');
			return;
		}
		await this.runWebhook(workflow, use, request, response);
	}

	private async runWebhook(
		workflow: Workflow,
		use: Use,
		request: Incoming,
		response: Outgoing,
	): Promise<void> {
		const { node, nodeType, additionalData } = this.parts();
		const mode = use === 'live' ? 'webhook' : 'manual';
		const httpRequest = request as unknown as IWorkflowExecuteAdditionalData['httpRequest'];
		const httpResponse = response as unknown as IWorkflowExecuteAdditionalData['httpResponse'];
		const context = new WebhookContext(
			workflow,
			workflow.getNode(node.name)!,
			{ ...additionalData, httpRequest, httpResponse },
			mode,
			this.webhookData(use),
			[],
			null,
		);
		const result = await nodeType.webhook!.call(context);
		const [items] = result.workflowData ?? [];
		if (result.noWebhookResponse === true) {
			if (!response.writableEnded) throw new Error('The node has not answered');
			if (items) throw new Error('The node confirms a delivery before n8n has its execution');
			if (use === 'live') this.save(workflow);
			return;
		}
		await this.startExecution(
			workflow,
			(items ?? []).map(({ json }) => ({ mode, json })),
		);
		const { responseData = 'firstEntryJson' } = this.description();
		const answer = responseData || (result.webhookResponse ?? 'Workflow was started');
		if (use === 'live') this.save(workflow);
		response.end(String(answer));
		if (use === 'test') await this.stopTest();
	}

	private async startExecution(workflow: Workflow, started: StartedExecution[]): Promise<void> {
		// n8n makes another workflow of the same data for the execution: from here on n8n takes it for unchanged.
		new Workflow({ ...this.workflowParts(), staticData: this.rawData.get(workflow) });
		await delay(2);
		await this.beforeStart?.();
		this.executions.push(...started);
	}

	private save({ staticData }: Workflow): void {
		const { __dataChanged: hasChanged } = staticData as { __dataChanged?: boolean };
		if (hasChanged) this.stored = JSON.parse(JSON.stringify(staticData)) as IDataObject;
	}

	private parts() {
		const { type, parameters, credentials = {}, origin = publicOrigin } = this.options;
		const { nodeTypes } = this.loadedPackage;
		const store = new CredentialStore(this.loadedPackage);
		const definition = { name: 'Trigger', type, parameters };
		const node: INode = toNode(definition, 0, store, nodeTypes, credentials);
		node.webhookId = this.options.webhookId;
		const additionalData = {
			...additionalDataFor(store),
			webhookBaseUrl: `${origin}/webhook`,
			webhookTestBaseUrl: `${origin}/webhook-test`,
		};
		const nodeType = nodeTypes.getByNameAndVersion(type, 1);
		return { node, nodeType, additionalData };
	}

	private workflow(staticData: IDataObject): Workflow {
		const workflow = new Workflow({ ...this.workflowParts(), staticData });
		this.rawData.set(workflow, staticData);
		return workflow;
	}

	private workflowParts() {
		return {
			id: this.options.workflowId,
			name: 'Test workflow',
			nodes: [this.parts().node],
			connections: {},
			active: true,
			nodeTypes: this.loadedPackage.nodeTypes,
			settings: {},
		};
	}

	private hookContext(
		workflow: Workflow,
		mode: WorkflowExecuteMode,
		activation: WorkflowActivateMode,
		use: Use,
	): HookContext {
		const { additionalData } = this.parts();
		const node = workflow.getNode('Trigger')!;
		return new HookContext(workflow, node, additionalData, mode, activation, this.webhookData(use));
	}

	private webhookData(use: Use): IWebhookData {
		const { node, additionalData } = this.parts();
		return {
			httpMethod: 'POST',
			node: node.name,
			path: this.pathOf(node),
			webhookDescription: this.description(),
			workflowId: this.options.workflowId,
			workflowExecuteAdditionalData: additionalData,
			isTest: use === 'test',
		};
	}

	private description(): IWebhookDescription {
		return this.parts().nodeType.description.webhooks![0];
	}

	private methods(): string[] {
		return String(this.description().httpMethod).split(',');
	}

	private lifecycle() {
		return this.parts().nodeType.webhookMethods!.default!;
	}

	private pathOf(node: INode): string {
		const { path } = this.description();
		return NodeHelpers.getNodeWebhookPath(this.options.workflowId, node, path);
	}
}

type Incoming = IncomingMessage & {
	rawBody?: Buffer;
	body?: unknown;
	query?: Record<string, string>;
};

type Outgoing = ServerResponse & { status(code: number): Outgoing };

function withStatus(response: ServerResponse): Outgoing {
	return Object.assign(response, {
		status(this: Outgoing, code: number) {
			this.statusCode = code;
			return this;
		},
	});
}

/** False for a body that says it is JSON and is not, which n8n refuses by itself. */
async function readBody(request: Incoming): Promise<boolean> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	request.rawBody = Buffer.concat(chunks);
	const { searchParams } = new URL(request.url ?? '', 'http://localhost');
	request.query = Object.fromEntries(searchParams);
	const isJson = request.headers['content-type']?.startsWith('application/json');
	if (!isJson || request.rawBody.length === 0) return true;
	try {
		request.body = JSON.parse(request.rawBody.toString('utf8'));
		return true;
	} catch {
		return false;
	}
}
