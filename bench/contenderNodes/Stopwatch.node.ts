import { appendFileSync } from 'node:fs';
import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

/** What one contender took, as one line of JSON in the readings file. */
export interface Reading {
	/** The name that the stopwatch before the contender was given. */
	name: string;
	rows: number;
	/** Rows that did not come out as a success. */
	failedRows: number;
	wallMilliseconds: number;
	/** What n8n's process computed meanwhile, all threads; it does not grow while other programs have the processor. */
	processorMilliseconds: number;
	/** Of the Node.js that runs n8n. */
	nodeVersion: string;
}

let running:
	| { name: string; rows: number; startedAt: number; processor: NodeJS.CpuUsage }
	| undefined;

/**
 * Stands between the contenders of one workflow: ends the reading of the node before it, and starts that of the node
 * after it by handing on fresh rows.
 */
export class Stopwatch implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Stopwatch',
		name: 'stopwatch',
		group: ['transform'],
		version: 1,
		description: 'Measures the node before it and hands rows to the node after it',
		defaults: { name: 'Stopwatch' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [
			{ displayName: 'Readings File', name: 'readingsFile', type: 'string', default: '' },
			{ displayName: 'Name', name: 'name', type: 'string', default: '' },
			{ displayName: 'Rows', name: 'rows', type: 'number', default: 0 },
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		if (running) {
			const { user, system } = process.cpuUsage(running.processor);
			const succeeded = this.getInputData().filter(({ json }) => !json.error).length;
			const reading: Reading = {
				name: running.name,
				rows: running.rows,
				failedRows: running.rows - succeeded,
				wallMilliseconds: performance.now() - running.startedAt,
				processorMilliseconds: (user + system) / 1000,
				nodeVersion: process.version,
			};
			const file = this.getNodeParameter('readingsFile', 0) as string;
			appendFileSync(file, `${JSON.stringify(reading)}\n`);
		}
		const name = this.getNodeParameter('name', 0) as string;
		const rows = this.getNodeParameter('rows', 0) as number;
		const output = Array.from({ length: rows }, (_, row) => ({
			json: { userId: 100_000 + row },
			pairedItem: { item: 0 },
		}));
		// So that nobody pays for the garbage of the one before.
		globalThis.gc?.();
		running = { name, rows, startedAt: performance.now(), processor: process.cpuUsage() };
		return [output];
	}
}
