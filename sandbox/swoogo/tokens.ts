import { randomBytes } from 'crypto';

import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { Answer } from '../kernel/refusal';
import { describeSwoogoError, swoogoRefusal } from './answers';
import type { SwoogoState } from './state';

/** What a Swoogo credential needs; both have characters that must be URL-encoded in Basic. */
export interface SwoogoCredentials {
	consumerKey: string;
	consumerSecret: string;
}

/** The pair that this sandbox accepts. */
export const swoogoCredentials: SwoogoCredentials = {
	consumerKey: 'sandbox key:1+1',
	consumerSecret: 'sandbox/secret&100%=é',
};

export const invalidCredentialsMessage = 'Your request was made with invalid credentials.';

/**
 * The token call: Basic of the URL-encoded parts, form body, 30 minutes.
 * inferred: the answer to a refused key; `expires_at` in UTC.
 * @see https://developer.swoogo.com/api-reference/authentication/request-api-token
 */
export function installTokenRoute(app: FastifyInstance, state: SwoogoState): void {
	app.post('/oauth2/token', async (request) => {
		if (state.revoked || !hasAcceptedPair(request)) {
			throw swoogoRefusal(401, invalidCredentialsMessage);
		}
		if (
			(request.body as { grant_type?: string } | undefined)?.grant_type !== 'client_credentials'
		) {
			throw swoogoRefusal(400, 'Unsupported grant_type.');
		}
		const token = `tok_${randomBytes(16).toString('hex')}`;
		const endsAt = Date.now() + state.tokenLifetimeSeconds * 1000;
		state.tokens.set(token, endsAt);
		const expiresAt = new Date(endsAt).toISOString().slice(0, 19).replace('T', ' ');
		return { access_token: token, type: 'bearer', expires_at: expiresAt };
	});
}

/** The refusal of a missing, unknown or expired token; the token call itself needs none. */
export function refusalOfToken(request: FastifyRequest, state: SwoogoState): Answer | undefined {
	if (request.routeOptions.url === '/api/v1/oauth2/token') return undefined;
	const [, token] = /^bearer (.+)$/i.exec(request.headers.authorization ?? '') ?? [];
	if (token && Date.now() < (state.tokens.get(token) ?? 0)) return undefined;
	return { status: 401, body: describeSwoogoError(401, invalidCredentialsMessage) };
}

function hasAcceptedPair(request: FastifyRequest): boolean {
	const [, basic] = /^Basic (.+)$/i.exec(request.headers.authorization ?? '') ?? [];
	const [key, secret, ...rest] = Buffer.from(basic ?? '', 'base64')
		.toString('utf8')
		.split(':');
	if (secret === undefined || rest.length > 0) return false;
	return (
		urlDecoded(key) === swoogoCredentials.consumerKey &&
		urlDecoded(secret) === swoogoCredentials.consumerSecret
	);
}

/** RFC 1738 allows `+` and `%20` for a space. */
function urlDecoded(text: string): string | undefined {
	try {
		return decodeURIComponent(text.replace(/\+/g, ' '));
	} catch {
		return undefined;
	}
}
