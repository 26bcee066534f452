import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

import { logFolder, repositoryFolder } from './folders';
import { StartFailure } from './startFailure';

const usualStopSeconds = 12;
const lastLineCount = 8;
const watchEveryMilliseconds = 1000;

export interface ProcessOptions {
	/** Names the log file: `.n8n-host/logs/<name>.log`. */
	name: string;
	command: string;
	parameters: string[];
	folder: string;
	environment: NodeJS.ProcessEnv;
	/** Gives the process a channel to this one; see endWithParent.cjs. */
	withChannel?: boolean;
	/** How long it may take to end in good order; 12 seconds if not given. */
	stopSeconds?: number;
}

export interface StartedProcess {
	/** Resolves with the exit code when it has ended; undefined when a signal ended it. Never rejects. */
	ended: Promise<number | undefined>;
	isRunning: () => boolean;
	/** Everything it has written so far, both streams. */
	readLog: () => Promise<string>;
	/** The log file as a path from the repository's root, for messages. */
	logFile: string;
	/** Ends it and all it started: politely first, by force when that takes too long. */
	stop: () => Promise<void>;
}

const running = new Set<StartedProcess>();
let stopping = false;

/** True once `stopAllProcesses` was called: failures that follow from it are no news. */
export const isStopping = () => stopping;

/** Ends everything that was started; safe to call twice. Nothing can be started any more. */
export async function stopAllProcesses(): Promise<void> {
	stopping = true;
	await Promise.all([...running].map(async (started) => await started.stop()));
}

/**
 * Starts a program in a process group of its own, so that Ctrl-C reaches only us and we can end it in good order
 * together with all it starts itself.
 */
export async function startProcess(options: ProcessOptions): Promise<StartedProcess> {
	// execa is an ES module: a static import would become a require that Node.js refuses.
	const { execa } = await import('execa');
	mkdirSync(logFolder, { recursive: true });
	const logPath = join(logFolder, `${options.name}.log`);
	// An open file goes to the process as it is: with a pipe through us, it could not write once we were gone.
	const log = createWriteStream(logPath);
	await once(log, 'open');
	if (stopping) throw new StartFailure('Stopped.');
	const child = execa(options.command, options.parameters, {
		cwd: options.folder,
		env: options.environment,
		extendEnv: false,
		detached: process.platform !== 'win32',
		stdin: 'ignore',
		stdout: log,
		stderr: log,
		ipc: options.withChannel === true,
		reject: false,
	});
	let isRunning = true;
	const started: StartedProcess = {
		ended: child.then(({ exitCode }) => {
			isRunning = false;
			running.delete(started);
			log.close();
			return exitCode;
		}),
		isRunning: () => isRunning,
		readLog: async () => await readFile(logPath, 'utf8'),
		logFile: relative(repositoryFolder, logPath),
		stop: async () => await stopGroup(started, child.pid, options.stopSeconds ?? usualStopSeconds),
	};
	running.add(started);
	return started;
}

/**
 * Runs a program to its end; `watch` sees what it has written so far, once a second.
 * @throws StartFailure with `explain(log)` and the program's last words when it fails
 */
export async function runToEnd(
	options: ProcessOptions,
	explain: (log: string) => string,
	watch?: (log: string) => void,
): Promise<void> {
	const started = await startProcess(options);
	const watcher =
		watch && setInterval(() => void started.readLog().then(watch), watchEveryMilliseconds);
	const exitCode = await started.ended;
	clearInterval(watcher);
	if (exitCode === 0) return;
	const log = await started.readLog();
	throw new StartFailure(`${explain(log)}\n${lastWords(started.logFile, log)}`);
}

/** The last lines of a log, for a message. */
export function lastWords(logFile: string, log: string): string {
	const lines = log.trim().split('\n').slice(-lastLineCount);
	return `The last lines of ${logFile}:\n  ${lines.join('\n  ')}`;
}

async function stopGroup(
	started: StartedProcess,
	processId: number | undefined,
	stopSeconds: number,
): Promise<void> {
	signalGroup(processId, 'SIGTERM');
	const byForce = setTimeout(() => signalGroup(processId, 'SIGKILL'), stopSeconds * 1000);
	await started.ended;
	clearTimeout(byForce);
}

function signalGroup(processId: number | undefined, signal: NodeJS.Signals): void {
	if (processId === undefined) return;
	try {
		process.kill(process.platform === 'win32' ? processId : -processId, signal);
	} catch (error) {
		const alreadyGone = (error as NodeJS.ErrnoException).code === 'ESRCH';
		if (!alreadyGone) throw error;
	}
}
