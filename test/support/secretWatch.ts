import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { LoggerProxy, type Logger } from 'n8n-workflow';

import { watchers } from './watchers';
import type { CredentialData } from './workflowNode';

/*
 * Jest runs this before every test file: in none of them may a key, a secret or a token appear in what a node returns,
 * logs or sends in a URL.
 */

/** Shorter values are those of tests that want to be refused, such as "wrong". */
const shortestSecret = 6;
/** As the simulated Swoogo issues them. */
const accessToken = /tok_[0-9a-f]{32}/;
const secretNames = /key|secret|token|projectId/i;

/** Every secret that a node was given in this test file, in all its spellings, with the name of its field. */
const known = new Map<string, string>();
/** What was logged and the URLs that were asked for during the test. */
const overheard = new Set<string>();

function learn(value: unknown, name: string): void {
	if (typeof value === 'object' && value !== null) {
		for (const [key, inner] of Object.entries(value)) learn(inner, key);
		return;
	}
	if (typeof value !== 'string' || value.length < shortestSecret || accessToken.test(value)) return;
	if (!secretNames.test(name) || URL.canParse(value)) return;
	const spellings = [
		value,
		encodeURIComponent(value),
		JSON.stringify(value).slice(1, -1),
		Buffer.from(value).toString('base64'),
	];
	for (const spelling of spellings) known.set(spelling, name);
}

/** The name of the first secret in a text. */
function secretIn(text: string): string | undefined {
	for (const [secret, name] of known) if (text.includes(secret)) return name;
	return accessToken.test(text) ? 'access_token' : undefined;
}

/** Looks through everything that hangs on a value, also what an error hides from JSON. */
function mustHoldNoSecret(value: unknown, where: string): void {
	const seen = new Set<unknown>();
	const waiting: Array<[value: unknown, path: string]> = [[value, where]];
	for (let next = waiting.pop(); next; next = waiting.pop()) {
		const [part, path] = next;
		if (typeof part === 'string') {
			const secret = secretIn(part);
			if (secret) throw new Error(`The secret "${secret}" of a credential is in ${path}`);
		}
		if (typeof part !== 'object' || part === null || seen.has(part)) continue;
		seen.add(part);
		const properties = Object.getOwnPropertyDescriptors(part);
		for (const [key, property] of Object.entries(properties)) {
			waiting.push([key, `a key of ${path}`], [property.value, `${path}.${key}`]);
		}
	}
}

const listen = (message: unknown) => {
	const { request } = message as { request: ClientRequest };
	overheard.add(`${request.protocol}//${request.host}${request.path}`);
};
const log = (...words: unknown[]) => void overheard.add(words.map(textOf).join(' '));
const textOf = (word: unknown) =>
	word instanceof Error ? `${word.message}\n${word.stack}` : (JSON.stringify(word) ?? '');
const write = process.stdout.write.bind(process.stdout);

watchers.push(({ name, value, credentials }) => {
	credentials.forEach((each: CredentialData) => learn(each, ''));
	mustHoldNoSecret(value, name);
});

beforeAll(() => {
	subscribe('http.client.request.start', listen);
	LoggerProxy.init({ debug: log, error: log, info: log, warn: log } as unknown as Logger);
	for (const level of ['debug', 'error', 'info', 'log', 'warn'] as const) {
		const print = console[level].bind(console);
		console[level] = (...words: unknown[]) => {
			log(...words);
			print(...words);
		};
	}
	process.stdout.write = ((text: string, ...rest: never[]) => {
		log(text);
		return write(text, ...rest);
	}) as typeof process.stdout.write;
});
afterEach(() => {
	for (const text of overheard) mustHoldNoSecret(text, 'a URL that was asked for, or in a log');
	overheard.clear();
});
afterAll(() => {
	unsubscribe('http.client.request.start', listen);
	process.stdout.write = write;
});
