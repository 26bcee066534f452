import { returnAllAndLimit, simplify } from '../../shared/fields';
import type { Operation } from '../../shared/operation';
import { eventId } from '../fields';
import { ALL_FIELDS, SIMPLE_FIELDS } from './sessionFields';

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many sessions',
	description: 'Retrieve a list of sessions of an event',
	attempt: 'list the sessions of event {eventId}',
	fields: [eventId, ...returnAllAndLimit, simplify],
	async run(item) {
		const event = item.integerId('eventId');
		const fields = item.flag('simplify', true) ? SIMPLE_FIELDS : ALL_FIELDS;
		// https://developer.swoogo.com/api-reference/sessions/get-all-sessions
		return await item.list({
			path: '/sessions',
			query: { event_id: event, fields: fields.join(',') },
		});
	},
};
