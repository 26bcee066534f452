import { path } from '../../shared/request';
import type { Item } from '../../shared/item';
import { API } from '../knolyx';

/** The path of an event's attendee list. https://docs.knolyx.com/guides/event/ */
export function attendeesPath(communityId: string, eventId: string): string {
	return `${API}${path`/community/${communityId}/event/${eventId}/attendees/paged`}`;
}

/**
 * The id of the attendee with this e-mail address, for when provisioning does not name it. The list is read once in a
 * run. Its fields are not documented; `id` and `email` are what webhooks send of a user.
 */
export async function findAttendeeId(
	item: Item,
	communityId: string,
	eventId: string,
	email: string,
): Promise<string | undefined> {
	const list = attendeesPath(communityId, eventId);
	const ids = await item.ifPossible(
		async () =>
			await item.once(list, async () => {
				const found = new Map<string, string>();
				for await (const page of item.pages({ path: list })) {
					for (const { id, email: address } of page) {
						if (id && typeof address === 'string') found.set(address.toLowerCase(), String(id));
					}
				}
				return found;
			}),
	);
	return ids?.get(email.toLowerCase());
}
