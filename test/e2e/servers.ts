import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { INodeTypeDescription } from 'n8n-workflow';

import { hostFolder } from '../../scripts/start/folders';
import type { RunningSandbox } from '../../scripts/start/sandboxServer';

/** What the tests need to know of the servers that run for them. */
export interface Servers {
	/** Of the editor, without a slash at the end. */
	url: string;
	port: number;
	providers: RunningSandbox['providers'];
	/** Our nodes as n8n describes them to its editor. */
	nodes: INodeTypeDescription[];
}

const file = join(hostFolder, 'e2e', 'servers.json');

/** Keeps `servers` for the tests, which run in modules of their own. */
export function noteServers(servers: Servers): void {
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, JSON.stringify(servers));
}

/** The servers of this run. */
export function runningServers(): Servers {
	return JSON.parse(readFileSync(file, 'utf8')) as Servers;
}
