import { returnAllAndLimit, simplify } from '../../shared/fields';
import type { Operation } from '../../shared/operation';
import { eventId } from '../fields';
import { ALL_FIELDS, SIMPLE_FIELDS } from './packageFields';

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many packages',
	description: 'Retrieve a list of packages of an event',
	attempt: 'list the packages of event {eventId}',
	fields: [eventId, ...returnAllAndLimit, simplify],
	async run(item) {
		const event = item.integerId('eventId');
		const fields = item.flag('simplify', true) ? SIMPLE_FIELDS : ALL_FIELDS;
		// https://developer.swoogo.com/api-reference/packages/get-all-packages
		return await item.list({
			path: '/packages',
			query: { event_id: event, fields: fields.join(',') },
		});
	},
};
