import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type {
	IDataObject,
	IHookFunctions,
	IWebhookResponseData,
	Workflow,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { loadPackage, type LoadedPackage } from './builtPackage';
import { TriggerWorkflow, type TriggerOptions, type Use } from './triggerWorkflow';
import { readRequest, withStatus, type Incoming, type Outgoing } from './webhookRequests';

export type { TriggerOptions } from './triggerWorkflow';

/** What n8n would show in its list of executions. */
export interface StartedExecution {
	mode: WorkflowExecuteMode;
	json: IDataObject;
}

/**
 * A workflow with one webhook trigger, handled as n8n's server handles it. Webhooks are set up one method after the
 * other and removed for all at once. Requests arrive over real HTTP in parallel, each gets a workflow of its own whose
 * static data was read from storage. What changed is stored after the execution was started and before n8n answers,
 * unless n8n takes it for unchanged.
 * Sources: https://github.com/n8n-io/n8n/tree/master/packages/cli/src/webhooks and …/src/workflows/triggers
 */
export class TriggerHost {
	/** Oldest first. */
	readonly executions: StartedExecution[] = [];
	/** Static data as the database keeps it; a test may look at it and change it. */
	stored: IDataObject = {};
	/** Called when n8n is about to start an execution: may wait, and may throw, as n8n does when its database fails. */
	beforeStart?: () => void | Promise<void>;
	/** Methods at which requests find the node. */
	private readonly open: Record<Use, Set<string>> = { live: new Set(), test: new Set() };
	private testStaticData: IDataObject | undefined;
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

	/** As the provider must know it. */
	publicUrl(use: Use = 'live'): string {
		return this.saved().publicUrl(use);
	}

	localUrl(use: Use = 'live'): string {
		return `${this.localOrigin}${new URL(this.publicUrl(use)).pathname}`;
	}

	/** The executions of the published workflow. */
	get started(): IDataObject[] {
		return this.executions.filter(({ mode }) => mode === 'webhook').map(({ json }) => json);
	}

	/** Resolves when everything that follows from the requests so far is done. */
	async idle(): Promise<void> {
		await Promise.all(this.underWay);
	}

	/** Another version of the workflow; publish it to use it. */
	change(options: Partial<TriggerOptions>): void {
		this.options = { ...this.options, ...options };
	}

	/** Ends all connections without an answer, as a process that is killed does. */
	hangUp(): void {
		this.server.closeAllConnections();
		this.underWay.clear();
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
		const saved = this.saved();
		const workflow = saved.load(structuredClone(this.stored));
		for (const method of saved.methods) {
			this.open.live.add(method);
			try {
				await createIfMissing(saved, saved.hookContext(workflow, 'trigger', activation, 'live'));
			} catch (error) {
				const clearing = await deleteOnce(saved, workflow, 'live');
				this.store(workflow);
				if (!clearing) this.open.live.clear();
				throw error;
			}
		}
		this.store(workflow);
	}

	/** n8n unpublishes whatever the node throws; the error is returned, as n8n only warns of it. */
	async unpublish(): Promise<Error | undefined> {
		this.open.live.clear();
		const saved = this.saved();
		const workflow = saved.load(structuredClone(this.stored));
		const deletions = saved.methods.map(async () => await deleteOnce(saved, workflow, 'live'));
		const failures = await Promise.all(deletions);
		this.store(workflow);
		return failures.find((failure) => failure !== undefined);
	}

	/** Clicks "Listen for test event"; the first event that starts something ends the listening. */
	async listenForTest(): Promise<void> {
		const saved = this.saved();
		const workflow = saved.load({});
		try {
			for (const method of saved.methods) {
				this.open.test.add(method);
				await createIfMissing(saved, saved.hookContext(workflow, 'manual', 'manual', 'test'));
				this.testStaticData = workflow.staticData;
			}
		} catch (error) {
			await this.stopTest();
			throw error;
		}
	}

	/** The listening ends: by a click, by time, or by an event. */
	async stopTest(): Promise<Error | undefined> {
		const saved = this.saved();
		const workflow = saved.load({});
		workflow.staticData = this.testStaticData ?? workflow.staticData;
		this.testStaticData = undefined;
		this.open.test.clear();
		for (let times = saved.methods.length; times > 0; times--) {
			const failure = await deleteOnce(saved, workflow, 'test');
			if (failure) return failure;
		}
		return undefined;
	}

	private saved(): TriggerWorkflow {
		return new TriggerWorkflow(this.options, this.loadedPackage);
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
		const saved = this.saved();
		const workflow = saved.load(use === 'live' ? structuredClone(this.stored) : {});
		if (use === 'test' && this.testStaticData) workflow.setTestStaticData(this.testStaticData);
		if (!(await readRequest(request))) {
			response.status(422).end('Failed to parse request body');
			return;
		}
		const context = saved.webhookContext(workflow, use, request, response);
		const result = await saved.nodeType.webhook!.call(context);
		if (result.noWebhookResponse === true) checkOwnAnswer(result, response);
		else await this.start(saved, workflow, result, context.getMode());
		// Read here, as n8n does: when it has the execution.
		const answer = answerOf(saved, result);
		if (use === 'live') this.store(workflow);
		if (!response.writableEnded) response.end(answer);
		if (use === 'test' && result.workflowData) await this.stopTest();
	}

	private async start(
		saved: TriggerWorkflow,
		workflow: Workflow,
		{ workflowData }: IWebhookResponseData,
		mode: WorkflowExecuteMode,
	): Promise<void> {
		saved.loadAgain(workflow);
		await delay(2);
		await this.beforeStart?.();
		this.executions.push(...(workflowData?.[0] ?? []).map(({ json }) => ({ mode, json })));
	}

	private store({ staticData }: Workflow): void {
		const { __dataChanged: hasChanged } = staticData as { __dataChanged?: boolean };
		if (hasChanged) this.stored = JSON.parse(JSON.stringify(staticData)) as IDataObject;
	}
}

async function createIfMissing({ nodeType }: TriggerWorkflow, context: IHookFunctions) {
	const { checkExists, create } = nodeType.webhookMethods!.default!;
	if (!(await checkExists.call(context))) await create.call(context);
}

async function deleteOnce(
	saved: TriggerWorkflow,
	workflow: Workflow,
	use: Use,
): Promise<Error | undefined> {
	const context = saved.hookContext(workflow, 'internal', 'update', use);
	const deleting = saved.nodeType.webhookMethods!.default!.delete.call(context);
	return await deleting.then(
		() => undefined,
		(error: Error) => error,
	);
}

function checkOwnAnswer({ workflowData }: IWebhookResponseData, response: Outgoing): void {
	if (!response.writableEnded) throw new Error('The node has not answered');
	if (workflowData) throw new Error('The node confirms a delivery before n8n has its execution');
}

function answerOf({ description }: TriggerWorkflow, result: IWebhookResponseData): string {
	const { responseData = 'firstEntryJson' } = description;
	return String(responseData || (result.webhookResponse ?? 'Workflow was started'));
}
