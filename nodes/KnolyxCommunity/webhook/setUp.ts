import { randomBytes } from 'crypto';
import type { IHookFunctions } from 'n8n-workflow';

import { Failure, type Reason } from '../../shared/failure';
import { nodeErrorOf } from '../../shared/nodeError';
import { Reader } from '../../shared/reader';
import { knolyx } from '../knolyx';
import { createHook, deleteHook, hookNameOf, type ListedHook, listHooks } from './hooks';
import { isPublic, publicUrlOf } from './publicUrl';
import { forgetHook, rememberHook, rememberedHook, type RememberedHook } from './rememberedHook';

// https://docs.knolyx.com/guides/getting-started/
const ADVICE: Partial<Record<Reason, string>> = {
	keyLacksPermission: 'Ask Knolyx to give this API key the permission WEBHOOK_MANAGE.',
	outcomeUnknown: 'Try again: a webhook that was made all the same is found then.',
	rateLimited: 'Try again after that time.',
	rejected: 'Try again when that is solved.',
	unreachable: 'Check that Knolyx works and that n8n can reach it, then try again.',
};

// n8n calls each of these once or twice per set-up, because the address takes two methods: all bear repetition.

/**
 * Whether this node's webhook is at Knolyx as it should be. Removes what it left behind there: webhooks with its
 * address and a token that nobody knows, and its webhook with an address that n8n had before.
 * @throws NodeOperationError
 */
export async function hookExists(context: IHookFunctions): Promise<boolean> {
	const url = publicUrlOf(context);
	const own = rememberedHook(context);
	try {
		const reader = await Reader.open(context, knolyx);
		const hooks = await listHooks(reader);
		const kept = hooks.find((hook) => hook.url === url && hook.id === own?.id);
		for (const hook of hooks) {
			if (hook !== kept && isLeftBehind(context, hook, url, own)) await deleteHook(reader, hook.id);
		}
		if (!kept) forgetHook(context);
		return kept !== undefined;
	} catch (error) {
		if (own?.url === url && isStartOfN8n(context) && isPassing(error)) {
			// Failing here would make n8n remove the webhook, and lose what is delivered meanwhile.
			context.logger.warn('Knolyx does not answer; its webhook is taken to be as it was');
			return true;
		}
		throw nodeErrorOf(context.getNode(), 'look for the webhook at Knolyx', error, ADVICE);
	}
}

/**
 * Makes this node's webhook at Knolyx, with a new token.
 * @throws NodeOperationError
 */
export async function setUpHook(context: IHookFunctions): Promise<boolean> {
	const url = publicUrlOf(context);
	const token = randomBytes(32).toString('hex');
	const use = context.getMode() === 'manual' ? 'test' : 'live';
	try {
		const reader = await Reader.open(context, knolyx);
		const hook = { name: hookNameOf(context, use), url, securityToken: token };
		const named = await createHook(reader, hook).catch(
			async (error: unknown) => await idAfterLoss(reader, url, error),
		);
		const id = named ?? (await idByUrl(reader, url));
		rememberHook(context, { id, url, token });
		return true;
	} catch (error) {
		throw nodeErrorOf(context.getNode(), 'register the webhook with Knolyx', error, ADVICE);
	}
}

/**
 * Removes this node's webhook from Knolyx; one that is gone already is fine.
 * @throws NodeOperationError
 */
export async function removeHook(context: IHookFunctions): Promise<boolean> {
	const own = rememberedHook(context);
	const url = context.getNodeWebhookUrl('default') ?? '';
	// Nothing can be there: setting up was refused before.
	if (!own && !isPublic(url)) return true;
	try {
		const reader = await Reader.open(context, knolyx);
		if (own?.id !== undefined) await deleteHook(reader, own.id);
		else await deleteUnremembered(context, reader, url);
		forgetHook(context);
		return true;
	} catch (error) {
		throw nodeErrorOf(context.getNode(), 'remove the webhook from Knolyx', error, ADVICE);
	}
}

function isLeftBehind(
	context: IHookFunctions,
	hook: ListedHook,
	url: string,
	own: RememberedHook | undefined,
): boolean {
	if (hook.url === url || hook.id === own?.id) return true;
	// Tests do not outlive n8n.
	const isTest = hook.name === hookNameOf(context, 'test');
	return isTest && isStartOfN8n(context) && hook.url.startsWith(`${new URL(url).origin}/`);
}

function isStartOfN8n(context: IHookFunctions): boolean {
	return ['init', 'leadershipChange'].includes(context.getActivationMode());
}

function isPassing(error: unknown): boolean {
	return error instanceof Failure && error.details.retryable;
}

// n8n also lets a copy of this workflow with the same address, whose publishing it refused, tidy up: the name tells them
// apart.
async function deleteUnremembered(
	context: IHookFunctions,
	reader: Reader,
	url: string,
): Promise<void> {
	const names = [hookNameOf(context, 'live'), hookNameOf(context, 'test')];
	for (const hook of await listHooks(reader)) {
		if (hook.url === url && names.includes(hook.name)) await deleteHook(reader, hook.id);
	}
}

// No answer came. The token in a webhook that is there now is ours: older ones were removed before.
async function idAfterLoss(reader: Reader, url: string, error: unknown): Promise<string> {
	if (!(error instanceof Failure) || error.details.reason !== 'outcomeUnknown') throw error;
	const id = await idByUrl(reader, url);
	if (id !== undefined) return id;
	throw error;
}

async function idByUrl(reader: Reader, url: string): Promise<string | undefined> {
	return (await listHooks(reader)).find((hook) => hook.url === url)?.id;
}
