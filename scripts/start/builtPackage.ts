import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { hostFolder, repositoryFolder, userFolder } from './folders';
import { npmProcess } from './npm';
import { runToEnd } from './processes';
import { showProgress } from './progress';

export const packageName = 'n8n-nodes-event-registration';

const tarballFolder = join(hostFolder, 'package');

/** Where n8n looks for community nodes of this user. */
const communityNodesFolder = join(userFolder, '.n8n', 'nodes');

/**
 * Builds and packs this package as it would be published, and puts the tarball's content where n8n looks for
 * community nodes, in place of an earlier build.
 * @throws StartFailure when the build, the packing or the unpacking fails
 */
export async function installBuiltPackage(): Promise<void> {
	await showProgress('Building and packing the nodes', async () => {
		await runNpm('build', repositoryFolder, ['run', 'build'], 'The nodes do not compile.');
		await rm(tarballFolder, { recursive: true, force: true });
		await mkdir(tarballFolder, { recursive: true });
		const pack = ['pack', '--ignore-scripts', '--pack-destination', tarballFolder];
		await runNpm('pack', repositoryFolder, pack, 'The nodes could not be packed.');
		await unpack();
	});
}

async function unpack(): Promise<void> {
	await rm(join(communityNodesFolder, 'node_modules'), { recursive: true, force: true });
	await mkdir(communityNodesFolder, { recursive: true });
	await writeFile(join(communityNodesFolder, 'package.json'), '{ "private": true }');
	const [tarball = ''] = await readdir(tarballFolder);
	const parameters = [
		'install',
		join(tarballFolder, tarball),
		'--ignore-scripts',
		// n8n-workflow, our only peer, comes with n8n: a second copy would not be the same module.
		'--legacy-peer-deps',
		'--no-package-lock',
		'--no-audit',
		'--no-fund',
		'--offline',
	];
	await runNpm(
		'unpack',
		communityNodesFolder,
		parameters,
		`The packed nodes could not be put into ${communityNodesFolder}.`,
	);
}

async function runNpm(
	name: string,
	folder: string,
	parameters: string[],
	failure: string,
): Promise<void> {
	await runToEnd(
		npmProcess(name, parameters, folder),
		() => `${failure} Mend what the lines below say, then run npm start again.`,
	);
}
