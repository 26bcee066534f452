import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { loadPackage, type LoadedPackage } from './builtPackage';

/** Where the built package says how long a provider's window of calls is. */
const windowLengths: Array<[file: string, length: RegExp]> = [
	['ZenotiWorkshop/zenoti.js', /(windowSeconds: )60\b/],
	['SwoogoRegistrant/swoogo.js', /(windowSeconds: )600\b/],
	// Knolyx documents no limit.
	['shared/budget.js', /(USUAL_WINDOW_SECONDS = )60\b/],
];

/** A package for runs, and the way to get rid of its files. */
export interface ShortWindows {
	loadedPackage: LoadedPackage;
	remove(): void;
}

/**
 * The built package with windows of `seconds` instead of a minute or ten, for tests that wait for a whole window which no
 * answer tells the length of. A copy in which nothing but these three numbers differs.
 * @throws when the built package names one of them in another way
 */
export async function packageWithShortWindows(seconds: number): Promise<ShortWindows> {
	const { loader } = await loadPackage();
	const copy = mkdtempSync(join(tmpdir(), 'event-registration-short-windows-'));
	for (const part of ['package.json', 'dist']) {
		cpSync(join(loader.directory, part), join(copy, part), { recursive: true });
	}
	for (const [name, length] of windowLengths) {
		const file = join(copy, 'dist', 'nodes', name);
		const code = readFileSync(file, 'utf8');
		if (!length.test(code)) throw new Error(`${name} of the built package does not say ${length}`);
		writeFileSync(file, code.replace(length, `$1${seconds}`));
	}
	const loadedPackage = await loadPackage(copy);
	return { loadedPackage, remove: () => rmSync(copy, { recursive: true }) };
}
