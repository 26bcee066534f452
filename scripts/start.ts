import { parseArgs } from 'node:util';

import { account } from './start/accounting';
import { installBuiltPackage } from './start/builtPackage';
import { countRows, mainExampleId, runMainExample } from './start/mainExample';
import { demoLogin, logInToN8n } from './start/n8nApi';
import { prepareHost } from './start/n8nHost';
import { startN8n, usualPort, type N8nServer } from './start/n8nServer';
import { refuseSecondStart } from './start/onlyOneStart';
import { isStopping, stopAllProcesses, type StartedProcess } from './start/processes';
import { printReport } from './start/report';
import { startSandboxServer, type RunningSandbox } from './start/sandboxServer';
import { StartFailure } from './start/startFailure';
import { fillWorkspace, readExamples } from './start/workspace';

const usage = `npm start            run the main example against simulated providers, then serve the n8n editor
npm start -- --once  end after the table; exit code 0 only when every row is accounted for and nobody is registered twice`;

async function main(): Promise<number> {
	const { once, help } = readOptions();
	if (help) {
		console.log(usage);
		return 0;
	}
	refuseSecondStart();
	const runtime = await prepareHost();
	await installBuiltPackage();
	const sandbox = await startSandboxServer();
	const n8n = await startN8n(runtime);
	const isAccountedFor = await demonstrate(n8n, sandbox);
	if (once) return isAccountedFor ? 0 : 1;
	tellWhereTheEditorIs(n8n);
	return await waitForAnEnd([n8n.process, sandbox.process]);
}

function readOptions(): { once: boolean; help: boolean } {
	try {
		const options = { once: { type: 'boolean' }, help: { type: 'boolean' } } as const;
		const { once = false, help = false } = parseArgs({ options }).values;
		return { once, help };
	} catch (error) {
		throw new StartFailure(`${(error as Error).message}\n${usage}`);
	}
}

/** Runs the main example and prints what became of its rows; true when everything adds up. */
async function demonstrate(n8n: N8nServer, sandbox: RunningSandbox): Promise<boolean> {
	const api = await logInToN8n(n8n.port);
	const examples = await readExamples();
	await fillWorkspace(api, sandbox, examples);
	const mainExample = examples.find(({ id }) => id === mainExampleId);
	if (mainExample === undefined) {
		throw new StartFailure(
			`examples/${mainExampleId}.json is missing. Restore it, then run npm start again.`,
		);
	}
	const lines = await runMainExample(api, mainExample);
	const accounting = account(lines, countRows(mainExample), {
		zenoti: await sandbox.readLedger('zenoti'),
		knolyx: await sandbox.readLedger('knolyx'),
		swoogo: await sandbox.readLedger('swoogo'),
	});
	printReport(lines, accounting);
	return accounting.problems.length === 0;
}

function tellWhereTheEditorIs({ url, port }: N8nServer): void {
	const whyAnotherPort = port === usualPort ? '' : ` (port ${usualPort} is in use)`;
	console.log(`
n8n is ready${whyAnotherPort}: ${url}/workflow/${mainExampleId}
Log in as ${demoLogin.email} with the password ${demoLogin.password}
Every start puts the examples back as they were: save your own changes under another name.
Press Ctrl-C to stop n8n and the simulated providers.`);
}

async function waitForAnEnd(servers: StartedProcess[]): Promise<number> {
	const ended = await Promise.race(
		servers.map(async (server) => {
			await server.ended;
			return server;
		}),
	);
	throw new StartFailure(
		`A server ended by itself; why stands in ${ended.logFile}. Run npm start again.`,
	);
}

async function endWith(exitCode: number): Promise<void> {
	await stopAllProcesses();
	process.exit(exitCode);
}

async function endWithFailure(error: unknown): Promise<void> {
	// What fails because everything is being stopped needs no words.
	if (isStopping()) return;
	process.stderr.write(
		error instanceof StartFailure
			? `\n${error.message}\n`
			: `\nnpm start failed in a way nobody foresaw: ${String(error)}. Please report this sentence; then run npm start again.\n`,
	);
	await endWith(1);
}

const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
for (const [signal, exitCode] of Object.entries(exitCodes)) {
	process.on(signal, () => {
		if (!isStopping()) process.stdout.write('\nStopping …\n');
		void endWith(exitCode);
	});
}
// npm hands a signal to the shell between it and us, and the shell dies of it without handing it on.
const parent = process.ppid;
const watchMilliseconds = 1000;
if (process.env.npm_lifecycle_event !== undefined) {
	setInterval(() => {
		if (process.ppid !== parent) void endWith(exitCodes.SIGTERM);
	}, watchMilliseconds).unref();
}
process.on('uncaughtException', (error) => void endWithFailure(error));
main().then(endWith, endWithFailure);
