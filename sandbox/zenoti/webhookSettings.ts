/** A webhook as somebody made it in Zenoti's settings; there is no API for it. */
export interface ZenotiWebhook {
	id: string;
	name: string;
	url: string;
	/** null leaves deliveries unsigned. */
	secret: string | null;
	requestType: 'POST' | 'PUT' | 'PATCH';
	/** Event types such as `Class.Booking.Created`; empty means all. */
	events: string[];
	/** The center it is limited to, or null for the whole organization. */
	centerId: string | null;
	isActive: boolean;
	consecutiveFailures: number;
}

/** Which webhooks there are, and the switches for what the documentation of deliveries leaves open. */
export interface ZenotiWebhookSettings {
	/** By id. */
	webhooks: Map<string, ZenotiWebhook>;
	/** Real milliseconds. */
	webhookTimeoutMs: number;
	/** Before scaling by the sandbox's `windowScale`. */
	webhookRetryPausesSeconds: number[];
	/** A webhook with so many failures one after another is switched off. */
	webhookFailuresAllowed: number;
	/** What counts as a failure; the documentation does not say. */
	webhookFailureUnit: 'delivery' | 'try';
	/** Whether `id`, the webhook call, stays the same in a retry; the documentation does not say. */
	webhookIdInRetry: 'same' | 'new';
	/** How `Class.Booking.Approved` and `.Rejected` arrive; documented samples show no envelope. */
	decisionEvents: 'withoutEnvelope' | 'withEnvelope';
	/** `dashed` was seen live: upper case, a dash between the bytes, a space before the equals sign. */
	webhookSignature: 'dashed' | 'plain';
}

/**
 * No webhooks, and the documented delivery.
 * @see https://docs.zenoti.com/docs/webhook-failure-handling
 */
export function emptyWebhookSettings(): ZenotiWebhookSettings {
	return {
		webhooks: new Map(),
		webhookTimeoutMs: 10_000,
		webhookRetryPausesSeconds: [30, 60, 120, 240, 480],
		webhookFailuresAllowed: 20,
		webhookFailureUnit: 'delivery',
		webhookIdInRetry: 'same',
		decisionEvents: 'withoutEnvelope',
		webhookSignature: 'dashed',
	};
}
