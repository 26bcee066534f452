import type { Reply } from '../../shared/answer';
import { Failure } from '../../shared/failure';
import type { Item } from '../../shared/item';
import type { Outcome } from '../../shared/outcome';
import { path } from '../../shared/request';
import { permission, permissionsOfKey } from '../apiKey/permissions';
import { API } from '../knolyx';
import type { EventIds } from './attendees';

/** The path of one user's attendance. */
export function attendancePath({ communityId, eventId }: EventIds, userId: string): string {
	return `${API}${path`/community/${communityId}/event/${eventId}/attend/${userId}`}`;
}

/**
 * Marks the user as attending; "already attending" is `unchanged`.
 * https://docs.knolyx.com/scenarios/event-registration/
 */
export async function attendEvent(
	item: Item,
	event: EventIds,
	userId: string,
): Promise<{ outcome: Outcome; reply: Reply }> {
	const reply = await item.send({
		method: 'POST',
		path: attendancePath(event, userId),
		// Repeatable: a repeat is answered with 409 and registers nobody twice.
		repeatable: true,
	});
	if (reply.ok) return { outcome: 'created', reply };
	if (reply.status === 409) {
		if (mayAttendAlready(item)) return { outcome: 'unchanged', reply };
		throw item.refusal(reply, { advice: ACCEPT_ATTENDING });
	}
	if (reply.status === 403) throw await whoLacksAccess(item, reply);
	throw item.refusal(reply, {
		...(reply.status === 404
			? { advice: "Check 'Community ID', 'Event' and the user of this row." }
			: {}),
	});
}

const ACCEPT_ATTENDING = "Set 'If Already Attending' to 'Succeed' to accept this.";

/** @throws Failure `rejected` unless the user of the workflow accepts somebody who attends already */
export function acceptAttending(item: Item): void {
	if (mayAttendAlready(item)) return;
	throw new Failure('rejected', 'The user attends this event already', ACCEPT_ATTENDING);
}

function mayAttendAlready(item: Item): boolean {
	return item.choice('options.ifAlreadyAttending', ['succeed', 'fail'], 'succeed') === 'succeed';
}

// 403 means that the user may not enter the community, or that the key lacks a permission: the key itself tells which.
async function whoLacksAccess(item: Item, reply: Reply): Promise<Failure> {
	const permissions = await item.ifPossible(async () => await permissionsOfKey(item));
	if (permissions && !permissions.includes('EVENT_MANAGE')) {
		const refusal = { reason: 'keyLacksPermission', ...permission(reply, 'EVENT_MANAGE') } as const;
		return item.refusal(reply, refusal);
	}
	return item.refusal(reply, {
		reason: 'noAccess',
		advice: 'Add the person to a workgroup that opens this community, then run the row again.',
	});
}
