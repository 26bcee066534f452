import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { packageName } from '../../scripts/start/builtPackage';
import { hostFolder, userFolder } from '../../scripts/start/folders';
import { logInToN8n, type N8nApi } from '../../scripts/start/n8nApi';
import type { N8nPlace } from '../../scripts/start/n8nServer';

/** A real n8n of a test's own, which it may stop and start again. Its data lasts until the next start of the tests. */
export interface OwnN8n {
	/** Of the n8n that runs now; a restart may change it. */
	readonly url: string;
	readonly api: N8nApi;
	/** Ends it as a computer that shuts down does: what runs may finish. */
	stop(): Promise<void>;
	/** Starts it again, with all its data; `environment` in place of what it had. */
	start(environment?: NodeJS.ProcessEnv): Promise<void>;
}

// Away from the ports of `npm start`, which another checkout may be using.
const firstPort = 5778;

/** n8n's own default is 30; on a busy computer it needs more for what runs. */
const stopSeconds = 60;

/**
 * Starts an n8n with the built nodes and an empty database.
 *
 * @param name names its folder and its log
 */
export async function startOwnN8n(
	name: string,
	environment: NodeJS.ProcessEnv = {},
): Promise<OwnN8n> {
	const folder = join(hostFolder, 'e2e', name);
	await rm(folder, { recursive: true, force: true });
	await copyNodes(join(folder, '.n8n', 'nodes'));
	const place = { name, userFolder: folder, firstPort, stopSeconds };
	let [port, api, child]: [number, N8nApi?, ChildProcess?] = [0];
	const own: OwnN8n = {
		get url() {
			return `http://127.0.0.1:${port}`;
		},
		get api() {
			return api!;
		},
		async stop() {
			if (!child?.connected) return;
			const ended = once(child, 'exit');
			child.send('stop');
			await ended;
		},
		async start(changed = environment) {
			child = serve({ ...place, environment: changed });
			port = await portOf(child);
			api = await logInToN8n(port);
		},
	};
	await own.start();
	return own;
}

function serve(place: N8nPlace): ChildProcess {
	const file = join(__dirname, 'serveOwnN8n.ts');
	const execArgv = ['--require', 'tsx/cjs'];
	return fork(file, [JSON.stringify(place)], { execArgv, stdio: 'ignore' });
}

async function portOf(child: ChildProcess): Promise<number> {
	const [answer] = (await once(child, 'message')) as [{ port?: number; failure?: string }];
	if (answer.port !== undefined) return answer.port;
	throw new Error(answer.failure);
}

/** The package as the shared n8n has it, or an unpacked one that PACKAGE_UNDER_TEST names. */
async function copyNodes(folder: string): Promise<void> {
	const shared = join(userFolder, '.n8n', 'nodes', 'node_modules', packageName);
	const from = process.env.PACKAGE_UNDER_TEST ?? shared;
	await mkdir(join(folder, 'node_modules'), { recursive: true });
	await writeFile(join(folder, 'package.json'), '{ "private": true }');
	await cp(from, join(folder, 'node_modules', packageName), { recursive: true });
}
