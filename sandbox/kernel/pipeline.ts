import { setTimeout as delay } from 'timers/promises';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { BudgetDialect } from './budget';
import { isControlPath } from './controlRoutes';
import {
	isSocketEffect,
	performSocketEffect,
	scriptedAnswer,
	type ErrorWording,
} from './faultAnswers';
import type { FaultEffect, FaultScript } from './faults';
import type { ProviderDefinition, ProviderSandbox } from './providerSandbox';
import type { DiaryEntry } from './records';
import { Refusal, type Answer } from './refusal';
import { installBodyParser } from './requestBodies';

interface Visit {
	entry: DiaryEntry;
	/** A scripted effect that waits for the handler to have committed. */
	effectAfter?: FaultEffect;
}

declare module 'fastify' {
	interface FastifyRequest {
		/** The diary entry and the pending fault of this request; missing on control requests. */
		visit?: Visit;
	}
}

/**
 * The way of every request: diary, latency, credentials, budget, scripted fault, handler, and once
 * more the scripted fault. Knows nothing of what a provider's handlers do.
 */
export function installPipeline<State extends object, Credentials>(
	app: FastifyInstance,
	definition: ProviderDefinition<State, Credentials>,
	provider: ProviderSandbox<State, Credentials>,
): void {
	const wording = { ...definition, budget: definition.budget.dialect };
	app.decorateRequest('visit', undefined);
	keepDiary(app, provider.diary);
	installErrorAnswers(app, definition.describeError);

	app.addHook('preHandler', async (request, reply) => {
		const { visit } = request;
		if (!visit) return;
		if (provider.latencyMs > 0) await delay(provider.latencyMs, undefined, { ref: false });
		const refusal = admit(request, definition, provider);
		const budgetHeaders = provider.budget.headers();
		void reply.headers(budgetHeaders);
		if (refusal) return await send(reply, refusal);
		for (const effect of provider.faults.effectsFor(visit.entry)) {
			if (effect.kind === 'tooMany') dropHeaders(reply, Object.keys(budgetHeaders));
			const answer = await beforeHandler(effect, request, visit, provider.faults, wording);
			if (answer === 'abandoned') return reply.hijack();
			if (answer) return await send(reply, answer);
		}
	});

	app.addHook('onSend', (request, reply, payload, done) => {
		const { visit } = request;
		const effect = visit?.effectAfter;
		const text = typeof payload === 'string' ? payload : '';
		if (!visit || !effect) {
			if (visit?.entry.method === 'GET' && reply.statusCode === 200) {
				provider.faults.lastGoodAnswers.set(visit.entry.path, text);
			}
			return done(null, payload);
		}
		if (isSocketEffect(effect)) return performSocketEffect(effect, request, visit.entry);
		const answer = scriptedAnswer(effect, visit.entry, wording, text) ?? { status: 200 };
		void reply.code(answer.status).headers({ ...answer.headers });
		done(null, typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
	});
}

/**
 * Lets a scripted effect act before the handler runs.
 * @returns the answer to give instead of the handler's, `abandoned` when there will be none, or
 * undefined when the handler shall run
 */
async function beforeHandler(
	effect: FaultEffect,
	request: FastifyRequest,
	visit: Visit,
	faults: FaultScript,
	wording: ErrorWording & { budget: BudgetDialect },
): Promise<Answer | 'abandoned' | undefined> {
	visit.entry.fault = effect.kind;
	if ('when' in effect && effect.when === 'after') {
		visit.effectAfter = effect;
		return undefined;
	}
	if (isSocketEffect(effect)) {
		performSocketEffect(effect, request, visit.entry);
		return 'abandoned';
	}
	if (effect.kind === 'latency') await delay(effect.ms, undefined, { ref: false });
	if (effect.kind === 'ignoreFilter') ignoreFilter(request);
	if (effect.kind === 'repeatPage') {
		return repeatedAnswer(faults.lastGoodAnswers.get(visit.entry.path));
	}
	return scriptedAnswer(effect, visit.entry, wording, '');
}

/** @returns the refusal of wrong credentials, an empty budget or a strange media type */
function admit<State extends object, Credentials>(
	request: FastifyRequest,
	definition: ProviderDefinition<State, Credentials>,
	provider: ProviderSandbox<State, Credentials>,
): Answer | undefined {
	const refusal = definition.authenticate(request, provider.state);
	if (refusal) return refusal;
	const cost = definition.costOf(request);
	const taken = provider.budget.take(cost);
	if (request.visit) request.visit.entry.credits = taken.refused ? 0 : cost;
	if (taken.refused) {
		const headers = provider.budget.sendHeaders
			? definition.budget.dialect.refusalHeaders(taken.secondsToWait)
			: {};
		return { status: 429, body: definition.describeError(429, 'Too many requests'), headers };
	}
	const contentType = request.headers['content-type'];
	const accepted = definition.acceptedContentTypes.some((type) => contentType?.startsWith(type));
	if (request.visit?.entry.rawBody && !accepted) {
		return { status: 415, body: definition.describeError(415, 'Unsupported media type') };
	}
	return undefined;
}

function keepDiary(app: FastifyInstance, diary: DiaryEntry[]): void {
	app.addHook('onRequest', async (request) => {
		if (isControlPath(request.url)) return;
		const entry: DiaryEntry = {
			number: (diary.at(-1)?.number ?? 0) + 1,
			at: Date.now(),
			method: request.method,
			path: request.url.split('?')[0],
			url: request.url,
			query: { ...(request.query as Record<string, unknown>) },
			headers: { ...request.headers } as Record<string, string>,
			rawBody: '',
		};
		diary.push(entry);
		request.visit = { entry };
	});
	installBodyParser(app, (request, rawBody) => {
		if (request.visit) request.visit.entry.rawBody = rawBody;
	});
	app.addHook('preValidation', async (request) => {
		if (request.visit && request.body !== undefined) request.visit.entry.body = request.body;
	});
	const finish = (request: FastifyRequest, status: number | 'closed') => {
		if (!request.visit) return;
		request.visit.entry.status ??= status;
		request.visit.entry.answeredAt ??= Date.now();
	};
	app.addHook('onResponse', async (request, reply) => finish(request, reply.statusCode));
	app.addHook('onRequestAbort', async (request) => finish(request, 'closed'));
}

function installErrorAnswers(
	app: FastifyInstance,
	describeError: (status: number, message: string) => unknown,
): void {
	app.setNotFoundHandler(async (_request, reply) => {
		await reply.code(404).send(describeError(404, 'Not Found'));
	});
	app.setErrorHandler(async (error, _request, reply) => {
		if (error instanceof Refusal) return await reply.code(error.status).send(error.body);
		// A mistake of the sandbox itself: it must be seen, and must not look like a provider's answer.
		console.error(error);
		return await reply.code(500).send({ sandboxMistake: String(error) });
	});
}

async function send(reply: FastifyReply, answer: Answer): Promise<FastifyReply> {
	return await reply
		.code(answer.status)
		.headers({ ...answer.headers })
		.send(answer.body);
}

function repeatedAnswer(payload: string | undefined): Answer | undefined {
	if (payload === undefined) return undefined;
	return { status: 200, body: payload, headers: { 'content-type': 'application/json' } };
}

function dropHeaders(reply: FastifyReply, names: string[]): void {
	for (const name of names) reply.removeHeader(name);
}

function ignoreFilter(request: FastifyRequest): void {
	const query = request.query as Record<string, unknown>;
	for (const name of ['search', 'searchCondition', 'sort']) delete query[name];
}
