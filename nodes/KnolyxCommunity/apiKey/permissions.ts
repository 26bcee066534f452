import type { Reply } from '../../shared/answer';
import { Failure } from '../../shared/failure';
import type { Item } from '../../shared/item';
import type { Refusal } from '../../shared/refusal';
import { API } from '../knolyx';

/** Where Knolyx tells what the key may do. https://docs.knolyx.com/guides/getting-started/ */
export const KEY_PATH = `${API}/key`;

/**
 * What the key may do, read once in a run; `undefined` when Knolyx does not say it. The answer's fields are not
 * documented; `permissions` is what an example of a withdrawn draft shows.
 */
export async function permissionsOfKey(item: Item): Promise<unknown[] | undefined> {
	return await item.once('permissions of the key', async () => {
		const { ok, record } = await item.send({ method: 'GET', path: KEY_PATH });
		return ok && Array.isArray(record.permissions) ? record.permissions : undefined;
	});
}

/**
 * Finds out what the write itself would be refused for. For 'Check Only', which does not send it.
 * @throws Failure `keyLacksPermission` when the key is known to lack it
 */
export async function mustBePermitted(item: Item, name: string): Promise<void> {
	const permissions = await permissionsOfKey(item);
	if (!permissions || permissions.includes(name)) return;
	const words = `This API key lacks the permission ${name}`;
	throw new Failure('keyLacksPermission', words, adviceFor(name));
}

/** The advice when the key lacks a permission. https://docs.knolyx.com/guides/getting-started/ */
export function permission(reply: Reply, name: string): Refusal {
	return reply.status === 403 ? { advice: adviceFor(name) } : {};
}

function adviceFor(name: string): string {
	return `Ask Knolyx to give this API key the permission ${name}.`;
}
