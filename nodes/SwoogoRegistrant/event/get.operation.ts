import { simplify } from '../../shared/fields';
import type { Operation } from '../../shared/operation';
import { path } from '../../shared/request';
import { eventId } from '../fields';
import { ALL_FIELDS, SIMPLE_FIELDS } from './eventFields';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get event',
	description: 'Retrieve one event with its dates and settings',
	attempt: 'get event {eventId}',
	fields: [eventId, simplify],
	async run(item) {
		const event = item.integerId('eventId');
		const fields = item.flag('simplify', true) ? SIMPLE_FIELDS : ALL_FIELDS;
		// https://developer.swoogo.com/api-reference/events/get-one-event
		const reply = await item.send({
			method: 'GET',
			path: path`/events/${event}`,
			query: { fields: fields.join(',') },
		});
		return [item.found(reply, event)];
	},
};
