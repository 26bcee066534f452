import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { repositoryDirectory } from '../support/builtPackage';
import { listPackedFiles } from './packedFiles';

interface Manifest {
	dependencies?: Record<string, string>;
	main: string;
	n8n: { nodes: string[]; credentials: string[] };
	peerDependencies: Record<string, string>;
}

const manifest = JSON.parse(
	readFileSync(join(repositoryDirectory, 'package.json'), 'utf8'),
) as Manifest;

let packed: string[];

beforeAll(async () => {
	packed = await listPackedFiles();
});

describe('the published tarball', () => {
	it('holds the build, the README, the licence and package.json, and nothing else', () => {
		const outsideBuild = packed.filter((path) => !path.startsWith('dist/'));
		expect(outsideBuild.sort()).toEqual(['LICENSE', 'README.md', 'package.json']);
	});

	it('holds only what n8n loads or shows: compiled code, icons and codex files', () => {
		const unexpected = packed
			.filter((path) => path.startsWith('dist/') && path !== 'dist/index.js')
			.filter((path) => !/^dist\/(nodes|credentials)\/.+\.(js|svg|node\.json)$/.test(path));
		expect(unexpected).toEqual([]);
	});

	it('holds every file that package.json points to', () => {
		const { nodes, credentials } = manifest.n8n;
		expect(packed).toEqual(expect.arrayContaining([manifest.main, ...nodes, ...credentials]));
	});

	it('holds a codex file beside every node', () => {
		const codexFiles = manifest.n8n.nodes.map((path) => path.replace(/\.js$/, '.json'));
		expect(packed).toEqual(expect.arrayContaining(codexFiles));
	});

	it('brings no dependencies along, as n8n demands of verified nodes', () => {
		expect(manifest.dependencies ?? {}).toEqual({});
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});
});
