import { StartFailure } from './startFailure';

/** The fixed owner of the demonstration's n8n; it listens on this machine only. */
export const demoLogin = { email: 'demo@example.com', password: 'EveryoneOnce1' };

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** The requests n8n's own editor sends, with the owner logged in. */
export interface N8nApi {
	/** @throws StartFailure on any status but 2xx, in n8n's words */
	call: <Reply>(method: Method, path: string, body?: unknown) => Promise<Reply>;
	/** Like `call`, with undefined when there is no such thing (404). */
	find: <Reply>(path: string) => Promise<Reply | undefined>;
}

/**
 * Logs in as the demonstration's owner; on a fresh database makes that owner first.
 * @throws StartFailure when n8n knows another owner or password
 */
export async function logInToN8n(port: number): Promise<N8nApi> {
	const base = `http://127.0.0.1:${port}/rest`;
	const settings = await readReply<Settings>(await send(base, '', 'GET', '/settings'), '/settings');
	const response = settings.userManagement.showSetupOnFirstLoad
		? await send(base, '', 'POST', '/owner/setup', {
				...demoLogin,
				firstName: 'Demo',
				lastName: 'Owner',
			})
		: await send(base, '', 'POST', '/login', {
				emailOrLdapLoginId: demoLogin.email,
				password: demoLogin.password,
			});
	if (response.status === 401) {
		throw new StartFailure(
			"n8n does not accept the demonstration's login: its password was changed. " +
				'Delete the folder .n8n-host/user to begin with a fresh database, then run npm start again.',
		);
	}
	await readReply(response, 'the login');
	const cookie = response.headers
		.getSetCookie()
		.map((line) => line.split(';', 1)[0])
		.join('; ');
	return {
		call: async (method, path, body) =>
			await readReply(await send(base, cookie, method, path, body), path),
		find: async (path) => {
			const found = await send(base, cookie, 'GET', path);
			return found.status === 404 ? undefined : await readReply(found, path);
		},
	};
}

interface Settings {
	userManagement: { showSetupOnFirstLoad: boolean };
}

async function send(
	base: string,
	cookie: string,
	method: string,
	path: string,
	body?: unknown,
): Promise<Response> {
	return await fetch(base + path, {
		method,
		headers: {
			cookie,
			'content-type': 'application/json',
			// n8n closes idle connections, and a busy process would only notice when it sends.
			connection: 'close',
		},
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
}

async function readReply<Reply>(response: Response, path: string): Promise<Reply> {
	const text = await response.text();
	if (response.ok) return (JSON.parse(text) as { data: Reply }).data;
	throw new StartFailure(
		`n8n refused ${path} with status ${response.status}: ${wordsOf(text)}. What n8n did stands in .n8n-host/logs/n8n.log.`,
	);
}

function wordsOf(text: string): string {
	try {
		return (JSON.parse(text) as { message: string }).message;
	} catch {
		return text.slice(0, 200);
	}
}
