import type { FastifyRequest } from 'fastify';

import type { BudgetDialect } from './budget';
import type { FaultEffect } from './faults';
import type { DiaryEntry } from './records';
import type { Answer } from './refusal';

/** The provider's words that a scripted answer borrows. */
export interface ErrorWording {
	describeError: (status: number, message: string) => unknown;
	unauthorizedMessage: string;
}

/** A scripted effect that ends the request without an HTTP answer. */
export type SocketEffect = Extract<
	FaultEffect,
	{ kind: 'reset' | 'close' | 'silence' | 'cutBody' }
>;

const socketEffects: string[] = ['reset', 'close', 'silence', 'cutBody'];

/** Whether an effect ends the request without an HTTP answer. */
export function isSocketEffect(effect: FaultEffect): effect is SocketEffect {
	return socketEffects.includes(effect.kind);
}

/** Ends (or abandons) the connection of a request and writes into the diary which. */
export function performSocketEffect(
	effect: SocketEffect,
	request: FastifyRequest,
	entry: DiaryEntry,
): void {
	const { socket } = request.raw;
	entry.status = effect.kind === 'silence' ? 'silent' : 'closed';
	entry.answeredAt = Date.now();
	if (effect.kind === 'reset') socket.resetAndDestroy();
	if (effect.kind === 'cutBody') {
		const head = [
			'HTTP/1.1 200 OK',
			'Content-Type: application/json',
			'Content-Length: 90',
			'',
			'',
		];
		socket.write(`${head.join('\r\n')}{"id":5`);
	}
	if (effect.kind === 'close' || effect.kind === 'cutBody') socket.destroySoon();
}

/**
 * The answer a scripted effect gives in place of the provider's.
 * @param genuinePayload what the handler answered, for effects that spoil it; '' before the handler
 * @returns undefined for effects that only change the request or the timing
 */
export function scriptedAnswer(
	effect: FaultEffect,
	entry: DiaryEntry,
	wording: ErrorWording & { budget: BudgetDialect },
	genuinePayload: string,
): Answer | undefined {
	const { describeError, unauthorizedMessage } = wording;
	switch (effect.kind) {
		case 'status': {
			const body = effect.body ?? describeError(effect.code, 'Scripted fault of the sandbox');
			return { status: effect.code, body, headers: effect.headers ?? {} };
		}
		case 'tooMany':
			return tooManyAnswer(effect, wording);
		case 'malformedJson':
			return { status: 200, body: cutJson(genuinePayload), headers: jsonContentType };
		case 'html':
			return { status: effect.status ?? 200, body: htmlPage, headers: htmlContentType };
		case 'emptyBody':
			return { status: effect.status ?? 200, body: '', headers: {} };
		case 'errorInside':
			return { status: 200, body: effect.body ?? describeError(400, 'Something went wrong.') };
		case 'redirect':
			return { status: effect.code ?? 302, body: '', headers: { location: effect.to } };
		case 'echoHeaders': {
			const message = `Bad request: ${JSON.stringify(entry.headers)}`;
			return { status: 400, body: describeError(400, message) };
		}
		case 'unauthorized':
			return { status: 401, body: describeError(401, unauthorizedMessage) };
		default:
			return undefined;
	}
}

const jsonContentType = { 'content-type': 'application/json; charset=utf-8' };
const htmlContentType = { 'content-type': 'text/html; charset=utf-8' };
const htmlPage =
	'<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>';

function cutJson(payload: string): string {
	const whole = payload.length > 8 ? payload : '{"id":1,"list":[{"id":2}]}';
	return whole.slice(0, Math.ceil(whole.length / 2));
}

function tooManyAnswer(
	effect: Extract<FaultEffect, { kind: 'tooMany' }>,
	wording: ErrorWording & { budget: BudgetDialect },
): Answer {
	const headers: Record<string, string> = {};
	if (effect.dialect === 'retryAfterSeconds') headers['retry-after'] = String(effect.seconds);
	if (effect.dialect === 'retryAfterDate') {
		headers['retry-after'] = new Date(Date.now() + effect.seconds * 1000).toUTCString();
	}
	if (effect.dialect === 'resetHeader') {
		headers[wording.budget.resetHeader] = String(effect.seconds);
	}
	return { status: 429, body: wording.describeError(429, 'Too many requests'), headers };
}
