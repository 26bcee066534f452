import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { assertBuildIsCurrent, repositoryDirectory } from '../support/builtPackage';

const run = promisify(execFile);

async function npmPack(...options: string[]): Promise<{ filename: string; paths: string[] }> {
	assertBuildIsCurrent();
	// Scripts stay off: packing must not build, or the tests would judge something else than what is there.
	const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', ...options], {
		cwd: repositoryDirectory,
		shell: process.platform === 'win32',
	});
	const [tarball] = JSON.parse(stdout) as Array<{
		filename: string;
		files: Array<{ path: string }>;
	}>;
	return { filename: tarball!.filename, paths: tarball!.files.map(({ path }) => path) };
}

/** The paths that `npm publish` would put into the tarball, relative to the package. */
export async function listPackedFiles(): Promise<string[]> {
	return (await npmPack('--dry-run')).paths;
}

/** Packs the checkout and unpacks the tarball; resolves to the directory that holds its package.json. */
export async function unpackTarball(): Promise<string> {
	const directory = await mkdtemp(join(tmpdir(), 'event-registration-tarball-'));
	const { filename } = await npmPack('--pack-destination', directory);
	await run('tar', ['-xzf', filename], { cwd: directory });
	return join(directory, 'package');
}
