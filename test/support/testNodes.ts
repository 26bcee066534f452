import {
	NodeConnectionTypes,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

/*
 * Stand-ins for n8n's built-in nodes: n8n-nodes-base is no dependency of this package, and a test needs
 * only a source, an end, a loop and something that fails.
 */

interface TestNodeShape {
	name: string;
	inputs?: INodeTypeDescription['inputs'];
	outputs?: INodeTypeDescription['outputs'];
	properties?: INodeProperties[];
}

const describe = (shape: TestNodeShape): INodeTypeDescription => ({
	displayName: shape.name,
	group: ['transform'],
	version: 1,
	description: `Test node ${shape.name}`,
	defaults: { name: shape.name },
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main],
	properties: [],
	...shape,
});

/** `test.items`: where a test's items enter the workflow. */
export class Items implements INodeType {
	description = describe({ name: 'items', inputs: [] });

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	}
}

/** `test.pass`: passes its input on unchanged, as n8n's No Operation node does. */
export class Pass implements INodeType {
	description = describe({ name: 'pass' });

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	}
}

/** `test.fail`: throws on every run; `message` is the text of its NodeOperationError. */
export class Fail implements INodeType {
	description = describe({
		name: 'fail',
		properties: [
			{ displayName: 'Message', name: 'message', type: 'string', default: 'Failed on purpose' },
		],
	});

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		throw new NodeOperationError(this.getNode(), this.getNodeParameter('message', 0) as string);
	}
}

interface LoopContext {
	waiting?: INodeExecutionData[];
	processed?: INodeExecutionData[];
}

/**
 * `test.loop`: n8n's Loop Over Items. Output 0 is "done" with everything that came back, output 1 the next
 * batch of `batchSize` items.
 */
export class Loop implements INodeType {
	description = describe({
		name: 'loop',
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		properties: [{ displayName: 'Batch Size', name: 'batchSize', type: 'number', default: 1 }],
	});

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const context = this.getContext('node') as LoopContext;
		const batchSize = this.getNodeParameter('batchSize', 0) as number;
		const received = this.getInputData();
		if (context.waiting) context.processed = [...(context.processed ?? []), ...received];
		else context.waiting = [...received];

		const batch = context.waiting.splice(0, batchSize);
		return batch.length > 0 ? [[], batch] : [context.processed ?? [], []];
	}
}

/** The test nodes by the type name a workflow uses for them. */
export const testNodes: Record<string, INodeType> = {
	'test.items': new Items(),
	'test.pass': new Pass(),
	'test.fail': new Fail(),
	'test.loop': new Loop(),
};
