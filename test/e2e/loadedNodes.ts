import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { INodeTypeDescription } from 'n8n-workflow';

import { packageName } from '../../scripts/start/builtPackage';
import { repositoryFolder } from '../../scripts/start/folders';
import type { N8nApi } from '../../scripts/start/n8nApi';

/**
 * Our nodes as n8n describes them to its editor, in the order of package.json, under their full names
 * `<package>.<node>`.
 * @throws Error when n8n did not load one of them
 */
export async function readLoadedNodes(api: N8nApi): Promise<INodeTypeDescription[]> {
	const nodeInfos = (await registeredNames()).map((name) => ({ name: fullName(name), version: 1 }));
	const nodes = await api.call<INodeTypeDescription[]>('POST', '/node-types', { nodeInfos });
	const loaded = nodes.map((node) => ({ ...node, name: fullName(node.name) }));
	const missing = nodeInfos.filter(({ name }) => !loaded.some((node) => node.name === name));
	if (missing.length === 0) return loaded;
	throw new Error(`n8n did not load ${missing.map(({ name }) => name).join(', ')}`);
}

const fullName = (name: string) => `${packageName}.${name}`;

async function registeredNames(): Promise<string[]> {
	const text = await readFile(join(repositoryFolder, 'package.json'), 'utf8');
	const { n8n } = JSON.parse(text) as { n8n: { nodes: string[] } };
	return n8n.nodes.map((path) => {
		const className = basename(path, '.node.js');
		return `${className.charAt(0).toLowerCase()}${className.slice(1)}`;
	});
}
