import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { hostFolder } from './folders';
import { nodeRuntime, type NodeRuntime } from './nodeRuntime';
import { npmProcess } from './npm';
import { runToEnd } from './processes';
import { showProgress } from './progress';
import { StartFailure } from './startFailure';

const n8nVersion = '2.41.1';
const neededGigabytes = 4;
const bytesPerGigabyte = 1024 ** 3;
const runAgain = 'Run npm start again when that is solved; it begins afresh.';

/** Written last, so that an install that was cut off is noticed; holds what was installed. */
const stampFile = join(hostFolder, 'installed.json');
const modulesFolder = join(hostFolder, 'node_modules');

/** n8n's own start file, to be run by the runtime's program. */
export const n8nStartFile = join(modulesFolder, 'n8n', 'bin', 'n8n');

/**
 * Makes sure that the pinned n8n is installed and complete, and installs it when it is not.
 * @throws StartFailure when the disk is too full, or when an install step fails
 */
export async function prepareHost(): Promise<NodeRuntime> {
	const runtime = nodeRuntime();
	const packageFile = JSON.stringify(
		{
			name: 'n8n-host',
			private: true,
			dependencies: { n8n: n8nVersion, ...runtime.dependency },
			// Newer releases of linkedom ask for a package that not every registry carries.
			overrides: { linkedom: '0.18.12' },
		},
		undefined,
		'\t',
	);
	if (await isComplete(packageFile, runtime)) return runtime;
	await installHost(packageFile, runtime);
	return runtime;
}

async function isComplete(packageFile: string, runtime: NodeRuntime): Promise<boolean> {
	const stamp = await readFile(stampFile, 'utf8').catch(() => undefined);
	return stamp === packageFile && existsSync(n8nStartFile) && existsSync(runtime.program);
}

async function installHost(packageFile: string, runtime: NodeRuntime): Promise<void> {
	await mkdir(hostFolder, { recursive: true });
	if (existsSync(modulesFolder)) {
		await showProgress('Removing an unfinished or outdated n8n install', async () => {
			await rm(stampFile, { force: true });
			await rm(join(hostFolder, 'package-lock.json'), { force: true });
			await rm(modulesFolder, { recursive: true, force: true });
		});
	}
	await refuseFullDisk();
	await writeFile(join(hostFolder, 'package.json'), packageFile);
	await downloadPackages();
	await buildDatabaseDriver(runtime);
	await writeFile(stampFile, packageFile);
}

async function refuseFullDisk(): Promise<void> {
	const { bavail, bsize } = await statfs(hostFolder);
	const freeGigabytes = (bavail * bsize) / bytesPerGigabyte;
	if (freeGigabytes >= neededGigabytes) return;
	throw new StartFailure(
		`n8n needs about ${neededGigabytes} GB of disk space in ${hostFolder}, and only ` +
			`${freeGigabytes.toFixed(1)} GB are free. Make room, then run npm start again.`,
	);
}

async function downloadPackages(): Promise<void> {
	// --ignore-scripts: some packages of n8n download more from elsewhere, and n8n runs without that.
	const parameters = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=http'];
	await showProgress(`Installing n8n ${n8nVersion} (once, about 3 minutes)`, async (say) => {
		await runToEnd(npmProcess('install-n8n', parameters, hostFolder), explainFailedInstall, (log) =>
			say(describeInstall(log)),
		);
	});
}

function describeInstall(log: string): string {
	const fetched = log.match(/^npm http (fetch|cache) .*/gm) ?? [];
	const downloaded = fetched.filter((line) => line.includes('.tgz')).length;
	return `${fetched.length - downloaded} packages looked up, ${downloaded} downloaded`;
}

async function buildDatabaseDriver(runtime: NodeRuntime): Promise<void> {
	await showProgress("Preparing n8n's database (once, about a minute)", async () => {
		const rebuild = npmProcess('install-database', ['rebuild', 'sqlite3'], hostFolder);
		await runToEnd(rebuild, explainFailedDriver);
		const command = { command: runtime.program, parameters: ['-e', 'require("sqlite3")'] };
		await runToEnd({ ...rebuild, ...command, name: 'check-database' }, explainFailedDriver);
	});
}

function explainFailedInstall(log: string): string {
	if (/ENOSPC/.test(log)) {
		return `The disk filled up while n8n was being installed in ${hostFolder}. Make room. ${runAgain}`;
	}
	if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET/.test(log)) {
		return `The package registry could not be reached. Check the network or the proxy settings of npm. ${runAgain}`;
	}
	return `npm could not install n8n ${n8nVersion}. ${runAgain}`;
}

function explainFailedDriver(): string {
	return (
		'The database driver of n8n (sqlite3) could neither be downloaded ready-made from github.com nor be built here. ' +
		`Allow the download, or install Python 3, make and a C++ compiler. ${runAgain}`
	);
}
