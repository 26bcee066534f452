import type { Reply } from '../../shared/answer';
import { path } from '../../shared/request';
import type { Item } from '../../shared/item';
import type { Outcome } from '../../shared/operation';
import { API } from '../knolyx';

/** The path of one user's attendance. */
export function attendancePath(communityId: string, eventId: string, userId: string): string {
	return `${API}${path`/community/${communityId}/event/${eventId}/attend/${userId}`}`;
}

/**
 * Marks the user as attending; "already attending" is `unchanged`.
 * https://docs.knolyx.com/scenarios/event-registration/
 */
export async function attendEvent(
	item: Item,
	communityId: string,
	eventId: string,
	userId: string,
): Promise<{ outcome: Outcome; reply: Reply }> {
	const reply = await item.send({
		method: 'POST',
		path: attendancePath(communityId, eventId, userId),
		// Repeatable: a repeat is answered with 409 and registers nobody twice.
		repeatable: true,
	});
	if (reply.ok) return { outcome: 'created', reply };
	if (reply.status === 409) {
		const mayBeSo = item.choice('options.ifAlreadyAttending', ['succeed', 'fail'], 'succeed');
		if (mayBeSo === 'succeed') return { outcome: 'unchanged', reply };
		throw item.refusal(reply, {
			advice: "Set 'If Already Attending' to 'Succeed' to accept this.",
		});
	}
	if (reply.status === 403) throw await whoLacksAccess(item, reply);
	throw item.refusal(reply, {
		...(reply.status === 404
			? { advice: "Check 'Community ID', 'Event' and the user of this row." }
			: {}),
	});
}

// 403 means that the user may not enter the community, or that the key lacks a permission: the key itself tells which.
async function whoLacksAccess(item: Item, reply: Reply) {
	const permissions = await item.ifPossible(
		async () =>
			await item.once('permissions of the key', async () => {
				// https://docs.knolyx.com/guides/getting-started/
				const key = await item.send({ method: 'GET', path: `${API}/key` });
				return key.ok && Array.isArray(key.record.permissions) ? key.record.permissions : undefined;
			}),
	);
	const keyMay = !permissions || permissions.includes('EVENT_MANAGE');
	return keyMay
		? item.refusal(reply, {
				reason: 'noAccess',
				advice: 'Add the person to a workgroup that opens this community, then run the row again.',
			})
		: item.refusal(reply, {
				reason: 'keyLacksPermission',
				advice: 'Ask Knolyx to give this API key the permission EVENT_MANAGE.',
			});
}
