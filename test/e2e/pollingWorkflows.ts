import { randomUUID } from 'node:crypto';
import fastify from 'fastify';

import { packageName } from '../../scripts/start/builtPackage';
import type { N8nApi } from '../../scripts/start/n8nApi';
import type { CredentialReference } from './webhookWorkflows';

/** What a workflow was started with, as `Swoogo created 5001`. */
export interface Recorder {
	url: string;
	/** In the order they came. */
	lines: string[];
	close(): Promise<void>;
}

/** Receives a line for every change that a workflow is started with. */
export async function startRecorder(): Promise<Recorder> {
	const app = fastify();
	const lines: string[] = [];
	app.post('/', async (request) => {
		lines.push((request.body as { line: string }).line);
		return {};
	});
	const url = await app.listen({ host: '127.0.0.1', port: 0 });
	return { url, lines, close: async () => await app.close() };
}

export interface PollingWorkflow {
	name: string;
	/** `swoogoRegistrantTrigger`, … */
	trigger: string;
	parameters: Record<string, unknown>;
	credentials: Record<string, CredentialReference>;
	/** The field of a change that says whom it is about. */
	idField: string;
	/** Where a line for every change is sent to. */
	recorderUrl: string;
	/** n8n polls at most once a minute for each of its poll times, so this takes several. */
	everySeconds: number;
}

/** Saves a workflow that tells the recorder of every change it was started with. */
export async function savePollingWorkflow(api: N8nApi, wanted: PollingWorkflow): Promise<string> {
	const { name, trigger, parameters, credentials, idField, recorderUrl, everySeconds } = wanted;
	const seconds = Array.from({ length: 60 / everySeconds }, (_, i) => i * everySeconds);
	const item = seconds.map((second) => ({
		mode: 'custom',
		cronExpression: `${second} * * * * *`,
	}));
	const line = `={{ JSON.stringify({ line: ["${name}", $json.event, $json.${idField}].join(" ") }) }}`;
	const record = { method: 'POST', url: recorderUrl, sendBody: true, specifyBody: 'json' };
	const { id } = await api.call<{ id: string }>('POST', '/workflows', {
		name,
		nodes: [
			{
				id: randomUUID(),
				name: 'Trigger',
				type: `${packageName}.${trigger}`,
				typeVersion: 1,
				position: [0, 0],
				parameters: { ...parameters, pollTimes: { item } },
				credentials,
			},
			{
				id: randomUUID(),
				name: 'Record',
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				position: [300, 0],
				parameters: { ...record, jsonBody: line },
			},
		],
		connections: { Trigger: { main: [[{ node: 'Record', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
	return id;
}
