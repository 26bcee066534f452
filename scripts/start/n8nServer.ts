import { delimiter, dirname, join } from 'node:path';

import { hostFolder, userFolder } from './folders';
import { n8nStartFile } from './n8nHost';
import type { NodeRuntime } from './nodeRuntime';
import { findFreePort } from './ports';
import { lastWords, startProcess, type StartedProcess } from './processes';
import { showProgress } from './progress';
import { StartFailure } from './startFailure';

export const usualPort = 5678;

const usualTaskBrokerPort = 5679;
const startUpSeconds = 120;
const lookAgainMilliseconds = 200;
/** Between n8n's own end of patience and ours. */
const secondsToNotice = 4;

/** An n8n beside the demonstration's, with data of its own. */
export interface N8nPlace {
	/** Names the log file. */
	name: string;
	userFolder: string;
	/** The first port to try. */
	firstPort: number;
	/** How long it may finish what runs when it is stopped. */
	stopSeconds: number;
	/** Added to what every n8n here gets. */
	environment: NodeJS.ProcessEnv;
}

const demonstration: N8nPlace = {
	name: 'n8n',
	userFolder,
	firstPort: usualPort,
	stopSeconds: 8,
	environment: {},
};

/** A running n8n. */
export interface N8nServer {
	url: string;
	port: number;
	process: StartedProcess;
}

/**
 * Starts n8n on this machine only and waits until its editor answers.
 * @throws StartFailure when it ends early or takes longer than two minutes
 */
export async function startN8n(
	runtime: NodeRuntime,
	place: N8nPlace = demonstration,
): Promise<N8nServer> {
	const port = await findFreePort(place.firstPort);
	const brokerPort = await findFreePort(Math.max(usualTaskBrokerPort, port + 1));
	return await showProgress('Starting n8n', async () => {
		const server: N8nServer = {
			url: `http://localhost:${port}`,
			port,
			process: await startProcess({
				name: place.name,
				command: runtime.program,
				parameters: ['--require', join(__dirname, 'endWithParent.cjs'), n8nStartFile, 'start'],
				folder: hostFolder,
				environment: n8nEnvironment(runtime, place, port, brokerPort),
				withChannel: true,
				stopSeconds: place.stopSeconds + secondsToNotice,
			}),
		};
		await waitUntilReady(server, place);
		return server;
	});
}

async function waitUntilReady({ port, process: n8n }: N8nServer, place: N8nPlace): Promise<void> {
	const deadline = Date.now() + startUpSeconds * 1000;
	while (!(await isReady(port))) {
		if (n8n.isRunning() && Date.now() < deadline) {
			await new Promise((resolve) => setTimeout(resolve, lookAgainMilliseconds));
			continue;
		}
		const what = n8n.isRunning()
			? `n8n did not answer within ${startUpSeconds} seconds.`
			: 'n8n ended while it was starting.';
		throw new StartFailure(
			`${what} Delete ${place.userFolder} to begin with a fresh database, then run npm start again.\n` +
				lastWords(n8n.logFile, await n8n.readLog()),
		);
	}
}

/** n8n answers with a page of its own until everything is loaded, and with JSON from then on. */
async function isReady(port: number): Promise<boolean> {
	try {
		const response = await fetch(`http://127.0.0.1:${port}/rest/settings`);
		return response.headers.get('content-type')?.includes('json') === true;
	} catch {
		return false;
	}
}

function n8nEnvironment(
	{ program }: NodeRuntime,
	place: N8nPlace,
	port: number,
	brokerPort: number,
): NodeJS.ProcessEnv {
	// The person's own n8n settings stay out: they could point to their own database or queue.
	const foreign =
		/^(n8n|db|executions|queue|credentials|webhook|generic|npm)_|^NODE_(ENV|OPTIONS|PATH)$/i;
	const own = Object.entries(process.env).filter(([name]) => !foreign.test(name));
	return {
		...Object.fromEntries(own),
		// n8n starts its task runner as `node`.
		PATH: [dirname(program), process.env.PATH].join(delimiter),
		N8N_USER_FOLDER: place.userFolder,
		N8N_PORT: String(port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_SECURE_COOKIE: 'false',
		N8N_COMMUNITY_PACKAGES_ENABLED: 'true',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: String(place.stopSeconds),
		GENERIC_TIMEZONE: Intl.DateTimeFormat().resolvedOptions().timeZone,
		...place.environment,
	};
}
