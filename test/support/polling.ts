import './n8nFolder';

import { randomUUID } from 'node:crypto';
import { PollContext, PollTriggerExecutor, TriggersAndPollers } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type WorkflowActivateMode,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { loadPackage, type LoadedPackage } from './builtPackage';
import { CredentialStore } from './credentialStore';
import { additionalDataFor } from './serverData';
import { show } from './watchers';
import { toNode, type CredentialData, type TestNode } from './workflowNode';

export interface TriggerSettings {
	node: Omit<TestNode, 'name' | 'credentials'> & { name?: string };
	credentials: CredentialData;
	/**
	 * How n8n keeps what a trigger remembers. `inProcess`, its default: one object for all polls, in which also a failed
	 * poll's changes stay, and which is stored only when a workflow starts. `durable`: a copy for each poll, stored
	 * when the poll ends well.
	 * Source: https://github.com/n8n-io/n8n/blob/master/packages/cli/src/workflows/triggers/trigger-execution-context.factory.ts
	 */
	keeping?: 'inProcess' | 'durable';
	/** How long n8n lets one poll take; five minutes if not given. */
	pollBudgetMs?: number;
	loadedPackage?: LoadedPackage;
}

const toRecords = (output: INodeExecutionData[][]) => output.flat().map(({ json }) => json);

const givenBy = ({ node, credentials }: TriggerSettings, value: unknown) => ({
	name: `the polling of ${node.type}`,
	value,
	credentials: [credentials],
});

/** Tests a trigger in the editor. Rejects with what the node throws; `undefined` when it has nothing. */
export async function testInEditor(settings: TriggerSettings): Promise<IDataObject[] | undefined> {
	const trigger = await openTrigger(settings);
	const staticData = trigger.workflow.getStaticData('node', trigger.node);
	const before = JSON.stringify(staticData);
	const context = trigger.contextFor('manual', 'manual');
	const output = await trigger.nodeType.poll!.call(context).catch((error: Error) => {
		show(givenBy(settings, error));
		throw error;
	});
	show(givenBy(settings, output));
	if (JSON.stringify(staticData) !== before) throw new Error('The test changed what is remembered');
	return output === null ? undefined : toRecords(output);
}

/** A published workflow that begins with a polling trigger, as n8n's server runs it. */
export class PublishedTrigger {
	/** What the workflow was started with, one list per execution. */
	readonly executions: IDataObject[][] = [];

	/** What failed polls threw. */
	readonly failures: Error[] = [];

	private readonly workflowId: string = randomUUID();

	/** The static data as n8n's database has it. */
	private stored = '{}';

	private runPoll?: (isActivation: boolean, memory?: IDataObject) => Promise<void>;

	private constructor(private settings: TriggerSettings) {}

	/** Publishes the workflow, which polls once. Rejects with what that poll throws. */
	static async publish(settings: TriggerSettings): Promise<PublishedTrigger> {
		const trigger = new PublishedTrigger(settings);
		await trigger.activate('activate');
		return trigger;
	}

	/**
	 * One poll on time; returns what it started a workflow with. A poll that fails is added to `failures`. A durable one
	 * may begin with a `memory` that is not what is stored now.
	 */
	async poll(memory?: IDataObject): Promise<IDataObject[]> {
		const before = this.executions.length;
		await this.runPoll!(false, memory);
		return this.executions.slice(before).flat();
	}

	/** n8n ends, however, and starts again: what is not stored is forgotten. Rejects like `publish`. */
	async restart(): Promise<void> {
		await this.activate('init');
	}

	/** The same workflow with what is stored of it, in another process. Rejects like `publish`. */
	async moved(credentials: CredentialData): Promise<PublishedTrigger> {
		const trigger = new PublishedTrigger({ ...this.settings, credentials });
		trigger.stored = this.stored;
		await trigger.activate('init');
		return trigger;
	}

	/** Publishes the workflow again with other parameters. Rejects like `publish`. */
	async republish(parameters: TestNode['parameters']): Promise<void> {
		this.settings = { ...this.settings, node: { ...this.settings.node, parameters } };
		await this.activate('activate');
	}

	/** Everything that workflows were started with. */
	get started(): IDataObject[] {
		return this.executions.flat();
	}

	/** What n8n's database holds of the trigger. */
	get memory(): IDataObject {
		return (Object.values(JSON.parse(this.stored) as IDataObject)[0] ?? {}) as IDataObject;
	}

	private async activate(mode: WorkflowActivateMode): Promise<void> {
		const { workflow, node, contextFor } = await openTrigger(
			this.settings,
			this.workflowId,
			this.stored,
		);
		const isDurable = this.settings.keeping === 'durable';
		const store = () => (this.stored = JSON.stringify(workflow.staticData));
		let snapshot = workflow.getStaticData('node', node);
		const commit = () => {
			if (!isDurable) return;
			workflow.staticData = { [`node:${node.name}`]: snapshot };
			store();
		};
		const context = contextFor('trigger', mode, {
			emit: (output) => {
				commit();
				if (!isDurable) store();
				this.executions.push(toRecords(output));
			},
			emitError: (error) => this.failures.push(error),
			commit,
			staticData: () => (isDurable ? snapshot : workflow.getStaticData('node', node)),
		});
		const execute = pollExecutor().create(workflow, node, context, () => true);
		this.runPoll = async (isActivation, memory = this.memory) => {
			snapshot = structuredClone(memory);
			await execute(isActivation).catch((error: Error) => {
				show(givenBy(this.settings, error));
				throw error;
			});
			const { executions, failures, stored } = this;
			show(givenBy(this.settings, [executions.at(-1), failures.at(-1), stored]));
		};
		await this.runPoll(true);
		if (!isDurable) store();
	}
}

/** n8n's own, without the server's log and traces. */
function pollExecutor(): PollTriggerExecutor {
	const silent = { scoped: () => silent, debug() {}, error() {}, warn() {} };
	const startSpan = async (_: unknown, spanned: (span: unknown) => unknown) =>
		await spanned({ setStatus() {} });
	const tracing = {
		startSpan,
		startNewTraceSpan: startSpan,
		pickWorkflowAttributes: () => ({}),
		pickNodeAttributes: () => ({}),
	};
	type Parts = ConstructorParameters<typeof PollTriggerExecutor>;
	return new PollTriggerExecutor(
		silent as unknown as Parts[0],
		new TriggersAndPollers(),
		tracing as unknown as Parts[2],
		silent as unknown as Parts[3],
	);
}

interface Engine {
	emit: (output: INodeExecutionData[][]) => void;
	emitError: (error: Error) => void;
	commit: () => void;
	staticData: () => IDataObject;
}

async function openTrigger(
	settings: TriggerSettings,
	workflowId: string = randomUUID(),
	staticData = '{}',
) {
	const loadedPackage = settings.loadedPackage ?? (await loadPackage());
	const { nodeTypes } = loadedPackage;
	const store = new CredentialStore(loadedPackage);
	const node: INode = toNode(
		{ name: 'Trigger', ...settings.node },
		0,
		store,
		nodeTypes,
		settings.credentials,
	);
	const workflow = new Workflow({
		id: workflowId,
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes,
		staticData: JSON.parse(staticData) as IDataObject,
	});
	return {
		workflow,
		node: workflow.getNode(node.name)!,
		nodeType: nodeTypes.getByNameAndVersion(node.type, node.typeVersion),
		contextFor: (
			mode: WorkflowExecuteMode,
			activation: WorkflowActivateMode,
			engine?: Engine,
		): PollContext =>
			new PollContext(
				workflow,
				workflow.getNode(node.name)!,
				additionalDataFor(store),
				mode,
				activation,
				engine?.emit,
				engine?.emitError,
				async () => engine?.commit(),
				async (poll) => await poll(),
				engine?.staticData,
				settings.pollBudgetMs === undefined ? undefined : () => settings.pollBudgetMs!,
			),
	};
}
