import { loadPackage } from '../support/builtPackage';
import { runNode, type NodeRunOptions } from '../support/engine';

/** How the rows of a run ended, as far as it can be told between processes. */
export interface SeparateEnding {
	/** The positions of the rows that went well. */
	succeeded: number[];
	/** The sentences of the rows that failed. */
	failures: string[];
}

/** Runs one node in a process of its own: says when it is ready, waits for the run's settings, and tells how it ended. */
async function main(): Promise<void> {
	await loadPackage();
	process.once('message', (options: NodeRunOptions) => void runAndTell(options));
	process.send!('ready');
}

async function runAndTell(options: NodeRunOptions): Promise<void> {
	const { success, failed } = await runNode(options);
	const ending: SeparateEnding = {
		succeeded: success.map(({ pairedItem }) => (pairedItem as { item: number }).item),
		failures: failed.map(({ json }) => String(json.error)),
	};
	process.send!(ending);
	process.disconnect();
}

void main();
