import type { LedgerEntry, ProviderName } from '../../sandbox/kernel/records';
import { providers, resultInWords, type OutcomeLine, type ProviderWords } from './outcomes';

/** The table checked against the sheet and against what the providers recorded. */
export interface Accounting {
	/** Per provider: how many lines ended in which words, most frequent first. */
	totals: string[];
	/** The comparison with the ledger in one line. */
	ledgerLine: string;
	/** What does not add up, one sentence each; empty when every row is accounted for, nobody twice. */
	problems: string[];
}

/**
 * Checks that each of the sheet's rows came out exactly once per provider, that no provider recorded a person twice
 * for the same thing, and that lines and ledger name the same people.
 */
export function account(
	lines: OutcomeLine[],
	rowCount: number,
	ledgers: Record<ProviderName, LedgerEntry[]>,
): Accounting {
	const checked = providers.map((words) => {
		const own = lines.filter(({ provider }) => provider === words.provider);
		const ledger = compareWithLedger(own, ledgers[words.provider], words);
		return {
			words,
			own,
			ledger,
			problems: [...missingRows(own, rowCount, words), ...ledger.problems],
		};
	});
	const problems = checked.flatMap((provider) => provider.problems);
	const counts = checked.map(({ ledger }) => ledger.counts).join(' · ');
	const verdict = problems.length === 0 ? 'as the table says' : 'NOT as the table says';
	return {
		totals: checked.map(({ words, own }) => `${words.label}: ${countByResult(own)}`),
		ledgerLine: `Ledger: ${counts} — ${verdict}.`,
		problems,
	};
}

function missingRows(own: OutcomeLine[], rowCount: number, { label }: ProviderWords): string[] {
	const wanted = Array.from({ length: rowCount }, (_, index) => index + 1);
	const problems = wanted.flatMap((row) => {
		const times = own.filter((line) => line.row === row).length;
		return times === 1 ? [] : [`Row ${row} came out ${times} times for ${label} instead of once.`];
	});
	const strangers = own.filter(({ row }) => !wanted.includes(row)).length;
	return strangers === 0
		? problems
		: [...problems, `${strangers} lines for ${label} belong to no row of the sheet.`];
}

function compareWithLedger(
	own: OutcomeLine[],
	entries: LedgerEntry[],
	{ label, ledgerAction }: ProviderWords,
): { counts: string; problems: string[] } {
	const recorded = countBy(
		entries.filter(({ action }) => action === ledgerAction),
		({ person, target }) => `${person ?? 'somebody'} for ${target ?? 'something'}`,
	);
	const reported = countBy(
		own.filter(({ outcome }) => outcome === 'created' || outcome === 'updated'),
		keyOfLine,
	);
	const before = own.filter(
		(line) => line.outcome === 'unchanged' && !recorded.has(keyOfLine(line)),
	);
	const twice = [...recorded].filter(([, times]) => times > 1);
	const everybody = new Set([...recorded.keys(), ...reported.keys()]);
	const problems = [...everybody].flatMap((who) => {
		const [inLedger, inTable] = [recorded.get(who) ?? 0, reported.get(who) ?? 0];
		if (inLedger === 1 && inTable === 1) return [];
		return [
			`${label}: ${who} is ${inLedger} times in the ledger and ${inTable} times in the table.`,
		];
	});
	return {
		counts: `${label} ${recorded.size - twice.length} people registered once, ${twice.length} twice, ${before.length} before this run`,
		problems,
	};
}

function keyOfLine({ email, target }: OutcomeLine): string {
	return `${email.trim().toLowerCase()} for ${target}`;
}

function countByResult(own: OutcomeLine[]): string {
	return [...countBy(own, resultInWords)]
		.sort(([, one], [, other]) => other - one)
		.map(([words, times]) => `${times} ${words}`)
		.join(', ');
}

function countBy<Thing>(things: Thing[], keyOf: (thing: Thing) => string): Map<string, number> {
	const counts = new Map<string, number>();
	for (const thing of things) counts.set(keyOf(thing), (counts.get(keyOf(thing)) ?? 0) + 1);
	return counts;
}
