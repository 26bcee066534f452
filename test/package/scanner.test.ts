import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { repositoryDirectory } from '../support/builtPackage';
import { unpackTarball } from './packedFiles';

interface Scan {
	verdict: { passed: boolean; details?: string };
	files: number;
	complaints: string[];
}

// Under Jest's NODE_ENV "test" n8n's rules take every file for one of their own test files.
const env = { ...process.env, NODE_ENV: 'production' };

async function scan(directory: string, kind: 'source' | 'tarball'): Promise<Scan> {
	const { stdout } = await promisify(execFile)(
		process.execPath,
		[join(__dirname, 'scan.mjs'), directory, kind],
		{ cwd: repositoryDirectory, env, maxBuffer: 16 * 1024 * 1024 },
	);
	return JSON.parse(stdout) as Scan;
}

function expectClean({ verdict, files, complaints }: Scan) {
	expect(complaints).toEqual([]);
	expect(verdict).toEqual({ passed: true });
	expect(files).toBeGreaterThan(1);
}

describe('n8n’s scanner for verified community nodes', () => {
	it('finds no error and no warning in the source', async () => {
		expectClean(await scan(repositoryDirectory, 'source'));
	}, 120_000);

	it('finds no error and no warning in the tarball', async () => {
		const directory = await unpackTarball();
		try {
			expectClean(await scan(directory, 'tarball'));
		} finally {
			await rm(dirname(directory), { recursive: true });
		}
	}, 120_000);
});
