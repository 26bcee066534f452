const { spawnSync } = require('node:child_process');
const { readFileSync, rmSync } = require('node:fs');
const { join } = require('node:path');

const repository = join(__dirname, '..');
const oldestNode = 20;

/**
 * Makes sure that node_modules holds what package-lock.json asks for, and installs it when it does not.
 *
 * @returns {boolean} false when that failed; why, and what to do, is on the terminal then
 */
function ensureDependencies() {
	if (Number(process.versions.node.split('.')[0]) < oldestNode) {
		console.error(
			`This needs Node.js ${oldestNode} or newer, and this is ${process.versions.node}. ` +
				'Install a newer one from https://nodejs.org and run the same command again.',
		);
		return false;
	}
	if (isInstalled()) return true;
	console.log('Installing the development dependencies (once, one or two minutes) …');
	rmSync(join(repository, 'node_modules'), { recursive: true, force: true });
	// Not `npm ci`: it refuses a lock file that leaves out optional packages made for other systems.
	const parameters = ['install', '--no-save', '--ignore-scripts', '--include=dev'];
	const { status } = runNpm([...parameters, '--no-audit', '--no-fund', '--loglevel=error']);
	if (status === 0) return true;
	console.error(
		'npm could not install the development dependencies: its own words stand above. ' +
			'Most often the network or the disk is the reason. Run the same command again when that is solved; ' +
			'it begins afresh.',
	);
	return false;
}

/**
 * npm writes node_modules/.package-lock.json as the last step of an install, so a half-finished first install has none
 * and an outdated one differs. Optional packages are for other systems.
 * https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json#hidden-lockfiles
 */
function isInstalled() {
	const installed = readPackages('node_modules/.package-lock.json');
	if (installed === undefined) return false;
	return Object.entries(readPackages('package-lock.json') || {}).every(
		([path, wanted]) =>
			path === '' ||
			wanted.optional === true ||
			(installed[path] !== undefined && installed[path].version === wanted.version),
	);
}

function readPackages(lockFile) {
	try {
		return JSON.parse(readFileSync(join(repository, lockFile), 'utf8')).packages;
	} catch {
		return undefined;
	}
}

function runNpm(parameters) {
	const options = { cwd: repository, stdio: 'inherit' };
	const npmProgram = process.env.npm_execpath;
	return npmProgram === undefined
		? spawnSync('npm', parameters, { ...options, shell: process.platform === 'win32' })
		: spawnSync(process.execPath, [npmProgram, ...parameters], options);
}

module.exports = { ensureDependencies };

if (require.main === module && !ensureDependencies()) process.exitCode = 1;
