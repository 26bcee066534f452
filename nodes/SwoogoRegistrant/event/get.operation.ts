import type { Operation } from '../../shared/operation';
import { path } from '../../shared/request';
import { eventId } from '../fields';
import { ALL_FIELDS } from './eventFields';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get event',
	description: 'Retrieve one event with its dates and settings',
	attempt: 'get event {eventId}',
	fields: [eventId],
	async run(item) {
		const event = item.integerId('eventId');
		// https://developer.swoogo.com/api-reference/events/get-one-event
		const reply = await item.send({
			method: 'GET',
			path: path`/events/${event}`,
			query: { fields: ALL_FIELDS.join(',') },
		});
		if (!reply.ok) throw item.refusal(reply);
		return [reply.record];
	},
};
