import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import type { Reader } from '../../shared/reader';
import { path } from '../../shared/request';
import { API } from '../knolyx';
import { workflowIdOf } from './rememberedHook';

/** Webhooks as Knolyx keeps them. https://docs.knolyx.com/guides/webhooks/ */
const HOOKS = `${API}/webhook`;

/** A webhook as Knolyx lists it; the fields of the answer are not documented. */
export interface ListedHook {
	id: string;
	url: string;
	name: string;
}

/** All webhooks of the organization, everybody's. */
export async function listHooks(reader: Reader): Promise<ListedHook[]> {
	const hooks: ListedHook[] = [];
	for await (const page of reader.pages({ path: HOOKS })) {
		hooks.push(...page.map(listedHook).filter(({ id }) => id !== ''));
	}
	return hooks;
}

/**
 * Makes a webhook. Knolyx pings its address before this returns.
 * @returns its id, if the answer names it
 * @throws Failure; `outcomeUnknown` when it may have been made all the same
 */
export async function createHook(
	reader: Reader,
	body: { name: string; url: string; securityToken: string },
): Promise<string | undefined> {
	const reply = await reader.send({ method: 'POST', path: HOOKS, body });
	if (!reply.ok) throw reader.refusal(reply);
	return listedHook(reply.record).id || undefined;
}

/** Removes a webhook; one that is not there any more is fine. */
export async function deleteHook(reader: Reader, id: string): Promise<void> {
	const reply = await reader.send({
		method: 'DELETE',
		path: `${HOOKS}${path`/${id}`}`,
		// Repeatable: what is gone stays gone.
		repeatable: true,
	});
	if (!reply.ok && reply.status !== 404) throw reader.refusal(reply);
}

/** How a webhook is called in Knolyx. It tells whose it is where the address alone does not. */
export function hookNameOf(context: IHookFunctions, use: 'live' | 'test'): string {
	return `n8n workflow ${workflowIdOf(context)}${use === 'test' ? ' (test)' : ''}`;
}

function listedHook({ id, url, name }: IDataObject): ListedHook {
	return { id: String(id ?? ''), url: String(url ?? ''), name: String(name ?? '') };
}
