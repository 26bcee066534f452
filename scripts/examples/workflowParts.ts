/** One node of an n8n workflow file. https://docs.n8n.io/workflows/export-import/ */
export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [left: number, top: number];
	parameters: Record<string, unknown>;
	onError?: 'continueErrorOutput';
}

/** For each node's name its outputs, for each output the nodes it leads to. */
export type Connections = Record<
	string,
	{ main: Array<Array<{ node: string; type: 'main'; index: number }>> }
>;

/** Where one output leads: a node's name, or the name and the number of the input. */
export type Target = string | [name: string, input: number];

/** A node; its id is its name in kebab case, which is unique within a workflow. */
export function node(
	name: string,
	[type, typeVersion]: [type: string, typeVersion: number],
	position: WorkflowNode['position'],
	parameters: Record<string, unknown>,
): WorkflowNode {
	const id = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
	return { id, name, type, typeVersion, position, parameters };
}

/** A coloured note behind or beside the nodes; `text` is Markdown. */
export function stickyNote(
	name: string,
	position: WorkflowNode['position'],
	size: { width: number; height: number; color?: number },
	text: string,
): WorkflowNode {
	return node(name, ['n8n-nodes-base.stickyNote', 1], position, { content: text, ...size });
}

/** Edit Fields that keeps what comes in and adds `fields` to it, by name; values may be expressions. */
export function editFields(
	name: string,
	position: WorkflowNode['position'],
	fields: Record<string, string>,
): WorkflowNode {
	const assignments = Object.entries(fields).map(([fieldName, value]) => ({
		id: fieldName,
		name: fieldName,
		type: fieldName === 'row' ? 'number' : 'string',
		value,
	}));
	return node(name, ['n8n-nodes-base.set', 3.4], position, {
		includeOtherFields: true,
		assignments: { assignments },
		options: {},
	});
}

/** The connections of a workflow: for each node's name a list of targets per output. */
export function connect(outputs: Record<string, Target[][]>): Connections {
	return Object.fromEntries(
		Object.entries(outputs).map(([name, targetsPerOutput]) => [
			name,
			{ main: targetsPerOutput.map((targets) => targets.map(asConnection)) },
		]),
	);
}

function asConnection(target: Target) {
	const [name, index] = typeof target === 'string' ? [target, 0] : target;
	return { node: name, type: 'main' as const, index };
}
