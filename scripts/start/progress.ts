import { clearLine, cursorTo } from 'node:readline';

const plainLineSeconds = 15;

/** What a long step adds to its own line, for example how much of it is done. */
export type SayDetail = (detail: string) => void;

/**
 * Shows what is going on and for how many seconds while `work` runs: one line that rewrites itself on a terminal,
 * elsewhere plain lines, a new one every 15 seconds.
 */
export async function showProgress<Result>(
	what: string,
	work: (say: SayDetail) => Promise<Result>,
): Promise<Result> {
	const startedAt = Date.now();
	let detail = '';
	const line = () =>
		`${what} … ${Math.round((Date.now() - startedAt) / 1000)} s${detail && ` (${detail})`}`;
	const rewrites = process.stdout.isTTY;
	if (rewrites) rewriteLine(line());
	else console.log(`${what} …`);
	const timer = setInterval(
		() => (rewrites ? rewriteLine(line()) : console.log(line())),
		rewrites ? 500 : plainLineSeconds * 1000,
	);
	try {
		return await work((text) => (detail = text));
	} finally {
		clearInterval(timer);
		if (rewrites) {
			rewriteLine(line());
			process.stdout.write('\n');
		}
	}
}

function rewriteLine(text: string): void {
	cursorTo(process.stdout, 0);
	// A line longer than the terminal would wrap and could not be rewritten.
	process.stdout.write(text.slice(0, (process.stdout.columns || 80) - 1));
	clearLine(process.stdout, 1);
}
