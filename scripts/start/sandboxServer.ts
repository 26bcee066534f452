import { join } from 'node:path';

import type { LedgerEntry, ProviderName } from '../../sandbox/kernel/records';
import { repositoryFolder } from './folders';
import { findFreePort } from './ports';
import { lastWords, startProcess, type StartedProcess } from './processes';
import { showProgress } from './progress';
import { StartFailure } from './startFailure';

const usualPort = 6101;
const startUpSeconds = 30;
const lookAgainMilliseconds = 50;

/** A minute of a provider's limit lasts six seconds here, so that the demonstration does not take minutes. */
const windowScale = 0.1;

/** The simulated providers, running in a process of their own. */
export interface RunningSandbox {
	process: StartedProcess;
	providers: Record<ProviderName, { url: string; credentials: Record<string, string> }>;
	/** The provider's committed writes since the start, oldest first. */
	readLedger: (provider: ProviderName) => Promise<LedgerEntry[]>;
}

/**
 * Starts the simulated providers with the people of the main example.
 * @throws StartFailure when it ends early or takes longer than 30 seconds
 */
export async function startSandboxServer(): Promise<RunningSandbox> {
	return await showProgress('Starting the simulated providers', async () => {
		const zenoti = await findFreePort(usualPort);
		const knolyx = await findFreePort(zenoti + 1);
		const swoogo = await findFreePort(knolyx + 1);
		const sandboxProcess = await startProcess({
			name: 'sandbox',
			command: process.execPath,
			parameters: [
				...['--require', join(__dirname, 'endWithParent.cjs')],
				...['--require', 'tsx/cjs', join('sandbox', 'main.ts'), '--scenario', 'example'],
				...['--window-scale', String(windowScale), '--zenoti', String(zenoti)],
				...['--knolyx', String(knolyx), '--swoogo', String(swoogo)],
			],
			folder: repositoryFolder,
			environment: process.env,
			withChannel: true,
		});
		const providers = await readAnnouncement(sandboxProcess);
		return {
			process: sandboxProcess,
			providers,
			readLedger: async (provider) => {
				const response = await fetch(`${providers[provider].url}/_sandbox/ledger`);
				return (await response.json()) as LedgerEntry[];
			},
		};
	});
}

/** The sandbox prints one line of JSON once it listens. */
async function readAnnouncement(sandbox: StartedProcess): Promise<RunningSandbox['providers']> {
	const deadline = Date.now() + startUpSeconds * 1000;
	while (sandbox.isRunning() && Date.now() < deadline) {
		const line = (await sandbox.readLog()).split('\n').find((text) => /^\{.*\}$/.test(text));
		if (line !== undefined) return JSON.parse(line) as RunningSandbox['providers'];
		await new Promise((resolve) => setTimeout(resolve, lookAgainMilliseconds));
	}
	throw new StartFailure(
		'The simulated providers did not start. Mend what the lines below say, then run npm start again.\n' +
			lastWords(sandbox.logFile, await sandbox.readLog()),
	);
}
