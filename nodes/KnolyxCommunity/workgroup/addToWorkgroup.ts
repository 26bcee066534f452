import type { Reply } from '../../shared/answer';
import { path } from '../../shared/request';
import type { Item } from '../../shared/item';
import { API } from '../knolyx';
import { permission } from '../user/provisionUser';

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
		// The documented path ends with a slash.
		path: `${API}${path`/workgroup/${workgroupId}/member/${email}/`}`,
		body: { removalDate },
		expectsBody: true,
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
