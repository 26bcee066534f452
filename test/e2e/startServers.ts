import { rm } from 'node:fs/promises';

import { installBuiltPackage } from '../../scripts/start/builtPackage';
import { prepareHost } from '../../scripts/start/n8nHost';
import { logInToN8n } from '../../scripts/start/n8nApi';
import { startN8n } from '../../scripts/start/n8nServer';
import { refuseSecondStart } from '../../scripts/start/onlyOneStart';
import { stopAllProcesses } from '../../scripts/start/processes';
import { showProgress } from '../../scripts/start/progress';
import { startSandboxServer } from '../../scripts/start/sandboxServer';
import { StartFailure } from '../../scripts/start/startFailure';
import { fillWorkspace, readExamples } from '../../scripts/start/workspace';
import { browserProgram, screenshotFolder } from './editor';
import { readLoadedNodes } from './loadedNodes';
import { noteServers } from './servers';

const longestWaitMinutes = 10;
const lookAgainSeconds = 5;

/**
 * Once before all tests: the package built and installed into a real n8n, the simulated providers, the example
 * workflows and their credentials, exactly as `npm start` makes them.
 */
export default async function startServers(): Promise<void> {
	browserProgram();
	await waitForTurn();
	try {
		await rm(screenshotFolder, { recursive: true, force: true });
		const runtime = await prepareHost();
		await installBuiltPackage();
		const sandbox = await startSandboxServer();
		const n8n = await startN8n(runtime);
		const api = await logInToN8n(n8n.port);
		await fillWorkspace(api, sandbox, await readExamples());
		const { url, port } = n8n;
		noteServers({ url, port, providers: sandbox.providers, nodes: await readLoadedNodes(api) });
	} catch (error) {
		await stopAllProcesses();
		throw error;
	}
}

/** Both this and `npm start` use n8n's user folder, one after the other. */
async function waitForTurn(): Promise<void> {
	const deadline = Date.now() + longestWaitMinutes * 60_000;
	if (isMyTurn(deadline)) return;
	await showProgress('Waiting for another npm start in this folder to end', async () => {
		do {
			await new Promise((resolve) => setTimeout(resolve, lookAgainSeconds * 1000));
		} while (!isMyTurn(deadline));
	});
}

function isMyTurn(deadline: number): boolean {
	try {
		refuseSecondStart();
		return true;
	} catch (error) {
		if (error instanceof StartFailure && Date.now() < deadline) return false;
		throw error;
	}
}
