import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox';
import { runNode } from '../support/engine';
import { checkWhatWasOverheard } from '../support/secretWatch';
import { credentialsFor } from './writes';

/* Whether the watch over all tests sees a leak: nodes that print the key in every way there is. */

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startSandbox()));
afterAll(async () => await sandbox.close());

type Leak = (
	context: IExecuteFunctions,
	key: string,
) => Promise<INodeExecutionData[]> | INodeExecutionData[];

function nodeThat(leak: Leak): INodeType {
	return {
		description: {
			displayName: 'Leak',
			name: 'leak',
			group: ['transform'],
			version: 1,
			description: 'Prints what nobody may see',
			defaults: { name: 'Leak' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: 'zenotiApi', required: true }],
			properties: [],
		},
		async execute(this: IExecuteFunctions) {
			const { apiKey } = await this.getCredentials('zenotiApi');
			return [await leak(this, String(apiKey))];
		},
	};
}

const run = async (leak: Leak) =>
	await runNode({
		node: { type: 'test.leak' },
		items: [{}],
		credentials: credentialsFor(sandbox, 'zenotiWorkshop'),
		nodeTypes: { 'test.leak': nodeThat(leak) },
	});

const item = (json: INodeExecutionData['json']): INodeExecutionData[] => [{ json }];
const inError = (key: string) => {
	throw Object.assign(new Error('It did not work'), { request: { headers: { key } } });
};

test.each<[string, Leak]>([
	['in a column', (_, key) => item({ deep: { words: [`It is ${key}.`] } })],
	['as the name of a column', (_, key) => item({ [key]: 1 })],
	['in Base64', (_, key) => item({ header: `Basic ${Buffer.from(key).toString('base64')}` })],
	['beside the words of an error', (_, key) => inError(key)],
	[
		'in a hint',
		(context, key) => {
			context.addExecutionHints({ message: `Used ${key}`, location: 'outputPane' });
			return item({});
		},
	],
])('a key %s is noticed', async (_, leak) => {
	await expect(run(leak)).rejects.toThrow(/The secret "apiKey" of a credential is in .*the run of/);
});

test.each<[string, Leak]>([
	[
		'sent in a URL',
		async (context, key) => {
			await context.helpers
				.httpRequest({ url: `${sandbox.zenoti.url}/v1/centers?key=${key}` })
				.catch(() => undefined);
			return item({});
		},
	],
	[
		'logged by a node',
		(context, key) => {
			context.logger.warn('It did not work', { key });
			return item({});
		},
	],
])('a key %s is noticed', async (_, leak) => {
	await run(leak);
	expect(checkWhatWasOverheard).toThrow(
		'The secret "apiKey" of a credential is in a log, or a URL',
	);
});

test('an access token is noticed, whoever issued it', async () => {
	const token = `tok_${'0123456789abcdef'.repeat(2)}`;
	await expect(run(() => item({ token }))).rejects.toThrow('The secret "access_token"');
});

test('what holds no secret passes', async () => {
	const { success } = await run(() => item({ words: 'Nothing to see' }));
	expect(success).toHaveLength(1);
});
