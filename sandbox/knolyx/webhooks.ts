import type { FastifyInstance, FastifyRequest } from 'fastify';

import { isAcknowledgement } from '../kernel/deliveries';
import type { DeliveryContext, HandlerContext } from '../kernel/providerSandbox';
import { integerFromPath, knolyxRefusal, requirePermission } from './answers';
import { ping } from './deliveries';
import type { KnolyxState, KnolyxWebhook } from './state';

type Context = DeliveryContext<KnolyxState>;

/**
 * Webhooks that really deliver. Wants an app of its own: every route needs the same permission.
 * @see https://docs.knolyx.com/guides/webhooks/
 */
export function installWebhookRoutes(
	app: FastifyInstance,
	context: HandlerContext<KnolyxState>,
): void {
	const { state } = context;
	app.addHook('preHandler', async () => requirePermission(state, 'WEBHOOK_MANAGE'));
	app.post('/webhook', async (request, reply) => {
		const webhook = await createWebhook(request, context);
		const answer = state.webhookCreateAnswer === 'webhook' ? publicWebhook(webhook) : undefined;
		return await reply.code(201).send(answer);
	});
	app.get('/webhook', async () => {
		const list = [...state.webhooks.values()].map(publicWebhook);
		return state.webhookListWrapper === 'list' ? { list } : list;
	});
	app.get('/webhook/:webhookId', async (request) => publicWebhook(requireWebhook(request, state)));
	app.delete('/webhook/:webhookId', async (request) => {
		state.webhooks.delete(requireWebhook(request, state).id);
		return '';
	});
	app.post('/webhook/ping', async () => {
		await Promise.all([...state.webhooks.values()].map(async (hook) => await ping(context, hook)));
		return '';
	});
	app.post('/webhook/:webhookId/ping', async (request) => {
		await ping(context, requireWebhook(request, state));
		return '';
	});
}

/** inferred: status and answer of the creation, and whether a failed PING undoes it. */
async function createWebhook(request: FastifyRequest, context: Context): Promise<KnolyxWebhook> {
	const { state } = context;
	const webhook = { id: state.nextId++, ...requireWebhookFields(request.body, state) };
	if (state.pingOnCreate === 'mustSucceed' && !isAcknowledgement(await ping(context, webhook))) {
		throw knolyxRefusal(400, 'url does not answer');
	}
	state.webhooks.set(webhook.id, webhook);
	if (state.pingOnCreate === 'afterAnswer') setImmediate(() => void ping(context, webhook));
	return webhook;
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
