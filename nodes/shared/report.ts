import type { NodeExecutionHint } from 'n8n-workflow';

import type { Ending } from './journal';
import type { Operation, Outcome } from './operation';
import type { Provider } from './provider';

const OUTCOMES: Outcome[] = ['created', 'updated', 'removed', 'unchanged', 'waitlisted'];

/** What became of the items so far, e.g. "24 registered, 3 already registered, 3 failed". */
export function summaryOf(operation: Operation, endings: Array<Ending | undefined>): string {
	const failed = endings.filter((ending) => ending?.failure).length;
	const counts = OUTCOMES.map((outcome): [number, string] => [
		endings.filter((ending) => ending?.outcome === outcome).length,
		operation.outcomes?.[outcome] ?? outcome,
	]);
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
	const items = endings.length === 1 ? '1 item' : `${endings.length} items`;
	const waited =
		waitedSeconds >= 1
			? ` Waited ${Math.round(waitedSeconds)} s for ${provider.name}'s limit${limitOf(provider)}.`
			: '';
	return {
		message: `${items}: ${summaryOf(operation, endings)}.${waited}`,
		type: endings.some((ending) => ending?.failure) ? 'warning' : 'info',
		location: 'outputPane',
	};
}

/** What a run that stops on a failure had done until then, and what to do about the rest. */
export function stopDescription(operation: Operation, endings: Array<Ending | undefined>): string {
	const done = endings.filter((ending) => ending?.outcome).length;
	const failed = endings.filter((ending) => ending?.failure).length;
	const total = endings.length;
	if (total === 1) return 'Correct the row and run again.';
	const word = operation.outcomes ? 'done' : 'read';
	const rest = operation.outcomes
		? ` Fix the row and run again: those ${done} will be recognised.`
		: ' Fix the row and run again.';
	const finished = operation.outcomes
		? done
		: endings.filter((ending) => ending?.records && !ending.outcome).length;
	return `${finished} of ${total} ${word}, ${failed} failed, ${total - finished - failed} not tried.${finished > 0 ? rest : ' Fix the row and run again.'}`;
}

function limitOf({ budget }: Provider): string {
	if (!budget) return '';
	const window = budget.windowSeconds === 60 ? 'minute' : `${budget.windowSeconds / 60} minutes`;
	return ` of ${budget.credits.toLocaleString('en-US')} calls per ${window}`;
}
