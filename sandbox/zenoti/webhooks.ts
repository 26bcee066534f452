import { createHmac, randomBytes } from 'crypto';

import type { DeliveryPace, DeliveryReport, DeliveryRequest } from '../kernel/deliveries';
import { deliverInPlan, type DeliveryPlan } from '../kernel/deliveryPlan';
import type { DeliveryContext } from '../kernel/providerSandbox';
import type { ZenotiState } from './state';
import type { ZenotiEvent } from './webhookEvents';
import type { ZenotiWebhook } from './webhookSettings';

type Context = DeliveryContext<ZenotiState>;

/**
 * Makes a webhook, as somebody does in Zenoti's settings. A reset of the sandbox forgets it.
 * @see https://docs.zenoti.com/docs/add-an-automation
 */
export function addZenotiWebhook(
	{ state }: Pick<Context, 'state'>,
	fields: Pick<ZenotiWebhook, 'url'> &
		Partial<Pick<ZenotiWebhook, 'name' | 'secret' | 'requestType' | 'events' | 'centerId'>>,
): ZenotiWebhook {
	const webhook: ZenotiWebhook = {
		id: newId(),
		name: fields.name ?? 'Webhook',
		url: fields.url,
		secret: fields.secret ?? null,
		requestType: fields.requestType ?? 'POST',
		events: fields.events ?? [],
		centerId: fields.centerId?.toLowerCase() ?? null,
		isActive: true,
		consecutiveFailures: 0,
	};
	state.webhooks.set(webhook.id, webhook);
	return webhook;
}

/** The test of Zenoti's settings: an empty POST without a signature, as was seen live. */
export async function testZenotiWebhook({ state, deliveries }: Context, webhook: ZenotiWebhook) {
	const request = { method: 'POST', headers: {} };
	return await deliveries.sendOnce(webhook.url, request, state.webhookTimeoutMs);
}

/**
 * Delivers events as planned to every active webhook that subscribed to them.
 * @throws when no webhook wants an event, so that a test does not wait for nothing
 */
export async function deliverZenotiEvents(
	context: Context,
	plan: DeliveryPlan<ZenotiEvent>,
): Promise<DeliveryReport[]> {
	const unwanted = plan.events.find((event) => webhooksFor(event, context.state).length === 0);
	if (unwanted) throw new Error(`No active Zenoti webhook is subscribed to ${unwanted.type}`);
	return await deliverInPlan(plan, async (event) => await deliver(context, event, plan));
}

/** Tells the webhooks, without anybody waiting for it. */
export function announce(context: Context, event: ZenotiEvent): void {
	void deliver(context, event);
}

async function deliver(
	{ state, deliveries, windowScale }: Context,
	event: ZenotiEvent,
	{ copies, pace }: Pick<DeliveryPlan<ZenotiEvent>, 'copies' | 'pace'> = {},
): Promise<DeliveryReport[]> {
	const eventId = event.eventId ?? newId();
	const call = { id: newId(), eventId, timestamp: timestamp() };
	const ownPace: DeliveryPace = {
		timeoutMs: state.webhookTimeoutMs,
		retryPausesMs: state.webhookRetryPausesSeconds.map((seconds) => seconds * 1000 * windowScale),
		untilAcknowledged: false,
	};
	const sendings = webhooksFor(event, state).map(async (webhook) => {
		const delivery = {
			eventId,
			type: event.type,
			webhookId: webhook.id,
			url: webhook.url,
			compose: () => compose(event, call, webhook, state),
			isWanted: () => webhook.isActive && state.webhooks.has(webhook.id),
			learn: (acknowledged: boolean, isLastTry: boolean) =>
				countFailures(webhook, state, acknowledged, isLastTry),
		};
		return await deliveries.deliver(delivery, { ...ownPace, ...pace }, copies);
	});
	return await Promise.all(sendings);
}

function webhooksFor({ type, data }: ZenotiEvent, state: ZenotiState): ZenotiWebhook[] {
	const centerId = String(data.center_id).toLowerCase();
	return [...state.webhooks.values()].filter(
		(webhook) =>
			webhook.isActive &&
			(webhook.events.length === 0 || webhook.events.includes(type)) &&
			(webhook.centerId === null || webhook.centerId === centerId),
	);
}

/** @see https://docs.zenoti.com/docs/webhooks-event-response-structure */
function compose(
	{ type, data }: ZenotiEvent,
	call: { id: string; eventId: string; timestamp: string },
	webhook: ZenotiWebhook,
	state: ZenotiState,
): DeliveryRequest {
	const isBare =
		state.decisionEvents === 'withoutEnvelope' &&
		/^Class\.Booking\.(Approved|Rejected)$/.test(type);
	const envelope = {
		id: state.webhookIdInRetry === 'same' ? call.id : newId(),
		event_id: call.eventId,
		event_schema: 'v1',
		event_resource: type.split('.')[0],
		event_type: type,
		event_timestamp: call.timestamp,
		data,
	};
	const body = JSON.stringify(isBare ? data : envelope);
	const signature = webhook.secret === null ? {} : signatureOf(body, webhook.secret, state);
	const headers = { 'content-type': 'application/json', ...signature };
	return { method: webhook.requestType, headers, body };
}

/** inferred: the header's name and its form were seen live once; that there is one is documented. */
function signatureOf(
	body: string,
	secret: string,
	{ webhookSignature }: ZenotiState,
): Record<string, string> {
	const hex = createHmac('sha256', secret).update(body).digest('hex');
	const dashed = (hex.toUpperCase().match(/../g) ?? []).join('-');
	return {
		'zenoti-webhook-signature': webhookSignature === 'dashed' ? `sha256 =${dashed}` : hex,
	};
}

/** @see https://docs.zenoti.com/docs/webhook-failure-handling */
function countFailures(
	webhook: ZenotiWebhook,
	{ webhookFailureUnit, webhookFailuresAllowed }: ZenotiState,
	acknowledged: boolean,
	isLastTry: boolean,
): void {
	if (acknowledged) webhook.consecutiveFailures = 0;
	else if (isLastTry || webhookFailureUnit === 'try') webhook.consecutiveFailures += 1;
	if (webhook.consecutiveFailures >= webhookFailuresAllowed) webhook.isActive = false;
}

/** 24 hexadecimal digits, as in the documented samples. */
function newId(): string {
	return randomBytes(12).toString('hex');
}

/** UTC with seven digits after the second, as in the documented samples. */
function timestamp(): string {
	return new Date().toISOString().replace('Z', '4567Z');
}
