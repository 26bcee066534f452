import type { Operation } from '../../shared/operation';
import { communityId, eventId, userId } from '../fields';
import { attendEvent } from './attendEvent';

export const attend: Operation = {
	name: 'Attend',
	value: 'attend',
	action: 'Mark user as attending event',
	description: 'Mark an existing user as attending an event',
	attempt: 'mark user {userId} as attending event {eventId}',
	isAboutPeople: true,
	outcomes: { created: 'registered', unchanged: 'already registered' },
	fields: [communityId, eventId, userId],
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
		const ids = {
			communityId: item.integerId('communityId'),
			eventId: item.integerId('eventId'),
			userId: item.integerId('userId'),
		};
		await item.claim('attendance', ids.eventId, ids.userId);
		const { outcome, reply } = await attendEvent(item, ids.communityId, ids.eventId, ids.userId);
		return item.done(outcome, ids, reply.ok ? reply.record : {});
	},
};
