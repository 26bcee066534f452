import type { N8nApi } from './n8nApi';
import { readOutcomeLine, type OutcomeLine } from './outcomes';
import { showProgress } from './progress';
import { runExample } from './runExample';
import type { Example } from './workspace';

/** The file name of the main example, and with it its id in n8n. */
export const mainExampleId = 'register-people';

/** Its node that lists every row with every provider. */
export const reportNodeName = 'Report';

/** Its node with the sheet. */
export const sheetNodeName = 'People';

/** How many people are in the main example's sheet. */
export function countRows({ workflow }: Example): number {
	const sheet = workflow.nodes.find(({ name }) => name === sheetNodeName);
	const { people } = JSON.parse(String(sheet?.parameters.jsonOutput)) as { people: unknown[] };
	return people.length;
}

/**
 * Runs the main example in n8n and reads what became of every row.
 * @throws StartFailure when the run ends with an error or takes longer than five minutes
 */
export async function runMainExample(api: N8nApi, example: Example): Promise<OutcomeLine[]> {
	const what = `Registering ${countRows(example)} rows with three providers`;
	const outputs = await showProgress(what, async () => await runExample(api, example));
	return (outputs.get(reportNodeName)?.[0] ?? []).map(readOutcomeLine);
}
