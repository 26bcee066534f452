import { randomUUID } from 'crypto';

import type { FastifyInstance } from 'fastify';

import {
	Deliveries,
	type DeliveryReport,
	type DeliveryRequest,
	type DeliveryStatus,
} from '../kernel/deliveries';
import { deliverInPlan, type DeliveryPlan } from '../kernel/deliveryPlan';
import type { DeliveryContext, HandlerContext } from '../kernel/providerSandbox';
import type { KnolyxState, KnolyxWebhook } from './state';

type Context = DeliveryContext<KnolyxState>;

/** The types of a delivery; there is none for community events. */
export type KnolyxWebhookType =
	| 'PING'
	| 'COURSE_STARTED'
	| 'COURSE_COMPLETED'
	| 'COURSE_PAYMENT_RECEIVED'
	| 'BUNDLE_PAYMENT_RECEIVED';

/** Something that Knolyx tells its webhooks about. */
export interface KnolyxDelivery {
	type: KnolyxWebhookType;
	data: Record<string, unknown>;
	/** A UUID, the same in every repeat; made when missing. */
	id?: string;
}

/**
 * Delivers events as planned to every webhook.
 * @throws when there is no webhook, so that a test does not wait for nothing
 */
export async function deliverKnolyxEvents(
	context: Context,
	plan: DeliveryPlan<KnolyxDelivery>,
): Promise<DeliveryReport[]> {
	if (context.state.webhooks.size === 0) throw new Error('There is no Knolyx webhook');
	return await deliverInPlan(plan, async (event) => await deliver(context, event, plan));
}

/**
 * Delivers one event to every webhook, each again after a pause until it answers 2xx.
 * inferred: what confirms a delivery, the number of tries and the pauses are not documented.
 * @param deliveries keeps the book; nobody does when missing
 * @returns the id of the envelope, the same in every repeat
 */
export async function deliverToWebhooks(
	state: KnolyxState,
	type: KnolyxWebhookType,
	data: Record<string, unknown>,
	deliveries = new Deliveries(),
): Promise<string> {
	const id = randomUUID();
	await deliver({ state, deliveries }, { id, type, data });
	return id;
}

/** Pings one webhook, once. */
export async function ping(
	{ state, deliveries }: Context,
	webhook: KnolyxWebhook,
): Promise<DeliveryStatus> {
	const envelope = { id: randomUUID(), type: 'PING', data: { message: 'PING' } };
	const request = requestOf(envelope, webhook, state);
	return await deliveries.sendOnce(webhook.url, request, state.webhookTimeoutMs);
}

/**
 * For a test in another process: `POST /_sandbox/webhook` with `{ type, data }` delivers one event and
 * answers `{ id }`; `POST /_sandbox/deliveries` with a plan answers the reports; each once all have ended.
 */
export function installDeliveryControl(
	app: FastifyInstance,
	context: HandlerContext<KnolyxState>,
): void {
	app.post('/_sandbox/webhook', async (request) => {
		const { type, data } = request.body as KnolyxDelivery;
		return { id: await deliverToWebhooks(context.state, type, { ...data }, context.deliveries) };
	});
	app.post('/_sandbox/deliveries', async (request) =>
		deliverKnolyxEvents(context, request.body as DeliveryPlan<KnolyxDelivery>),
	);
}

async function deliver(
	{ state, deliveries }: Pick<Context, 'state' | 'deliveries'>,
	event: KnolyxDelivery,
	{ copies, pace }: Pick<DeliveryPlan<KnolyxDelivery>, 'copies' | 'pace'> = {},
): Promise<DeliveryReport[]> {
	const envelope = { id: event.id ?? randomUUID(), type: event.type, data: event.data };
	const ownPace = {
		timeoutMs: state.webhookTimeoutMs,
		retryPausesMs: state.webhookRetryPausesMs,
		untilAcknowledged: state.webhookUntilAcknowledged,
	};
	const sendings = [...state.webhooks.values()].map(async (webhook) => {
		const delivery = {
			eventId: envelope.id,
			type: event.type,
			webhookId: String(webhook.id),
			url: webhook.url,
			compose: () => requestOf(envelope, webhook, state),
			isWanted: () => state.webhooks.has(webhook.id),
		};
		return await deliveries.deliver(delivery, { ...ownPace, ...pace }, copies);
	});
	return await Promise.all(sendings);
}

function requestOf(
	envelope: object,
	{ securityToken }: KnolyxWebhook,
	{ webhookVerb }: KnolyxState,
): DeliveryRequest {
	const headers = {
		'content-type': 'application/json',
		'x-webhook-security-token': securityToken,
	};
	return { method: webhookVerb, headers, body: JSON.stringify(envelope) };
}
