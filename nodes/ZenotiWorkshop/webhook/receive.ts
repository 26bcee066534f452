import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { ignore, readDelivery, refuse } from '../../shared/deliveries';
import { changeOf } from '../../shared/polling';
import { takeOnce } from '../../shared/takeOnce';
import { detailsOf } from './details';
import { readEvent, type ZenotiEvent } from './events';
import { formOf, isWanted, wantedBy } from './filters';
import { isSigned, webhookSecretsOf } from './signature';

/** Answers one delivery of Zenoti. https://docs.zenoti.com/docs/webhook-failure-handling */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const { raw, record, isEmpty } = readDelivery(context);
	// The test in Zenoti's settings sends nothing, and no signature.
	if (isEmpty) return ignore(context);
	const secrets = await webhookSecretsOf(context);
	const verified = secrets.length > 0;
	if (verified && !isSigned(context, raw, secrets)) {
		return refuse(context, 401, 'The signature is missing or wrong.');
	}
	if (!record) return refuse(context, 400, 'This is not an event: no JSON object.');
	const { event: typeInAddress } = context.getQueryData() as IDataObject;
	const event = readEvent(record, raw, typeInAddress);
	if (!isWanted(event, wantedBy(context))) return ignore(context);
	const needsDetails = formOf(context).flag('options.fetchDetails', false);
	return await takeOnce(context, event.names, async () => {
		const details = needsDetails ? await detailsOf(context, event) : {};
		return itemOf(event, verified, details);
	});
}

/** The event, the ids under our names, then Zenoti's record as it came. */
function itemOf(
	{ type, eventId, timestamp, ids, data }: ZenotiEvent,
	verified: boolean,
	details: IDataObject,
): IDataObject {
	const own = { deliveryId: eventId ?? null, eventTimestamp: timestamp ?? null, verified };
	return changeOf(type ?? 'unknown', { ...own, ...ids, ...details }, data);
}
