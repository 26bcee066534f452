import { type IHookFunctions, NodeOperationError } from 'n8n-workflow';

const ON_THIS_COMPUTER = /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\])$/;

/** Whether Knolyx delivers there: https only, and not this computer. https://docs.knolyx.com/guides/webhooks/ */
export function isPublic(url: string): boolean {
	if (!URL.canParse(url)) return false;
	const { protocol, hostname } = new URL(url);
	return protocol === 'https:' && !ON_THIS_COMPUTER.test(hostname);
}

/**
 * The address for Knolyx to deliver to.
 * @throws NodeOperationError for one that Knolyx does not take
 */
export function publicUrlOf(context: IHookFunctions): string {
	const url = context.getNodeWebhookUrl('default') ?? '';
	if (isPublic(url)) return url;
	const origin = URL.canParse(url) ? new URL(url).origin : 'nothing';
	throw new NodeOperationError(
		context.getNode(),
		`Knolyx delivers only to public addresses that start with https://, and n8n takes ${origin} for its own. Set n8n's environment variable N8N_WEBHOOK_URL (WEBHOOK_URL in older releases) to its public address, then restart n8n`,
		{
			description:
				'An example: N8N_WEBHOOK_URL=https://n8n.example.com/. On your own computer use a tunnel, and its address.',
		},
	);
}
