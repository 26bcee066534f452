import { createRequire } from 'node:module';
import { join } from 'node:path';

import { hostFolder } from './folders';
import type { N8nApi } from './n8nApi';
import { readOutcomeLine, type OutcomeLine } from './outcomes';
import { showProgress } from './progress';
import { StartFailure } from './startFailure';
import type { Example } from './workspace';

/** The file name of the main example, and with it its id in n8n. */
export const mainExampleId = 'register-people';

/** Its node that lists every row with every provider. */
export const reportNodeName = 'Report';

/** Its node with the sheet. */
export const sheetNodeName = 'People';

const longestRunSeconds = 300;
const lookAgainMilliseconds = 250;

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

/** How many people are in the main example's sheet. */
export function countRows({ workflow }: Example): number {
	const sheet = workflow.nodes.find(({ name }) => name === sheetNodeName);
	const { people } = JSON.parse(String(sheet?.parameters.jsonOutput)) as { people: unknown[] };
	return people.length;
}

/**
 * Runs the main example in n8n, as a click on "Execute workflow" does, and reads what became of every row.
 * @throws StartFailure when the run ends with an error or takes longer than five minutes
 */
export async function runMainExample(api: N8nApi, example: Example): Promise<OutcomeLine[]> {
	const trigger = example.workflow.nodes.find(({ type }) => type.endsWith('.manualTrigger'));
	const what = `Registering ${countRows(example)} rows with three providers`;
	return await showProgress(what, async () => {
		const { executionId } = await api.call<{ executionId: string }>(
			'POST',
			`/workflows/${example.id}/run`,
			{ triggerToStartFrom: { name: trigger?.name } },
		);
		const execution = await waitForEnd(api, executionId);
		const { error, runData } = readRunData(execution.data).resultData;
		if (execution.status !== 'success' || error !== undefined) {
			throw new StartFailure(
				`The example ended with status "${execution.status}": ${error?.message ?? 'n8n gives no reason'}. ` +
					"More stands in n8n's own log, .n8n-host/logs/n8n.log.",
			);
		}
		const items = runData[reportNodeName]?.[0]?.data?.main[0] ?? [];
		return items.map(({ json }) => readOutcomeLine(json as Record<string, unknown>));
	});
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
