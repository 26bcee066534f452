import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox';
import { runNode } from '../support/engine';
import { credentialsFor, providerOf, reads, writes } from './writes';

const arrived: IncomingMessage[] = [];
const otherHost = createServer((request, response) => {
	arrived.push(request);
	response.end('{}');
});

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ scenario: 'example' });
	await new Promise<void>((resolve) => otherHost.listen(0, 'localhost', resolve));
});
afterAll(async () => {
	otherHost.close();
	await sandbox.close();
});

const operations = [...writes, ...reads].map((operation) => [operation.name, operation] as const);

test.each(operations)(
	'%s does not follow a redirect to another host, so no key goes there',
	async (_, operation) => {
		const provider = providerOf(sandbox, operation.node);
		provider.reset('example');
		const rows = operation.arrange(sandbox);
		const to = `http://localhost:${(otherHost.address() as AddressInfo).port}/`;
		// The call for an access token is n8n's own.
		provider.faults.add({
			match: { path: '^(?!.*/oauth2/token$)', times: 'always' },
			effect: { kind: 'redirect', to },
		});
		const { success, failed } = await runNode({
			node: {
				type: `n8n-nodes-event-registration.${operation.node}`,
				onError: 'continueErrorOutput',
				parameters: operation.parameters,
			},
			items: rows,
			credentials: credentialsFor(sandbox, operation.node),
		});
		expect(arrived).toEqual([]);
		expect(success).toEqual([]);
		expect(failed).toHaveLength(rows.length);
		for (const { json } of failed) {
			expect((json.details as IDataObject).reason).toBe('unexpectedAnswer');
		}
	},
);
