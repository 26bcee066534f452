import type { ProcessOptions } from './processes';

/** How to run npm with `parameters` in `folder`: the npm that runs us, else the one on the PATH. */
export function npmProcess(name: string, parameters: string[], folder: string): ProcessOptions {
	const npmProgramFile = process.env.npm_execpath;
	return {
		name,
		folder,
		environment: npmEnvironment(),
		...(npmProgramFile === undefined
			? { command: 'npm', parameters }
			: { command: process.execPath, parameters: [npmProgramFile, ...parameters] }),
	};
}

/**
 * This process's environment for another npm. What npm tells its scripts about the current package is left out,
 * because a second npm would take it for its own settings; the person's settings (registry, proxy) stay.
 */
function npmEnvironment(): NodeJS.ProcessEnv {
	const told =
		/^npm_(package|lifecycle|execpath|node_execpath|command|config_(local_prefix|prefix|global_prefix))/;
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !told.test(name)));
}
