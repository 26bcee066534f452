import { Failure } from './failure';
import type { Provider } from './provider';

/** The key, or the token that n8n fetched with it, is refused. */
export function credentialsRejected(provider: Provider, httpStatus: number | null): Failure {
	return new Failure(
		'credentialsRejected',
		`${provider.name} refused the credential '${provider.credentialLabel}'`,
		`Open the credential, enter ${provider.keyFields} again and save it.`,
		{ httpStatus },
	);
}

/** The provider's limit does not let this request through in reasonable time. */
export function limitUsedUp({ name }: Provider, seconds: number): Failure {
	const resetsAt = new Date(Date.now() + seconds * 1000).toISOString();
	return new Failure(
		'rateLimited',
		`${name}'s limit of calls is used up until ${resetsAt.slice(0, 16).replace('T', ' ')} UTC`,
		`Run the row again after that time, or ask ${name} for a higher limit.`,
		{ httpStatus: 429 },
	);
}

/** Something answered, but not what the provider's API answers. */
export function unexpectedAnswer(provider: Provider, words: string, httpStatus: number): Failure {
	return new Failure(
		'unexpectedAnswer',
		`${provider.name} answered with ${words}`,
		`Check 'Base URL' in the credential '${provider.credentialLabel}'.`,
		{ httpStatus },
	);
}

/** No usable answer came, and nothing can have been written. */
export function unreachable({ name }: Provider, words: string, httpStatus?: number): Failure {
	return new Failure(
		'unreachable',
		said(name, words, httpStatus),
		`Nothing was written. Check that ${name} works and that n8n can reach it, then run the row again.`,
		{ httpStatus },
	);
}

/** No usable answer came to a write, which may have been made all the same. */
export function outcomeUnknown(
	{ name }: Provider,
	words: string,
	httpStatus: number | undefined,
	isRecognised: boolean,
): Failure {
	const advice = isRecognised
		? 'It may have been written. Run the row again: what is already there will be recognised.'
		: `It may have been written. Look in ${name} before you run the row again.`;
	return new Failure('outcomeUnknown', said(name, words, httpStatus), advice, {
		httpStatus,
		retryable: isRecognised,
	});
}

function said(name: string, words: string, httpStatus: number | undefined): string {
	return httpStatus === undefined
		? `${name} did not answer: ${words}`
		: `${name} answered: ${words}`;
}
