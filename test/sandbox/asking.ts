import { startSandbox, type Sandbox } from '../../sandbox';

/** What came back from the sandbox; an empty body is `undefined`. */
export interface Reply<Body> {
	status: number;
	headers: Headers;
	body: Body;
}

/** A request below the provider's base path; a body leaves as JSON unless it is a form. */
export type Ask = <Body = Record<string, unknown>>(
	method: string,
	path: string,
	body?: unknown,
) => Promise<Reply<Body>>;

/** One sandbox for the test file, reset before each test, and a client with credentials per provider. */
export function useSandbox() {
	let sandbox: Sandbox;
	let swoogoToken = '';
	beforeAll(async () => (sandbox = await startSandbox({ windowScale: 0.01 })));
	beforeEach(() => {
		swoogoToken = '';
		for (const provider of [sandbox.zenoti, sandbox.knolyx, sandbox.swoogo]) provider.reset();
	});
	afterAll(async () => await sandbox.close());

	const zenoti: Ask = async (method, path, body) =>
		await send(`${sandbox.zenoti.url}/v1${path}`, method, body, {
			authorization: `apikey ${sandbox.zenoti.credentials.apiKey}`,
		});
	const knolyx: Ask = async (method, path, body) =>
		await send(`${sandbox.knolyx.url}/public/api/v1${path}`, method, body, {
			'x-project-id': sandbox.knolyx.credentials.projectId,
			'x-api-key': sandbox.knolyx.credentials.apiKey,
		});
	const swoogo: Ask = async (method, path, body) => {
		swoogoToken ||= await tokenOf(sandbox);
		return await send(`${sandbox.swoogo.url}/api/v1${path}`, method, body, {
			authorization: `Bearer ${swoogoToken}`,
		});
	};
	return { sandbox: () => sandbox, zenoti, knolyx, swoogo };
}

async function send<Body>(
	url: string,
	method: string,
	body: unknown,
	headers: Record<string, string>,
): Promise<Reply<Body>> {
	const isForm = body instanceof FormData || body instanceof URLSearchParams;
	const contentType: Record<string, string> =
		body === undefined || isForm ? {} : { 'content-type': 'application/json' };
	const answer = await fetch(url, {
		method,
		headers: { ...headers, ...contentType },
		body: isForm || body === undefined ? body : JSON.stringify(body),
	});
	const text = await answer.text();
	const parsed = (text === '' ? undefined : JSON.parse(text)) as Body;
	return { status: answer.status, headers: answer.headers, body: parsed };
}

async function tokenOf({ swoogo }: Sandbox): Promise<string> {
	const pair = [swoogo.credentials.consumerKey, swoogo.credentials.consumerSecret];
	const basic = Buffer.from(pair.map(encodeURIComponent).join(':')).toString('base64');
	const { body } = await send<{ access_token: string }>(
		`${swoogo.url}/api/v1/oauth2/token`,
		'POST',
		new URLSearchParams({ grant_type: 'client_credentials' }),
		{ authorization: `Basic ${basic}` },
	);
	return body.access_token;
}
