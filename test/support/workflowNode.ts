import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeTypes,
} from 'n8n-workflow';

import type { CredentialStore } from './credentialStore';

/** Decrypted credential data by credential type, for example `{ zenotiApi: { apiKey: '…' } }`. */
export type CredentialData = Record<string, ICredentialDataDecryptedObject>;

/**
 * A node as a test writes it: n8n's settings, with parameters left out falling back to their defaults.
 * `waitBetweenTries` is in milliseconds; n8n reads 0 as 1000, so write 1 for "at once".
 */
export interface TestNode extends Partial<Omit<INode, 'name' | 'type'>> {
	name: string;
	/** `n8n-nodes-event-registration.zenotiWorkshop`, `test.pass`, … */
	type: string;
}

/** An n8n item from a plain record; something with a `json` object is taken for an item already. */
export function toItem(record: IDataObject | INodeExecutionData): INodeExecutionData {
	const isItem = typeof record.json === 'object' && record.json !== null;
	return isItem ? { ...(record as INodeExecutionData) } : { json: record as IDataObject };
}

/** The node as n8n stores it, with a reference to each of `credentials` that its type asks for. */
export function toNode(
	definition: TestNode,
	position: number,
	store: CredentialStore,
	nodeTypes: INodeTypes,
	credentials: CredentialData,
): INode {
	const node: INode = {
		id: `node-${position}`,
		typeVersion: 1,
		position: [position * 200, 0],
		...definition,
		parameters: structuredClone(definition.parameters ?? {}) as INodeParameters,
	};
	const { description } = nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	node.credentials = {};
	for (const { name } of description.credentials ?? []) {
		const data = credentials[name];
		if (data) node.credentials[name] = store.add(name, data);
	}
	return node;
}
