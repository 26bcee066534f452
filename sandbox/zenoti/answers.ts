import type { FastifyRequest } from 'fastify';

import { Refusal } from '../kernel/refusal';
import type { RegistrationStatusName, ZenotiState } from './state';
import { registrationStatuses } from './state';

/**
 * An error in Zenoti's shape.
 * @see https://docs.zenoti.com/docs/response-and-error-codes
 */
export function describeZenotiError(code: number, message: string): unknown {
	return { error: { code, message } };
}

/**
 * A refusal with HTTP 400, as documented for register.
 * inferred: the same status for every other call.
 */
export function zenotiRefusal(code: number, message: string): Refusal {
	return new Refusal(400, describeZenotiError(code, message));
}

/** A path parameter as a number; NaN, which is nobody's id, when it is not an integer. */
export function integerFromPath(request: FastifyRequest, name: string): number {
	const text = (request.params as Record<string, string>)[name];
	return /^\d+$/.test(text) ? Number(text) : NaN;
}

/** A GUID from the path in lower case. */
export function guidFromPath(request: FastifyRequest, name: string): string {
	return (request.params as Record<string, string>)[name].toLowerCase();
}

/** The query with the last value of a repeated name. */
export function queryOf(request: FastifyRequest): Record<string, string | undefined> {
	const query = request.query as Record<string, string | string[] | undefined>;
	const entries = Object.entries(query);
	return Object.fromEntries(
		entries.map(([name, value]) => [name, Array.isArray(value) ? value.at(-1) : value]),
	);
}

/** The names asked for by `expand=a&expand=b` or `expand[0]=a`. */
export function expandedNames(request: FastifyRequest): string[] {
	return Object.entries(request.query as Record<string, string | string[]>)
		.filter(([name]) => /^expand(\[\d*\])?$/.test(name))
		.flatMap(([, value]) => value);
}

/**
 * One page by `page` (from 1) and `size` (10 when missing, at most 100), and its page information.
 * @see https://docs.zenoti.com/docs/pagination
 */
export function pageOf<Entry>(
	request: FastifyRequest,
	records: Entry[],
): { rows: Entry[]; pageInfo: { total: number; page: number; size: number } } {
	const query = queryOf(request);
	const page = Number(query.page ?? 1);
	const size = Number(query.size ?? 10);
	if (size > 100) {
		// This one error is documented without the `error` around it. inferred: its HTTP status.
		const message = 'You cannot request more than 100 items.';
		throw new Refusal(400, { code: 422, message });
	}
	if (!(page >= 1) || !(size >= 1)) throw zenotiRefusal(502, 'InvalidInput');
	const rows = records.slice((page - 1) * size, page * size);
	return { rows, pageInfo: { total: records.length, page, size } };
}

/** A status as the organization's API sends it. inferred: as a number. */
export function statusOnWire(state: ZenotiState, status: RegistrationStatusName): string | number {
	return state.enumsAs === 'number' ? registrationStatuses[status] : status;
}
