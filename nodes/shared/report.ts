import type { NodeExecutionHint } from 'n8n-workflow';

import type { Ending } from './journal';
import type { Operation } from './operation';
import type { Forecast, Outcome } from './outcome';
import type { Provider } from './provider';

const OUTCOMES: Outcome[] = ['created', 'updated', 'removed', 'unchanged', 'waitlisted'];
const FORECASTS: Array<[Forecast, Outcome]> = [
	['wouldCreate', 'created'],
	['wouldUpdate', 'updated'],
	['wouldRemove', 'removed'],
];

/** What became of the items so far, e.g. "24 registered, 3 already registered, 3 failed". */
export function summaryOf(operation: Operation, endings: Array<Ending | undefined>): string {
	const failed = endings.filter((ending) => ending?.failure).length;
	const count = (outcome: Outcome | Forecast) =>
		endings.filter((ending) => ending?.outcome === outcome).length;
	const wordOf = (outcome: Outcome) => operation.outcomes?.[outcome] ?? outcome;
	const counts = [
		...OUTCOMES.map((outcome): [number, string] => [count(outcome), wordOf(outcome)]),
		...FORECASTS.map(([forecast, outcome]): [number, string] => [
			count(forecast),
			`would be ${wordOf(outcome)}`,
		]),
	];
	if (!operation.outcomes) {
		const records = endings.reduce((sum, ending) => sum + (ending?.records?.length ?? 0), 0);
		counts.push([records, records === 1 ? 'record read' : 'records read']);
	}
	counts.push([failed, 'failed']);
	const parts = counts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
	return parts.join(', ') || 'nothing found';
}

/** The hint under a run's output: totals by outcome, and how long it waited and why. */
export function hintOf(
	operation: Operation,
	endings: Array<Ending | undefined>,
	provider: Provider,
	waitedSeconds: number,
): NodeExecutionHint {
	const [one, many] = operation.isAboutPeople ? ['person', 'people'] : ['item', 'items'];
	const all = endings.length === 1 ? `1 ${one}` : `${endings.length} ${many}`;
	const waited =
		waitedSeconds >= 1
			? ` Waited ${Math.round(waitedSeconds)} s for ${provider.name}'s limit${limitOf(provider)}.`
			: '';
	return {
		message: `${all}: ${summaryOf(operation, endings)}.${waited}`,
		type: endings.some((ending) => ending?.failure) ? 'warning' : 'info',
		location: 'outputPane',
	};
}

/** What a run that stops on a failure had done until then, and what to do about the rest. */
export function stopDescription(operation: Operation, endings: Array<Ending | undefined>): string {
	const total = endings.length;
	if (total === 1) return 'Correct the row and run again.';
	const done = endings.filter((ending) => ending?.records).length;
	const failed = endings.filter((ending) => ending?.failure).length;
	const wasCheck = endings.some((ending) => FORECASTS.some(([word]) => word === ending?.outcome));
	const [written = 'read'] = Object.values(operation.outcomes ?? {});
	const word = wasCheck ? 'checked' : written;
	const advice =
		operation.outcomes && done > 0 && !wasCheck
			? `Fix the row and run again: those ${done} will be recognised.`
			: 'Fix the row and run again.';
	return `${done} of ${total} ${word}, ${failed} failed, ${total - done - failed} not tried. ${advice}`;
}

function limitOf({ budget }: Provider): string {
	if (!budget) return '';
	const window = budget.windowSeconds === 60 ? 'minute' : `${budget.windowSeconds / 60} minutes`;
	return ` of ${budget.credits.toLocaleString('en-US')} calls per ${window}`;
}
