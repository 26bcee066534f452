import { createHmac } from 'crypto';
import type { IWebhookFunctions } from 'n8n-workflow';

import { headerOf, isSameSecret } from '../../shared/deliveries';
import { zenoti } from '../zenoti';

// Zenoti documents that a header carries a signature, not which one. This is what its live deliveries were seen to bring,
// as `sha256 =AB-CD-…`. Without the dashes, the space or the name of the method it is taken as well.
// https://docs.zenoti.com/docs/overview-1
const SIGNATURE_HEADER = 'zenoti-webhook-signature';
const SIGNATURE = /^\s*(?:sha256\s*=\s*)?([0-9a-f-]+)\s*$/i;

/** Whether the delivery carries the signature of its body, byte by byte, made with one of these secrets. */
export function isSigned(context: IWebhookFunctions, raw: Buffer, secrets: string[]): boolean {
	const [, hexadecimal = ''] = SIGNATURE.exec(headerOf(context, SIGNATURE_HEADER)) ?? [];
	const given = hexadecimal.replaceAll('-', '').toLowerCase();
	return secrets.some((secret) => {
		const expected = createHmac('sha256', secret).update(raw).digest('hex');
		return isSameSecret(given, expected);
	});
}

/** The secrets of the node's credential; none when it has no credential, or one without secrets. */
export async function webhookSecretsOf(context: IWebhookFunctions): Promise<string[]> {
	if (!context.getNode().credentials?.[zenoti.credential]) return [];
	const { webhookSecret } = await context.getCredentials(zenoti.credential);
	const text = String(webhookSecret ?? '').trim();
	// Each webhook in Zenoti has a secret of its own; a single one may hold a comma.
	return [...new Set([text, ...text.split(/[\s,]+/)])].filter((secret) => secret !== '');
}
