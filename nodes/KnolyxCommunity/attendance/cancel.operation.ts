import type { IDataObject } from 'n8n-workflow';

import type { Reply } from '../../shared/answer';
import { Failure } from '../../shared/failure';
import type { Item } from '../../shared/item';
import type { Operation } from '../../shared/operation';
import type { Written } from '../../shared/outcome';
import { path } from '../../shared/request';
import { mustBePermitted, permission } from '../apiKey/permissions';
import { communityId, eventId, userId } from '../fields';
import { API } from '../knolyx';
import { attendancePath } from './attendEvent';
import { type EventIds, findAttendee, foreseeAttendance } from './attendees';

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
		const event = {
			communityId: item.integerId('communityId'),
			eventId: item.integerId('eventId'),
		};
		const isByEmail = item.located('userId').mode === 'email';
		const email = isByEmail ? { email: item.email('userId') } : undefined;
		const user = email
			? (await findAttendee(item, event, 'email', email.email))?.userId
			: item.integerId('userId');
		if (user === undefined) return notAttending(item, { ...event, ...email });

		const ids = { ...event, userId: user, ...email };
		await item.claim('attendance', event.eventId, user);
		if (item.checksOnly) return await forecast(item, event, ids);
		// https://docs.knolyx.com/scenarios/event-registration/
		const reply = await item.send({
			method: 'DELETE',
			path: attendancePath(event, user),
			// Repeatable: a repeat is answered with 404, which is recognised as "not attending".
			repeatable: true,
		});
		if (reply.ok) return item.done('removed', ids, reply.record);
		if (reply.status !== 404) throw item.refusal(reply, permission(reply, 'EVENT_MANAGE'));
		await mustExist(item, reply, event);
		return notAttending(item, ids, reply);
	},
};

async function forecast(
	item: Item,
	event: EventIds,
	ids: IDataObject & { userId: string },
): Promise<Written> {
	await mustBePermitted(item, 'EVENT_MANAGE');
	const attendee = await findAttendee(item, event, 'userId', ids.userId);
	if (!attendee) return notAttending(item, ids);
	await foreseeAttendance(item, event, ids.userId, false);
	return item.would('remove', ids, attendee.record);
}

function notAttending(item: Item, ids: IDataObject, reply?: Reply): Written {
	const mayBeSo = item.choice('options.ifNotAttending', ['succeed', 'fail'], 'succeed');
	if (mayBeSo === 'succeed') return item.done('unchanged', ids);
	const words = 'The user does not attend this event';
	const advice = "Set 'If Not Attending' to 'Succeed' to accept this.";
	throw reply ? item.refusal(reply, { words, advice }) : new Failure('notFound', words, advice);
}

// 404 means that the event does not exist, or that the user does not attend it: reading the event tells which.
async function mustExist(item: Item, reply: Reply, event: EventIds): Promise<void> {
	const status = await item.once(`event ${event.communityId}/${event.eventId}`, async () => {
		// https://docs.knolyx.com/guides/event/
		const read = await item.send({
			method: 'GET',
			path: `${API}${path`/community/${event.communityId}/event/${event.eventId}`}`,
		});
		if (read.ok) item.found(read);
		return read.status;
	});
	if (status < 300) return;
	const unreadable =
		"The event, or the user's attendance, was not found; this key may not read which";
	throw item.refusal(reply, {
		...(status === 404 ? {} : { words: unreadable }),
		advice: "Check 'Community ID' and 'Event'.",
	});
}
