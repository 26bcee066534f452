import Table from 'cli-table3';

import type { Accounting } from './accounting';
import { providers, resultInWords, type OutcomeLine } from './outcomes';

const widthWithoutTerminal = 160;
const narrowestTable = 90;
const headings = ['Row', 'Person', 'Provider', 'Result', 'In words'];
const fixedWidths = [5, 32, 10, 26];

/** Prints one line per row and provider, the totals, what does not add up, and the comparison with the ledger. */
export function printReport(lines: OutcomeLine[], accounting: Accounting): void {
	console.log(`\n${renderTable(lines)}`);
	for (const total of accounting.totals) console.log(total);
	for (const problem of accounting.problems) console.log(`PROBLEM: ${problem}`);
	console.log(accounting.ledgerLine);
}

function renderTable(lines: OutcomeLine[]): string {
	const width = Math.max(process.stdout.columns ?? widthWithoutTerminal, narrowestTable);
	const borders = headings.length + 1;
	const rest = width - borders - fixedWidths.reduce((sum, one) => sum + one, 0);
	const table = new Table({
		head: headings,
		colWidths: [...fixedWidths, rest],
		// No rules between 90 lines, and no colours: the output must read well in a log file too.
		chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
		style: { head: [], border: [] },
	});
	const order = providers.map(({ provider }) => provider);
	const sorted = [...lines].sort(
		(one, other) =>
			one.row - other.row || order.indexOf(one.provider) - order.indexOf(other.provider),
	);
	for (const line of sorted) {
		const label = providers.find(({ provider }) => provider === line.provider)?.label;
		table.push([line.row, line.email, label, resultInWords(line), shorten(line.sentence)]);
	}
	return table.toString();
}

/** Without "Could not register … for …:" and "[item 4]", which the other columns say already. */
function shorten(sentence: string): string {
	return sentence.replace(/^Could not .*?: /, '').replace(/ \[item \d+\]$/, '');
}
