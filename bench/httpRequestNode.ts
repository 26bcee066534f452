import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeType, IVersionedNodeType } from 'n8n-workflow';

import { hostFolder } from '../scripts/start/folders';

/** Of the n8n that `npm start` installs: the same release as the n8n-core of the devDependencies. */
const httpRequestFile = join(
	hostFolder,
	'node_modules/n8n-nodes-base/dist/nodes/HttpRequest/HttpRequest.node.js',
);

/**
 * The newest version of n8n's own HTTP Request node, or `undefined` when no n8n is installed beside this checkout.
 * It names `credentialType` among its credentials: a real node keeps a predefined credential without that, but the
 * engine of these runs hands a node only what its description names.
 */
export function loadHttpRequestNode(credentialType: string): INodeType | undefined {
	if (!existsSync(httpRequestFile)) return undefined;
	const { HttpRequest } = require(httpRequestFile) as { HttpRequest: new () => IVersionedNodeType };
	const node = new HttpRequest().getNodeType();
	const { credentials = [] } = node.description;
	node.description = {
		...node.description,
		credentials: [...credentials, { name: credentialType }],
	};
	return node;
}
