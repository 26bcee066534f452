import Table from 'cli-table3';

import { knolyx } from '../nodes/KnolyxCommunity/knolyx';
import { budgetFloorSeconds, type BudgetTrial } from './budgetTrials';
import { floor, httpRequest, ourNode, type Contender } from './contenders';
import { rowsOfMemoryRun, type MemoryTrial } from './memory';
import { listLength } from './records';
import { latencyMilliseconds, rowsOfPacedRuns } from './sandboxSettings';
import { median } from './statistics';
import type { TimePlan, Trial } from './timeTrials';

/** A figure beside the most it may be. */
interface Goal {
	what: string;
	ratio: number;
	most: number;
}

/** Many rows at zero latency: milliseconds per row, and how our node compares. */
export function printSpeed(plan: TimePlan, trials: Trial[]): void {
	const table = newTable(['', 'ms per row', 'processor ms', '× HTTP Request', '× floor', 'failed']);
	const [other, least] = [httpRequest, floor].map((contender) => wallPerRow(trials, contender));
	for (const { contender, readings } of trials) {
		const wall = wallPerRow(trials, contender);
		const processor = median(readings.map((reading) => reading.processorMilliseconds)) / plan.rows;
		const failed = Math.max(...readings.map(({ failedRows }) => failedRows));
		table.push([
			contender.label,
			...[wall, processor].map((milliseconds) => milliseconds.toFixed(2)),
			...[wall / other!, wall / least!].map((ratio) => ratio.toFixed(2)),
			failed,
		]);
	}
	const host = `n8n on Node ${trials[0]?.readings[0]?.nodeVersion}`;
	console.log(`\n${plan.name}, in ${host} (${roundsOf(plan)})\n${table.toString()}`);
	const ours = wallPerRow(trials, ourNode);
	printGoals([
		{ what: "time per row ÷ HTTP Request's", ratio: ours / other!, most: 0.4 },
		{ what: "time per row ÷ the floor's", ratio: ours / least!, most: 1.5 },
	]);
}

function wallPerRow(trials: Trial[], contender: Contender): number {
	const readings = trials.find((trial) => trial.contender === contender)?.readings ?? [];
	return median(readings.map(({ wallMilliseconds, rows }) => wallMilliseconds / rows));
}

/** Rows at a latency: how long the whole run takes. `seenMilliseconds` is that latency as a bare client sees it. */
export function printLatency(plan: TimePlan, trials: Trial[], seenMilliseconds: number): void {
	const [ideal, idealSeen] = [latencyMilliseconds, seenMilliseconds].map(
		(milliseconds) => (rowsOfPacedRuns * milliseconds) / knolyx.concurrency / 1000,
	);
	const seenLatency = `${seenMilliseconds.toFixed(1)} ms`;
	const table = newTable(['', 'makespan', '× ideal', `× ideal at ${seenLatency}`, 'failed']);
	let ours = NaN;
	for (const { contender, readings } of trials) {
		const seconds = median(readings.map(({ wallMilliseconds }) => wallMilliseconds)) / 1000;
		if (contender === ourNode) ours = seconds;
		const failed = Math.max(...readings.map(({ failedRows }) => failedRows));
		const ratios = [seconds / ideal!, seconds / idealSeen!].map((ratio) => ratio.toFixed(3));
		table.push([contender.label, inSeconds(seconds), ...ratios, failed]);
	}
	console.log(
		`\n${plan.name} (${roundsOf(plan)}); ideal: rows × latency ÷ ${knolyx.concurrency} at a time = ` +
			`${inSeconds(ideal!)}; a bare client sees ${seenLatency}\n${table.toString()}`,
	);
	printGoals([{ what: 'makespan ÷ ideal', ratio: ours / ideal!, most: 1.05 }]);
}

/** Rows under a scaled budget: how long the whole run takes. */
export function printBudget(trials: BudgetTrial[]): void {
	const table = newTable(['', 'makespan', '× floor', 'failed']);
	for (const { label, seconds, failedRows } of trials) {
		const ratio = failedRows === 0 ? (seconds / budgetFloorSeconds).toFixed(3) : '';
		table.push([label, inSeconds(seconds), ratio, failedRows]);
	}
	console.log(
		`\n${rowsOfPacedRuns} rows under a budget of 60 calls per 6 s; floor: ${inSeconds(budgetFloorSeconds)}\n${table.toString()}`,
	);
	const ours = trials.filter(({ isOurs }) => isOurs);
	printGoals(
		ours.map(({ label, seconds }) => ({
			what: `makespan ÷ the budget's floor (${label})`,
			ratio: seconds / budgetFloorSeconds,
			most: 1.05,
		})),
	);
}

/** Peak heaps, and how our node compares with a stub that returns the same records. */
export function printMemory(trials: MemoryTrial[]): void {
	const table = newTable(['', 'records', 'peak in use', '× stub', 'peak with garbage']);
	const inUse = (subject: string) =>
		trials.find((trial) => trial.subject === subject)?.inUse.peakMegabytes ?? NaN;
	const ratioOf = (subject: string) => inUse(subject) / inUse(`${subject.split(' ')[0]} of a stub`);
	for (const trial of trials) {
		table.push([
			trial.subject,
			trial.inUse.records,
			`${trial.inUse.peakMegabytes.toFixed(1)} MB`,
			ratioOf(trial.subject).toFixed(2),
			`${trial.withGarbage.peakMegabytes.toFixed(1)} MB`,
		]);
	}
	console.log(`\nPeak heap: ${rowsOfMemoryRun} rows, a list of ${listLength}\n${table.toString()}`);
	printGoals(
		['rows of our node', 'list of our node'].map((subject) => ({
			what: `peak heap in use ÷ the stub's (${subject.split(' ')[0]})`,
			ratio: ratioOf(subject),
			most: 1.5,
		})),
	);
}

const roundsOf = ({ rounds }: TimePlan) =>
	rounds === 1 ? 'one round' : `median of ${rounds} rounds`;

function printGoals(goals: Goal[]): void {
	for (const { what, ratio, most } of goals) {
		const verdict = ratio <= most ? 'met' : 'MISSED';
		console.log(`  ${verdict}: ${what} is ${ratio.toFixed(3)}, goal at most ${most}`);
	}
}

function newTable(head: string[]) {
	const colAligns = head.map((_, column) => (column === 0 ? 'left' : 'right') as 'left' | 'right');
	return new Table({ head, colAligns, style: { head: [], border: [] } });
}

const inSeconds = (seconds: number) => `${seconds.toFixed(2)} s`;
