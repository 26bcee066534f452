import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
} from 'n8n-workflow';

import { runNode, type NodeRunOptions } from '../test/support/engine';
import { loadPackage } from '../test/support/builtPackage';
import { tellParent } from './childProcess';
import { Floor } from './contenderNodes/Floor.node';
import { communityId, floor, ourNode } from './contenders';
import { rowsOfMemoryRun, type MemoryReading, type MemorySubject } from './memory';
import { listLength, registrantNumber } from './records';

const eventId = '7719';

/** Returns at once what a run would have returned. */
const stub = (name: string, records: (items: INodeExecutionData[]) => INodeExecutionData[]) => {
	const node: INodeType = {
		description: {
			displayName: name,
			name,
			group: ['transform'],
			version: 1,
			description: name,
			defaults: { name },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		async execute(this: IExecuteFunctions) {
			return [records(this.getInputData())];
		},
	};
	return node;
};

const nodeTypes: Record<string, INodeType> = {
	'bench.floor': new Floor(),
	'bench.rows': stub('rows', (items) =>
		items.map(({ json: { userId } }, item) => ({
			json: { outcome: 'created', communityId: `${communityId}`, eventId, userId: `${userId}` },
			pairedItem: { item },
		})),
	),
	// Through JSON, so that every record has texts of its own, as one that came over the wire.
	'bench.list': stub('list', () =>
		Array.from({ length: listLength }, (_, index) => ({
			json: JSON.parse(JSON.stringify(registrantNumber(index + 1))),
			pairedItem: { item: 0 },
		})),
	),
};

const nodesOf = (baseUrl: string): Record<MemorySubject, NodeRunOptions['node']> => ({
	'rows of a stub': { type: 'bench.rows' },
	'rows of bare requests': {
		type: 'bench.floor',
		parameters: floor.parameters(eventId, baseUrl),
	},
	'rows of our node': { type: ourNode.type, parameters: ourNode.parameters(eventId, baseUrl) },
	'list of a stub': { type: 'bench.list' },
	'list of our node': {
		type: 'n8n-nodes-event-registration.swoogoRegistrant',
		parameters: {
			resource: 'registrant',
			operation: 'getMany',
			eventId: { __rl: true, mode: 'id', value: '700' },
			returnAll: true,
		},
	},
});

const megabytesUsed = () => process.memoryUsage().heapUsed / 2 ** 20;

/** Watches the heap until stopped; `collects` removes the garbage before each look, so that only what is in use counts. */
function watchHeap(collects: boolean): () => number {
	const look = () => {
		if (collects) globalThis.gc?.();
		peak = Math.max(peak, megabytesUsed());
	};
	let peak = 0;
	const timer = setInterval(look, collects ? 500 : 5);
	return () => {
		clearInterval(timer);
		look();
		return peak;
	};
}

/** `tsx memoryRun.ts SUBJECT inUse|withGarbage BASE-URL` */
async function main(): Promise<void> {
	const [subject, measure, baseUrl] = process.argv.slice(2) as [MemorySubject, string, string];
	await loadPackage();
	const isList = subject.startsWith('list');
	const userIds = Array.from({ length: rowsOfMemoryRun }, (_, row) => ({ userId: 100_000 + row }));
	globalThis.gc?.();
	const stopWatching = watchHeap(measure === 'inUse');
	const run = await runNode({
		node: nodesOf(baseUrl)[subject],
		items: isList ? [{}] : userIds,
		credentials: {
			knolyxApi: { projectId: 'bench-project', apiKey: 'bench-key', baseUrl },
			swoogoOAuth2Api: {
				consumerKey: 'bench-key',
				consumerSecret: 'bench-secret',
				baseUrl: `${baseUrl}/api/v1`,
			},
		},
		nodeTypes,
	});
	const reading: MemoryReading = { peakMegabytes: stopWatching(), records: run.success.length };
	tellParent(reading);
}

void main();
