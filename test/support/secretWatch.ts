import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { format } from 'node:util';

import { listeners, watchers } from './watchers';

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

/**
 * Looks through everything that hangs on a value, also what an error hides from JSON.
 * @throws when a secret that a node was given is in it
 */
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

/** @throws when a secret was logged or sent in a URL since the last call */
export function checkWhatWasOverheard(): void {
	const texts = [...overheard];
	overheard.clear();
	for (const text of texts) mustHoldNoSecret(text, 'a log, or a URL that was asked for');
}

const overhear = (text: string) => void overheard.add(text);
const noteUrl = (message: unknown) => {
	const { request } = message as { request: ClientRequest };
	overhear(`${request.protocol}//${request.host}${request.path}`);
};
const printed = [process.stdout, process.stderr].map((stream) => ({ stream, write: stream.write }));

watchers.push(({ name, value, credentials }) => {
	for (const each of credentials) learn(each, '');
	mustHoldNoSecret(value, name);
});
listeners.push(overhear);

beforeAll(() => {
	subscribe('http.client.request.start', noteUrl);
	for (const { stream, write } of printed) {
		stream.write = ((text: string, ...rest: never[]) => {
			overhear(String(text));
			return write.call(stream, text, ...rest);
		}) as typeof write;
	}
	for (const level of ['debug', 'error', 'info', 'log', 'warn'] as const) {
		const print = console[level].bind(console);
		console[level] = (...words: unknown[]) => {
			overhear(format(...words));
			print(...words);
		};
	}
});
afterEach(checkWhatWasOverheard);
afterAll(() => {
	unsubscribe('http.client.request.start', noteUrl);
	for (const { stream, write } of printed) stream.write = write;
});
