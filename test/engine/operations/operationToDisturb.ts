import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { CredentialData } from '../../support/workflowNode';
import { exampleRows, type ProviderSandbox, type Sandbox } from '../../../sandbox';

/** One write operation and three people to try it on. */
export interface WriteUnderTest {
	name: string;
	node: 'zenotiWorkshop' | 'knolyxCommunity' | 'swoogoRegistrant';
	parameters: INodeParameters;
	/** Puts into the sandbox what the rows need, and gives the rows. */
	arrange(sandbox: Sandbox): IDataObject[];
	/** The write of one row, as a part of its path or body that no other row has. */
	write: { method: string; path: string };
	/** What marks the row's own write among the others: in the path, or in the body. */
	mark: { in: 'path' | 'body'; of(row: IDataObject): string };
	/** True where the answer to a success is not documented, so that an empty one counts as a success. */
	mayAnswerNothing?: boolean;
	/** The ledger's word for the write, and for what else must not happen twice to one person. */
	actions: string[];
	/** The ledger's target of the row's write, where it is not about a person. */
	target?(row: IDataObject): string;
}

/** A resource locator's value. */
export const located = (mode: string, value: string) =>
	({ __rl: true, mode, value }) as INodeParameters;

/** A locator by id, from a column of the row. */
export const byId = (column: string) => located('id', `={{ $json.${column} }}`);

/** Three people whom Zenoti and Swoogo know. */
export const people = [exampleRows[3]!, exampleRows[4]!, exampleRows[5]!];

/** A person as the rows describe them. */
export const named = {
	email: '={{ $json.email }}',
	firstName: '={{ $json.firstName }}',
	lastName: 'Test',
};

/** An operation that reads, once for each of three rows. */
export function read(
	name: string,
	node: WriteUnderTest['node'],
	path: string,
	parameters: INodeParameters,
	arrange: WriteUnderTest['arrange'],
): WriteUnderTest {
	const write = { method: 'GET', path };
	return {
		name,
		node,
		parameters,
		arrange,
		write,
		mark: { in: 'path', of: () => path },
		actions: [],
	};
}

/** The provider that a node talks to. */
export function providerOf(sandbox: Sandbox, node: WriteUnderTest['node']): ProviderSandbox {
	if (node === 'zenotiWorkshop') return sandbox.zenoti;
	return node === 'knolyxCommunity' ? sandbox.knolyx : sandbox.swoogo;
}

/** Accepted credentials for the sandbox; a new object, so a new budget and a new token, on every call. */
export function credentialsFor(sandbox: Sandbox, node: WriteUnderTest['node']): CredentialData {
	if (node === 'zenotiWorkshop') {
		return { zenotiApi: { ...sandbox.zenoti.credentials, baseUrl: sandbox.zenoti.url } };
	}
	if (node === 'knolyxCommunity') {
		return { knolyxApi: { ...sandbox.knolyx.credentials, baseUrl: sandbox.knolyx.url } };
	}
	const baseUrl = `${sandbox.swoogo.url}/api/v1`;
	return { swoogoOAuth2Api: { ...sandbox.swoogo.credentials, baseUrl } };
}
