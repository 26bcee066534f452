import type { FastifyRequest } from 'fastify';

import { Refusal } from '../kernel/refusal';
import type { KnolyxState } from './state';

/**
 * The JSON around a Knolyx error.
 * inferred: the shape is not documented; springdoc paths point at Spring Boot, whose default this is.
 * @see https://docs.knolyx.com/guides/getting-started/
 */
export function describeKnolyxError(status: number, message: string): unknown {
	return { timestamp: new Date().toISOString(), status, error: reasonPhrase(status), message };
}

/** A refusal in Knolyx's shape, to be thrown by a handler. */
export function knolyxRefusal(status: number, message: string): Refusal {
	return new Refusal(status, describeKnolyxError(status, message));
}

/**
 * Refuses with 403 unless the key has the permission.
 * inferred: the documentation lists the permissions but not the status of a missing one.
 * @see https://docs.knolyx.com/guides/getting-started/
 */
export function requirePermission(state: KnolyxState, permission: string): void {
	if (!state.permissions.includes(permission)) throw knolyxRefusal(403, 'Access Denied');
}

/** An integer from the path, or 400. */
export function integerFromPath(request: FastifyRequest, name: string): number {
	const text = (request.params as Record<string, string>)[name];
	if (!/^\d+$/.test(text)) throw knolyxRefusal(400, `Failed to convert value '${text}' of ${name}`);
	return Number(text);
}

/**
 * One page, by `pagination.page` (from 0) and `pagination.size` (20 when missing).
 * inferred: the wrapper `list` was seen on courses only; a page past the end is an empty list.
 * @see https://docs.knolyx.com/guides/event/
 */
export function pageOf(request: FastifyRequest, state: KnolyxState, records: unknown[]): unknown {
	const query = request.query as Record<string, string | undefined>;
	const page = Number(query['pagination.page'] ?? 0);
	const size = Math.min(Number(query['pagination.size'] ?? 20), state.maximumPageSize);
	if (!Number.isInteger(page) || page < 0 || !Number.isInteger(size) || size < 1) {
		throw knolyxRefusal(400, 'Invalid pagination');
	}
	const list = records.slice(page * size, (page + 1) * size);
	return state.listWrapper === 'list' ? { list } : list;
}

function reasonPhrase(status: number): string {
	const phrases: Record<number, string> = {
		400: 'Bad Request',
		401: 'Unauthorized',
		403: 'Forbidden',
		404: 'Not Found',
		405: 'Method Not Allowed',
		409: 'Conflict',
		415: 'Unsupported Media Type',
		429: 'Too Many Requests',
		502: 'Bad Gateway',
		503: 'Service Unavailable',
		504: 'Gateway Timeout',
	};
	return phrases[status] ?? 'Internal Server Error';
}
