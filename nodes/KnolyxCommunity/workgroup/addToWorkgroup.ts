import type { Reply } from '../../shared/answer';
import type { Item } from '../../shared/item';
import { path } from '../../shared/request';
import { permission } from '../apiKey/permissions';
import { API } from '../knolyx';

/** The path of one membership; the documented one ends with a slash. */
export function membershipPath(workgroupId: string, email: string): string {
	return `${API}${path`/workgroup/${workgroupId}/member/${email}/`}`;
}

/** The end of a membership in UTC as Knolyx wants it, or null for none. `field` holds the date. */
export function removalDateOf(item: Item, field: string): string | null {
	return item.dateTime(field)?.toUTC().toFormat('yyyy-MM-dd HH:mm:ss') ?? null;
}

/**
 * Makes the user a member of the workgroup until `removalDate`.
 * https://docs.knolyx.com/scenarios/event-registration/
 */
export async function addToWorkgroup(
	item: Item,
	workgroupId: string,
	email: string,
	removalDate: string | null,
): Promise<Reply> {
	const reply = await item.send({
		method: 'PUT',
		path: membershipPath(workgroupId, email),
		body: { removalDate },
		expectsRecord: true,
		// Repeatable: it sets a membership, and setting it again sets the same one.
		repeatable: true,
	});
	if (reply.ok) return reply;
	throw item.refusal(reply, {
		...permission(reply, 'WORKGROUP_ADD_MEMBER'),
		...(reply.status === 404
			? { advice: `Check 'Workgroup' (${workgroupId}) and that Knolyx knows this e-mail address.` }
			: {}),
	});
}
