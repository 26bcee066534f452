import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox';
import { testCredential } from '../support/credentialTest';
import { runNode } from '../support/engine';

let sandbox: Sandbox;
let provider: Server;
let providerUrl: string;
/** What the bare provider answers to everything but the token call. */
let status = 200;

beforeAll(async () => {
	sandbox = await startSandbox({ scenario: 'example' });
	provider = createServer((request, response) => {
		const isToken = request.url?.endsWith('/oauth2/token');
		response.statusCode = isToken ? 200 : status;
		response.setHeader('content-type', 'application/json');
		if (status >= 300 && status < 400) response.setHeader('location', 'http://127.0.0.1:9/');
		response.end(isToken ? '{"access_token":"t","type":"bearer"}' : '{}');
	});
	await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
	providerUrl = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
});
afterAll(async () => {
	provider.closeAllConnections();
	provider.close();
	await sandbox.close();
});

interface CredentialUnderTest {
	type: string;
	node: string;
	name: string;
	good: () => ICredentialDataDecryptedObject;
	wrong: ICredentialDataDecryptedObject;
	/** How the words of a refused key begin. */
	refused: RegExp;
	parameters: Record<string, string>;
}

const credentials: CredentialUnderTest[] = [
	{
		type: 'zenotiApi',
		node: 'zenotiWorkshop',
		name: 'Zenoti',
		good: () => ({ ...sandbox.zenoti.credentials, baseUrl: sandbox.zenoti.url }),
		wrong: { apiKey: 'wrong' },
		refused: /^Zenoti does not know this key\. Enter 'API Key' again\.$/,
		parameters: { resource: 'center', operation: 'getMany' },
	},
	{
		type: 'knolyxApi',
		node: 'knolyxCommunity',
		name: 'Knolyx',
		good: () => ({ ...sandbox.knolyx.credentials, baseUrl: sandbox.knolyx.url }),
		wrong: { projectId: 'wrong', apiKey: 'wrong' },
		refused: /^Knolyx does not know this key\. Enter 'Project ID' and 'API Key' again\.$/,
		parameters: { resource: 'workgroup', operation: 'getMany' },
	},
	{
		type: 'swoogoOAuth2Api',
		node: 'swoogoRegistrant',
		name: 'Swoogo',
		good: () => ({ ...sandbox.swoogo.credentials, baseUrl: `${sandbox.swoogo.url}/api/v1` }),
		wrong: { consumerKey: 'wrong', consumerSecret: 'wrong' },
		// n8n words a refused token itself; README lists it.
		refused: /^Failed to acquire OAuth2 access token: HTTP status 401$/,
		parameters: { resource: 'event', operation: 'getMany' },
	},
];

const worded: Array<[number, RegExp]> = [
	[301, /leads elsewhere\. Check 'Base URL'\.$/],
	[302, /leads elsewhere\. Check 'Base URL'\.$/],
	[400, /refused the test call\. Check 'Base URL'\.$/],
	[401, /does not know this key\. Enter '.+' again\.$/],
	[418, /refused the test call\. Check 'Base URL'\.$/],
	[403, /does not allow it to read\. Ask for the permission\.$/],
	[404, /no .+ API at this address\. Check 'Base URL'\.$/],
	[429, /too many calls\. Wait a minute and test again\.$/],
	[500, /not working right now\. Test again later\.$/],
	[502, /not working right now\. Test again later\.$/],
	[503, /not working right now\. Test again later\.$/],
	[504, /not working right now\. Test again later\.$/],
];

describe.each(credentials)('the test of $type', ({ type, good, wrong, refused }) => {
	it('accepts a good credential', async () => {
		expect(await testCredential(type, good())).toMatchObject({ status: 'OK' });
	});

	it('accepts a base URL with spaces and a slash at its end', async () => {
		const { baseUrl, ...keys } = good();
		const padded = { ...keys, baseUrl: ` ${String(baseUrl)}/ ` };
		expect(await testCredential(type, padded)).toMatchObject({ status: 'OK' });
	});

	it('says that the key is refused', async () => {
		const { status: result, message } = await testCredential(type, { ...good(), ...wrong });
		expect(result).toBe('Error');
		expect(message).toMatch(refused);
	});

	it.each(worded)('words HTTP status %i', async (code, words) => {
		status = code;
		const result = await testCredential(type, { ...good(), baseUrl: providerUrl });
		expect(result).toMatchObject({ status: 'Error', message: expect.stringMatching(words) });
	});
});

describe.each(credentials)('the base URL of $type', ({ type, node, name, good, parameters }) => {
	const runWith = async (baseUrl: string) =>
		await runNode({
			node: {
				type: `n8n-nodes-event-registration.${node}`,
				parameters,
				onError: 'continueErrorOutput',
			},
			items: [{ row: 1 }],
			credentials: { [type]: { ...good(), baseUrl } },
		});

	it.each([
		'http://api.example.com',
		'ftp://127.0.0.1',
		'api.example.com',
		'https://user:password@api.example.com',
		'https://api.example.com/?key=1',
		'http://127.0.0.1.example.com',
		'http://localhost.example.com',
		'',
	])('is refused when it is %j', async (baseUrl) => {
		const { failed } = await runWith(baseUrl);
		expect(failed).toEqual([
			{
				json: expect.objectContaining({
					row: 1,
					error: expect.stringMatching(
						/The base URL in the credential '.+' is not usable\. .+https:\/\/.+ \[item 0\]$/,
					),
					details: expect.objectContaining({ reason: 'invalidInput' }),
				}),
				pairedItem: { item: 0 },
			},
		]);
	});

	it('may end with a slash', async () => {
		const { success } = await runWith(`${String(good().baseUrl)}/`);
		expect(success.length).toBeGreaterThan(0);
	});

	it(`leads to one sentence when ${name} cannot be reached`, async () => {
		const { failed } = await runWith('http://127.0.0.1:9/');
		expect(failed[0]?.json).toMatchObject({
			error: expect.stringMatching(
				new RegExp(`${name} did not answer: .+\\. Nothing was written\\. Check that ${name} works`),
			),
			details: { reason: 'unreachable', retryable: true },
		});
	});
});

test("n8n's own settings of a credential are not taken for secrets", async () => {
	sandbox.zenoti.faults.add({
		effect: { kind: 'status', code: 400, body: { error: { code: 1, message: 'No such domains' } } },
	});
	const [zenoti] = credentials;
	const { failed } = await runNode({
		node: {
			type: 'n8n-nodes-event-registration.zenotiWorkshop',
			parameters: zenoti!.parameters,
			onError: 'continueErrorOutput',
		},
		items: [{}],
		credentials: { zenotiApi: { ...zenoti!.good(), allowedHttpRequestDomains: 'domains' } },
	});
	expect(failed[0]?.json.message).toBe('No such domains');
});
