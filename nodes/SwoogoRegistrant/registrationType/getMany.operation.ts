import { returnAllAndLimit, simplify } from '../../shared/fields';
import type { Operation } from '../../shared/operation';
import { eventId } from '../fields';
import { ALL_FIELDS, SIMPLE_FIELDS } from './registrationTypeFields';

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many registration types',
	description: 'Retrieve a list of registration types of an event',
	attempt: 'list the registration types of event {eventId}',
	fields: [eventId, ...returnAllAndLimit, simplify],
	async run(item) {
		const event = item.integerId('eventId');
		const fields = item.flag('simplify', true) ? SIMPLE_FIELDS : ALL_FIELDS;
		// https://developer.swoogo.com/api-reference/registrant-types/get-all-types
		return await item.list({
			path: '/reg-types',
			query: { event_id: event, fields: fields.join(',') },
		});
	},
};
