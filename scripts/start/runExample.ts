import { createRequire } from 'node:module';
import { join } from 'node:path';

import { hostFolder } from './folders';
import type { N8nApi } from './n8nApi';
import { StartFailure } from './startFailure';
import type { Example } from './workspace';

const longestRunSeconds = 300;
const lookAgainMilliseconds = 250;

/** What one node put out in a run: for each of its outputs the items. */
export type NodeOutputs = Array<Array<Record<string, unknown>>>;

interface Execution {
	status: string;
	/** n8n's compact form of the run data; see `readRunData`. */
	data: string;
}

interface RunData {
	resultData: {
		error?: { message: string };
		runData: Record<string, Array<{ data?: { main: Array<Array<{ json: object }> | null> } }>>;
	};
}

/**
 * Runs an example in n8n, as a click on "Execute workflow" does, and answers what each node put out, by its name.
 * @throws StartFailure when the run ends with an error or takes longer than five minutes
 */
export async function runExample(
	api: N8nApi,
	{ id, workflow }: Example,
): Promise<Map<string, NodeOutputs>> {
	const trigger = workflow.nodes.find(({ type }) => type.endsWith('.manualTrigger'));
	const { executionId } = await api.call<{ executionId: string }>('POST', `/workflows/${id}/run`, {
		triggerToStartFrom: { name: trigger?.name },
	});
	const execution = await waitForEnd(api, executionId);
	const { error, runData } = readRunData(execution.data).resultData;
	if (execution.status !== 'success' || error !== undefined) {
		throw new StartFailure(
			`The example ended with status "${execution.status}": ${error?.message ?? 'n8n gives no reason'}. ` +
				"More stands in n8n's own log, .n8n-host/logs/n8n.log.",
		);
	}
	return new Map(
		Object.entries(runData).map(([name, runs]) => [
			name,
			(runs[0]?.data?.main ?? []).map((items) =>
				(items ?? []).map(({ json }) => json as Record<string, unknown>),
			),
		]),
	);
}

async function waitForEnd(api: N8nApi, executionId: string): Promise<Execution> {
	const deadline = Date.now() + longestRunSeconds * 1000;
	for (;;) {
		const execution = await api.call<Execution>('GET', `/executions/${executionId}`);
		if (!['new', 'running', 'waiting'].includes(execution.status)) return execution;
		if (Date.now() > deadline) {
			throw new StartFailure(
				`The example did not end within ${longestRunSeconds} seconds. ` +
					"Look into n8n's own log, .n8n-host/logs/n8n.log, then run npm start again.",
			);
		}
		await new Promise((resolve) => setTimeout(resolve, lookAgainMilliseconds));
	}
}

/** n8n stores run data in the form of its own dependency `flatted`, so that is what reads it. */
function readRunData(data: string): RunData {
	const requireFromHost = createRequire(join(hostFolder, 'node_modules', 'n8n', 'package.json'));
	const { parse } = requireFromHost('flatted') as { parse: (text: string) => RunData };
	return parse(data);
}
