import type {
	IAllExecuteFunctions,
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { asRecord } from './answer';
import { Failure } from './failure';
import type { Provider } from './provider';
import type { RawAnswer } from './request';

/** The little that sending needs of n8n, the same for runs, pickers, polls and webhook set-up. */
export interface Host {
	/** Sends with the credential's authentication; throws only when no answer came. */
	request(options: IHttpRequestOptions): Promise<RawAnswer>;
	/** Fetches a new access token; missing on credentials without one and on hosts too old to be asked. */
	renew?: () => Promise<void>;
	/** Names the credential in this process, so that its budget can be shared. */
	credentialId: string;
	/** False when n8n has yet to fetch the first access token. */
	hasToken: boolean;
	/** Checked, without a slash at its end. */
	baseUrl: string;
	/** Values that must never be printed, longest first. */
	secrets(): string[];
	/** Reads the credential again, because n8n may have stored a token in it. */
	learnSecrets(): Promise<void>;
	/** Fires when the execution is stopped; missing where there is no execution. */
	signal?: AbortSignal;
}

/**
 * Reads the credential once and makes the host from any of n8n's contexts.
 * @throws Failure `invalidInput` for a base URL that is not https (or http on this computer).
 */
export async function createHost(context: IAllExecuteFunctions, provider: Provider): Promise<Host> {
	const credential = await context.getCredentials(provider.credential);
	const reference = context.getNode().credentials?.[provider.credential];
	const { helpers } = context;
	// Handing the decrypted credential over saves n8n a database read and a decryption for every request.
	const known = provider.usesToken
		? undefined
		: {
				credentialsDecrypted: {
					id: reference?.id ?? '',
					name: reference?.name ?? '',
					type: provider.credential,
					data: credential,
				},
			};
	let secrets = secretsOf(credential, provider);
	return {
		baseUrl: checkedBaseUrl(credential.baseUrl, provider),
		credentialId: reference?.id ?? reference?.name ?? '',
		hasToken: typeof asRecord(credential.oauthTokenData).access_token === 'string',
		signal: 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined,
		secrets: () => secrets,
		async learnSecrets() {
			const current = await context.getCredentials(provider.credential).catch(() => credential);
			secrets = secretsOf(current, provider, secrets);
		},
		async request(options) {
			return (await helpers.httpRequestWithAuthentication.call(
				context,
				provider.credential,
				options,
				known,
			)) as RawAnswer;
		},
		renew:
			provider.usesToken && typeof helpers.refreshOAuth2Token === 'function'
				? async () => {
						await helpers.refreshOAuth2Token.call(context, provider.credential);
					}
				: undefined,
	};
}

// A key shorter than this is a test value, and striking it out would garble ordinary words.
const SHORTEST_SECRET = 6;

function secretsOf(
	credential: ICredentialDataDecryptedObject,
	{ secretFields, usesToken }: Provider,
	known: string[] = [],
): string[] {
	const { clientId, clientSecret, oauthTokenData } = credential;
	const { access_token: token, refresh_token: refresh } = asRecord(oauthTokenData);
	const ofToken = usesToken
		? [clientId, clientSecret, `${clientId}:${clientSecret}`, token, refresh]
		: [];
	const found = new Set(known);
	for (const value of [...secretFields.map((field) => credential[field]), ...ofToken]) {
		if (typeof value !== 'string' || value.length < SHORTEST_SECRET) continue;
		found.add(value);
		const encoded = encodeURIComponent(value.toWellFormed());
		found.add(encoded).add(encoded.replace(/%../g, (code) => code.toLowerCase()));
		found.add(JSON.stringify(value).slice(1, -1));
		found.add(Buffer.from(value).toString('base64'));
	}
	return [...found].sort((a, b) => b.length - a.length);
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

function checkedBaseUrl(value: unknown, provider: Provider): string {
	const text = typeof value === 'string' ? value.trim() : '';
	const url = URL.canParse(text) ? new URL(text) : undefined;
	const secure =
		url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.test(url.hostname));
	if (!url || !secure || url.username || url.password || url.search || url.hash) {
		throw new Failure(
			'invalidInput',
			`The base URL in the credential '${provider.credentialLabel}' is not usable`,
			"Open the credential and set 'Base URL' to an address that starts with https://.",
		);
	}
	const trimmed = `${url.origin}${url.pathname}`.replace(/\/+$/, '');
	const surplus = provider.surplusBasePath;
	return surplus && trimmed.endsWith(surplus) ? trimmed.slice(0, -surplus.length) : trimmed;
}
