import type { Reply } from '../../shared/answer';
import { path } from '../../shared/request';
import type { Item } from '../../shared/item';
import type { Operation } from '../../shared/operation';
import { communityId, eventId, userId } from '../fields';
import { API } from '../knolyx';
import { permission } from '../user/provisionUser';
import { attendancePath } from './attendEvent';

export const cancel: Operation = {
	name: 'Cancel',
	value: 'cancel',
	action: 'Cancel attendance',
	description: 'Take a user off the attendee list of an event',
	attempt: 'cancel the attendance of user {userId} at event {eventId}',
	isAboutPeople: true,
	outcomes: { removed: 'cancelled', unchanged: 'not attending' },
	fields: [communityId, eventId, userId],
	options: [
		{
			displayName: 'If Not Attending',
			name: 'ifNotAttending',
			type: 'options',
			default: 'succeed',
			options: [
				{ name: 'Fail', value: 'fail' },
				{ name: 'Succeed', value: 'succeed' },
			],
			description: 'What to do with a user who does not attend',
		},
	],
	async run(item) {
		const ids = {
			communityId: item.integerId('communityId'),
			eventId: item.integerId('eventId'),
			userId: item.integerId('userId'),
		};
		await item.claim('attendance', ids.eventId, ids.userId);
		// https://docs.knolyx.com/scenarios/event-registration/
		const reply = await item.send({
			method: 'DELETE',
			path: attendancePath(ids.communityId, ids.eventId, ids.userId),
			// Repeatable: a repeat is answered with 404, which is recognised as "not attending".
			repeatable: true,
		});
		if (reply.ok) return item.done('removed', ids, reply.record);
		if (reply.status !== 404) throw item.refusal(reply, permission(reply, 'EVENT_MANAGE'));
		await mustExist(item, reply, ids);
		const mayBeSo = item.choice('options.ifNotAttending', ['succeed', 'fail'], 'succeed');
		if (mayBeSo === 'succeed') return item.done('unchanged', ids);
		throw item.refusal(reply, {
			words: 'The user does not attend this event',
			advice: "Set 'If Not Attending' to 'Succeed' to accept this.",
		});
	},
};

// 404 means that the event does not exist, or that the user does not attend it: reading the event tells which.
async function mustExist(item: Item, reply: Reply, ids: { communityId: string; eventId: string }) {
	const status = await item.once(`event ${ids.communityId}/${ids.eventId}`, async () => {
		// https://docs.knolyx.com/guides/event/
		const event = await item.send({
			method: 'GET',
			path: `${API}${path`/community/${ids.communityId}/event/${ids.eventId}`}`,
		});
		return event.ok ? 200 : event.status;
	});
	if (status === 200) return;
	const unreadable =
		"The event, or the user's attendance, was not found; this key may not read which";
	throw item.refusal(reply, {
		...(status === 404 ? {} : { words: unreadable }),
		advice: "Check 'Community ID' and 'Event'.",
	});
}
