import { Failure } from '../../shared/failure';
import type { Item } from '../../shared/item';
import type { Operation } from '../../shared/operation';
import type { Written } from '../../shared/outcome';
import { mustBePermitted } from '../apiKey/permissions';
import { communityId, eventId, userId } from '../fields';
import { acceptAttending, attendEvent } from './attendEvent';
import { type EventIds, findAttendee, foreseeAttendance } from './attendees';

export const attend: Operation = {
	name: 'Attend',
	value: 'attend',
	action: 'Mark user as attending event',
	description: 'Mark an existing user as attending an event',
	attempt: 'mark user {userId} as attending event {eventId}',
	isAboutPeople: true,
	outcomes: { created: 'registered', unchanged: 'already registered' },
	fields: [
		communityId,
		eventId,
		{
			...userId,
			// Only by ID can somebody be marked who does not attend yet.
			default: { mode: 'id', value: '' },
			description:
				'User by the ID that Provision User returns; by e-mail address only those are found who attend already',
		},
	],
	options: [
		{
			displayName: 'If Already Attending',
			name: 'ifAlreadyAttending',
			type: 'options',
			default: 'succeed',
			options: [
				{ name: 'Fail', value: 'fail' },
				{ name: 'Succeed', value: 'succeed' },
			],
			description: 'What to do with a user who attends already',
		},
	],
	async run(item) {
		const event = {
			communityId: item.integerId('communityId'),
			eventId: item.integerId('eventId'),
		};
		if (item.located('userId').mode === 'email') return await recognise(item, event);
		const user = item.integerId('userId');
		const ids = { ...event, userId: user };
		await item.claim('attendance', event.eventId, user);
		if (item.checksOnly) return await forecast(item, event, user);
		const { outcome, reply } = await attendEvent(item, event, user);
		return item.done(outcome, ids, reply.ok ? reply.record : {});
	},
};

// Knolyx offers no search for users, and provisioning, which would tell the ID, overwrites their names.
async function recognise(item: Item, event: EventIds): Promise<Written> {
	const email = item.email('userId');
	const attendee = await findAttendee(item, event, 'email', email);
	if (!attendee) {
		throw new Failure(
			'notFound',
			'Nobody with this e-mail address attends the event, and Knolyx offers no search for users',
			"Use the operation 'Register', or enter the user's ID.",
		);
	}
	acceptAttending(item);
	return item.done('unchanged', { ...event, userId: attendee.userId, email }, attendee.record);
}

async function forecast(item: Item, event: EventIds, user: string): Promise<Written> {
	await mustBePermitted(item, 'EVENT_MANAGE');
	const attendee = await findAttendee(item, event, 'userId', user);
	if (!attendee) {
		await foreseeAttendance(item, event, user, true);
		return item.would('create', { ...event, userId: user });
	}
	acceptAttending(item);
	return item.would('unchanged', { ...event, userId: user }, attendee.record);
}
