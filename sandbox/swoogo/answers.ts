import type { FastifyRequest } from 'fastify';

import { Refusal } from '../kernel/refusal';
import type { SwoogoRegistrant, SwoogoState } from './state';

const names: Record<number, string> = {
	400: 'Bad Request',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not Found',
	405: 'Method Not Allowed',
	415: 'Unsupported Media Type',
	429: 'Too Many Requests',
	503: 'Service Unavailable',
};

/**
 * An error in Swoogo's general shape.
 * inferred: one 401 sample is documented, the same shape for the others is not.
 * @see https://developer.swoogo.com/api-reference/contacts/forget-contact
 */
export function describeSwoogoError(status: number, message: string): unknown {
	return { name: names[status] ?? 'Internal Server Error', message, code: 0, status };
}

/** A refusal in the general shape, to be thrown by a handler. */
export function swoogoRefusal(status: number, message: string): Refusal {
	return new Refusal(status, describeSwoogoError(status, message));
}

/** A refused validation: 422 with an array. inferred: the array, which is Yii2's usual form. */
export function invalidField(field: string, message: string): Refusal {
	return invalidFields([{ field, message }]);
}

/** Several mistakes in one refusal, as `invalidField`. */
export function invalidFields(mistakes: Array<{ field: string; message: string }>): Refusal {
	return new Refusal(422, mistakes);
}

/** Whether a form or query value means yes; both spellings appear in the documentation. */
export function isYes(value: unknown): boolean {
	return ['true', '1'].includes(String(value).toLowerCase());
}

/** An integer from the path, or 404. */
export function integerFromPath(request: FastifyRequest, name: string): number {
	const text = (request.params as Record<string, string>)[name];
	if (!/^\d+$/.test(text)) throw swoogoRefusal(404, 'Page not found.');
	return Number(text);
}

/** The registrant named in the path, or 404. */
export function requireRegistrant(
	request: FastifyRequest,
	state: SwoogoState,
	name = 'registrantId',
): SwoogoRegistrant {
	const registrant = state.registrants.get(integerFromPath(request, name));
	if (!registrant) throw swoogoRefusal(404, 'Registrant not found.');
	return registrant;
}
