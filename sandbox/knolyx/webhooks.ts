import { randomUUID } from 'crypto';
import { setTimeout as delay } from 'timers/promises';

import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { HandlerContext } from '../kernel/providerSandbox';
import { integerFromPath, knolyxRefusal, requirePermission } from './answers';
import type { KnolyxState, KnolyxWebhook } from './state';

/** The types of a delivery; there is none for community events. */
export type KnolyxWebhookType =
	| 'PING'
	| 'COURSE_STARTED'
	| 'COURSE_COMPLETED'
	| 'COURSE_PAYMENT_RECEIVED'
	| 'BUNDLE_PAYMENT_RECEIVED';

/**
 * Webhooks that really deliver. Wants an app of its own: every route needs the same permission.
 * @see https://docs.knolyx.com/guides/webhooks/
 */
export function installWebhookRoutes(
	app: FastifyInstance,
	{ state }: HandlerContext<KnolyxState>,
): void {
	app.addHook('preHandler', async () => requirePermission(state, 'WEBHOOK_MANAGE'));
	// inferred: status and answer of the creation; a failed PING does not undo it.
	app.post('/webhook', async (request, reply) => {
		const webhook = { id: state.nextId++, ...requireWebhookFields(request.body, state) };
		state.webhooks.set(webhook.id, webhook);
		setImmediate(() => void ping(webhook, state));
		return await reply.code(201).send(publicWebhook(webhook));
	});
	app.get('/webhook', async () => [...state.webhooks.values()].map(publicWebhook));
	app.get('/webhook/:webhookId', async (request) => publicWebhook(requireWebhook(request, state)));
	app.delete('/webhook/:webhookId', async (request) => {
		state.webhooks.delete(requireWebhook(request, state).id);
		return '';
	});
	app.post('/webhook/ping', async () => {
		await Promise.all([...state.webhooks.values()].map(async (hook) => await ping(hook, state)));
		return '';
	});
	app.post('/webhook/:webhookId/ping', async (request) => {
		await ping(requireWebhook(request, state), state);
		return '';
	});
}

/**
 * `POST /_sandbox/webhook` with `{ type, data }` makes something happen that Knolyx tells every webhook
 * about; it answers `{ id }` of the envelope once every delivery was confirmed or given up.
 */
export function installWebhookControl(
	app: FastifyInstance,
	{ state }: HandlerContext<KnolyxState>,
): void {
	app.post('/_sandbox/webhook', async (request) => {
		const { type, data } = request.body as { type: KnolyxWebhookType; data: object };
		return { id: await deliverToWebhooks(state, type, { ...data }) };
	});
}

/**
 * Delivers one event to every webhook, each again after a pause until it answers 2xx.
 * inferred: what confirms a delivery, the number of tries and the pauses are not documented.
 * @returns the id of the envelope, the same in every repeat
 */
export async function deliverToWebhooks(
	state: KnolyxState,
	type: KnolyxWebhookType,
	data: Record<string, unknown>,
): Promise<string> {
	const envelope = { id: randomUUID(), type, data };
	const webhooks = [...state.webhooks.values()];
	await Promise.all(webhooks.map(async (webhook) => await deliver(webhook, envelope, state)));
	return envelope.id;
}

async function ping(webhook: KnolyxWebhook, state: KnolyxState): Promise<void> {
	await deliver(webhook, { id: randomUUID(), type: 'PING', data: { message: 'PING' } }, state);
}

async function deliver(
	webhook: KnolyxWebhook,
	envelope: object,
	state: KnolyxState,
): Promise<void> {
	for (const pauseMs of [0, ...state.webhookRetryPausesMs]) {
		if (pauseMs > 0) await delay(pauseMs, undefined, { ref: false });
		try {
			const answer = await fetch(webhook.url, {
				method: state.webhookVerb,
				headers: {
					'content-type': 'application/json',
					'x-webhook-security-token': webhook.securityToken,
				},
				body: JSON.stringify(envelope),
			});
			await answer.arrayBuffer();
			if (answer.ok) return;
		} catch {
			continue;
		}
	}
}

function requireWebhook(request: FastifyRequest, state: KnolyxState): KnolyxWebhook {
	const webhook = state.webhooks.get(integerFromPath(request, 'webhookId'));
	if (!webhook) throw knolyxRefusal(404, 'Entity not found');
	return webhook;
}

function requireWebhookFields(body: unknown, state: KnolyxState): Omit<KnolyxWebhook, 'id'> {
	const { name, url, securityToken } = (body ?? {}) as Partial<Record<string, unknown>>;
	if (typeof name !== 'string' || typeof url !== 'string' || typeof securityToken !== 'string') {
		throw knolyxRefusal(400, 'name, url and securityToken are required');
	}
	const isPublicHttps = url.startsWith('https://') && !/\/\/(localhost|127\.)/.test(url);
	if (state.webhooksNeedPublicHttps && !isPublicHttps) {
		throw knolyxRefusal(400, 'url must be https and not localhost');
	}
	return { name, url, securityToken };
}

/** inferred: the secret is not given back. */
function publicWebhook({ id, name, url }: KnolyxWebhook): unknown {
	return { id, name, url };
}
