import './n8nFolder';

import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type ExecutionError,
	type ExecutionStatus,
	type IConnections,
	type IDataObject,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IRun,
	type ITaskData,
	type IWorkflowBase,
	type NodeExecutionHint,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { loadPackage, type LoadedPackage } from './builtPackage';
import { CredentialStore } from './credentialStore';
import { additionalDataFor } from './serverData';
import { show } from './watchers';
import { toItem, toNode, type CredentialData, type TestNode } from './workflowNode';

interface RunSettings {
	/** Given to every node whose type asks for the credential type. The same object is the same credential. */
	credentials?: CredentialData;
	/** The workflow's time zone, for example `Europe/Berlin`. n8n's own default is America/New_York. */
	timezone?: string;
	/** How n8n says the run was started; `manual` (the editor) if not given, `trigger` in production. */
	mode?: WorkflowExecuteMode;
	/** Aborting it stops the run as n8n's Stop button does. */
	cancelSignal?: AbortSignal;
	/** Which built package to run; this checkout's `dist/` if not given. */
	loadedPackage?: LoadedPackage;
	/** Further node types by name, beside the package's and the test nodes. */
	nodeTypes?: Record<string, INodeType>;
}

export interface WorkflowRunOptions extends RunSettings {
	nodes: TestNode[];
	/** As n8n stores them; `connect` writes them shorter. */
	connections: IConnections;
	/** The node that starts the run; the first one if not given. */
	startNode?: string;
	/** What the start node receives: plain records, or n8n items with binary data. One empty item if not given. */
	items?: Array<IDataObject | INodeExecutionData>;
	/** Credentials for single nodes, by node name; they win over `credentials`. */
	credentialsByNode?: Record<string, CredentialData>;
	settings?: IWorkflowBase['settings'];
	staticData?: IDataObject;
}

/** What one run of one node gave. A node in a loop has several. */
export interface NodeTask {
	status: ExecutionStatus;
	error?: ExecutionError;
	/** Items per output, in n8n's order; the error output is the last. */
	outputs: INodeExecutionData[][];
	hints: NodeExecutionHint[];
	durationMilliseconds: number;
}

export interface WorkflowRun {
	status: ExecutionStatus;
	/** The error that stopped the run, as the engine keeps it. */
	error?: ExecutionError;
	/** Every node that ran, with its runs in order. */
	nodes: Record<string, NodeTask[]>;
	run: IRun;
}

export interface NodeRunOptions extends RunSettings {
	node: Omit<TestNode, 'name' | 'credentials'> & { name?: string };
	items: Array<IDataObject | INodeExecutionData>;
}

export interface NodeRun extends Omit<NodeTask, 'error'> {
	/** The status of the whole run: `success`, `error` or `canceled`. */
	status: ExecutionStatus;
	/** The node's error as the engine keeps it, whether it stopped the run or was continued. */
	error?: ExecutionError;
	/** The items on the node's first output. */
	success: INodeExecutionData[];
	/** The items on its error output; empty unless `onError` is `continueErrorOutput`. */
	failed: INodeExecutionData[];
	run: IRun;
}

/** A link from one node's output to the next node's first input; output 0 if not given. */
export type Link = [from: string, to: string, output?: number];

/** Writes n8n's connections: `connect(['Items', 'Register'], ['Register', 'Failed', 1])`. */
export function connect(...links: Link[]): IConnections {
	const connections: IConnections = {};
	for (const [from, to, output = 0] of links) {
		const outputs = ((connections[from] ??= { main: [] }).main ??= []);
		while (outputs.length <= output) outputs.push([]);
		(outputs[output] ??= []).push({ node: to, type: 'main', index: 0 });
	}
	return connections;
}

function withFurtherTypes(known: INodeTypes, further: Record<string, INodeType> = {}): INodeTypes {
	return {
		...known,
		getByName: (type) => further[type] ?? known.getByName(type),
		getByNameAndVersion: (type, version) =>
			further[type] ?? known.getByNameAndVersion(type, version),
	};
}

function toTask(task: ITaskData): NodeTask {
	return {
		status: task.executionStatus ?? 'unknown',
		error: task.error,
		outputs: (task.data?.main ?? []).map((items) => items ?? []),
		hints: task.hints ?? [],
		durationMilliseconds: task.executionTime,
	};
}

/**
 * Runs a workflow in n8n's engine with the built package and resolves when the engine is done, also for runs
 * that fail or are cancelled. Rejects only when the workflow itself cannot be started: an unknown node type,
 * a required parameter left empty.
 */
export async function runWorkflow(options: WorkflowRunOptions): Promise<WorkflowRun> {
	const { mode = 'manual', credentials = {}, timezone } = options;
	const loadedPackage = options.loadedPackage ?? (await loadPackage());
	const nodeTypes = withFurtherTypes(loadedPackage.nodeTypes, options.nodeTypes);
	const store = new CredentialStore(loadedPackage);
	const nodes = options.nodes.map((definition, position) => {
		const own = options.credentialsByNode?.[definition.name];
		return toNode(definition, position, store, nodeTypes, { ...credentials, ...own });
	});
	const base: Pick<IWorkflowBase, 'id' | 'name' | 'nodes' | 'connections' | 'settings'> = {
		id: 'test-workflow',
		name: 'Test workflow',
		nodes,
		connections: options.connections,
		settings: { executionOrder: 'v1', ...(timezone ? { timezone } : {}), ...options.settings },
	};
	const workflow = new Workflow({
		...base,
		active: false,
		nodeTypes,
		staticData: options.staticData,
	});
	const run = await execute(workflow, base as IWorkflowBase, store, mode, options);
	show({
		name: `the run of "${nodes.at(-1)!.name}"`,
		value: run.data.resultData,
		credentials: [credentials, ...Object.values(options.credentialsByNode ?? {})],
	});
	const tasks = Object.entries(run.data.resultData.runData);
	return {
		status: run.status,
		error: run.data.resultData.error,
		nodes: Object.fromEntries(tasks.map(([name, runs]) => [name, runs.map(toTask)])),
		run,
	};
}

async function execute(
	workflow: Workflow,
	base: IWorkflowBase,
	store: CredentialStore,
	mode: WorkflowExecuteMode,
	{ startNode, items, cancelSignal }: WorkflowRunOptions,
): Promise<IRun> {
	const start = workflow.getNode(startNode ?? base.nodes[0]!.name);
	if (!start) throw new Error(`The workflow has no node "${startNode}" to start from`);
	const hooks = new ExecutionLifecycleHooks(mode, 'test-execution', base);
	const runData = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [
				{ node: start, data: { main: [(items ?? [{}]).map(toItem)] }, source: null },
			],
		},
	});
	const engine = new WorkflowExecute(additionalDataFor(store, hooks), mode, runData);
	const running = engine.processRunExecutionData(workflow);
	const cancel = () => running.cancel();
	if (cancelSignal?.aborted) cancel();
	cancelSignal?.addEventListener('abort', cancel, { once: true });
	try {
		return await running;
	} finally {
		cancelSignal?.removeEventListener('abort', cancel);
	}
}

/**
 * Runs one node on `items`, as the second node of a workflow in n8n's engine. See `runWorkflow` for when it rejects.
 */
export async function runNode(options: NodeRunOptions): Promise<NodeRun> {
	const { node, ...settings } = options;
	const name = node.name ?? 'Node';
	const { status, error, nodes, run } = await runWorkflow({
		...settings,
		nodes: [
			{ name: 'Items', type: 'test.items' },
			{ ...node, name },
		],
		connections: connect(['Items', name]),
	});
	const task = nodes[name]?.at(-1);
	const outputs = task?.outputs ?? [];
	const hasErrorOutput = node.onError === 'continueErrorOutput';
	return {
		status,
		error: task?.error ?? error,
		outputs,
		success: outputs[0] ?? [],
		failed: (hasErrorOutput ? outputs.at(-1) : undefined) ?? [],
		hints: task?.hints ?? [],
		durationMilliseconds: task?.durationMilliseconds ?? 0,
		run,
	};
}
