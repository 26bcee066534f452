import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { hostFolder } from './folders';
import { StartFailure } from './startFailure';

const processFile = join(hostFolder, 'running.txt');

/**
 * Keeps a second `npm start` from using the same database and folders. One that was killed leaves its mark behind,
 * which counts no longer.
 * @throws StartFailure while another one runs
 */
export function refuseSecondStart(): void {
	const other = runningStart();
	if (other !== undefined) {
		throw new StartFailure(
			`npm start is already running here (process ${other}). Stop it with Ctrl-C in its terminal, then run this again. ` +
				`If process ${other} is something else, delete ${processFile}.`,
		);
	}
	mkdirSync(hostFolder, { recursive: true });
	writeFileSync(processFile, String(process.pid));
	process.once('exit', () => rmSync(processFile, { force: true }));
}

function runningStart(): number | undefined {
	try {
		const processId = Number(readFileSync(processFile, 'utf8'));
		process.kill(processId, 0);
		return processId === process.pid ? undefined : processId;
	} catch {
		return undefined;
	}
}
