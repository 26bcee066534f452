import { cpus } from 'node:os';
import { parseArgs } from 'node:util';

import { measureLatency } from './bareClient';
import { runBudgetTrials } from './budgetTrials';
import { startChild } from './childProcess';
import {
	declarative,
	floor,
	floorAtOurConcurrency,
	floorWithField,
	httpRequest,
	ourNode,
} from './contenders';
import { runMemoryTrials } from './memory';
import { installPackages, isN8nInstalled, n8nMissing } from './realN8n';
import {
	latencyMilliseconds,
	rowsOfPacedRuns,
	type Address,
	type SandboxAddresses,
} from './sandboxSettings';
import { printBudget, printLatency, printMemory, printSpeed } from './tables';
import { runTimeTrials, type TimePlan } from './timeTrials';

const sections = ['speed', 'budget', 'memory'];

/**
 * `tsx bench/main.ts [--only speed|budget|memory] [--thorough]`: measures, and prints tables with the goals beneath.
 */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: { only: { type: 'string' }, thorough: { type: 'boolean', default: false } },
	});
	if (values.only !== undefined && !sections.includes(values.only)) {
		throw new Error(`--only must be one of: ${sections.join(', ')}`);
	}
	const isWanted = (section: string) => (values.only ?? section) === section;
	console.log(`Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model})`);
	const bare = await startChild<string>('bareProvider.ts');
	const sandbox = await startChild<SandboxAddresses>('sandboxProviders.ts');
	const openedAt = Date.now();
	try {
		if (isWanted('speed')) await measureSpeed(bare.message, sandbox.message, values.thorough);
		if (isWanted('budget')) printBudget(await runBudgetTrials(sandbox.message, openedAt));
		if (isWanted('memory')) printMemory(await runMemoryTrials(bare.message, values.thorough));
	} finally {
		await Promise.all([bare.stop(), sandbox.stop()]);
	}
}

async function measureSpeed(
	bareUrl: string,
	sandbox: SandboxAddresses,
	isThorough: boolean,
): Promise<void> {
	if (!isN8nInstalled()) return console.log(`\n${n8nMissing}`);
	const provider: Address = {
		url: bareUrl,
		credentials: { projectId: 'bench-project', apiKey: 'bench-key' },
	};
	const many: TimePlan = {
		name: '1,000 rows at zero latency',
		rows: 1000,
		rounds: isThorough ? 7 : 3,
		provider,
		contenders: [
			...[ourNode, httpRequest, declarative, floor],
			...[floorAtOurConcurrency, floorWithField],
		],
	};
	const veryMany: TimePlan = {
		name: '10,000 rows at zero latency',
		rows: 10_000,
		rounds: isThorough ? 3 : 1,
		provider,
		contenders: [ourNode, httpRequest, ...(isThorough ? [declarative] : []), floor],
	};
	const late: TimePlan = {
		name: `${rowsOfPacedRuns} rows at ${latencyMilliseconds} ms`,
		rows: rowsOfPacedRuns,
		rounds: isThorough ? 3 : 1,
		provider: sandbox.knolyx,
		contenders: [ourNode, floorAtOurConcurrency, httpRequest],
	};
	const seenMilliseconds = await measureLatency(sandbox.knolyx);
	await installPackages();
	const trials = await runTimeTrials([many, veryMany, late]);
	for (const plan of [many, veryMany]) printSpeed(plan, trials.get(plan) ?? []);
	printLatency(late, trials.get(late) ?? [], seenMilliseconds);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
});
