import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import {
	headerOf,
	ignore,
	isSameSecret,
	namesByContent,
	readDelivery,
	refuse,
} from '../../shared/deliveries';
import { takeOnce } from '../../shared/takeOnce';
import { itemOf } from './events';
import { rememberedHook, rememberLatestHook } from './rememberedHook';

const TOKEN_HEADER = 'x-webhook-security-token';

/** Answers one delivery of Knolyx. https://docs.knolyx.com/guides/webhooks/ */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const { raw, record } = readDelivery(context);
	// Knolyx pings while the webhook is being made, before n8n has saved its token.
	if (record?.type === 'PING') return ignore(context);
	const token = rememberedHook(context)?.token;
	if (!token || !isSameSecret(headerOf(context, TOKEN_HEADER), token)) {
		return refuse(context, 401, 'The security token is missing or wrong.');
	}
	if (!record) return refuse(context, 400, 'This is not an event: no JSON object.');
	if (!isWanted(context, record.type)) return ignore(context);
	const { id } = record;
	const name = typeof id === 'string' || typeof id === 'number' ? String(id) : '';
	const names = name === '' ? namesByContent(raw) : ([name] as const);
	const remember = () => rememberLatestHook(context);
	return await takeOnce(context, names, () => itemOf(record), remember);
}

function isWanted(context: IWebhookFunctions, type: unknown): boolean {
	const events = context.getNodeParameter('events', []) as string[];
	return events.includes('*') || events.includes(String(type).toUpperCase());
}
