import type { INodeProperties } from 'n8n-workflow';

import { returnAllAndLimit, simplify } from '../../shared/fields';
import type { Operation } from '../../shared/operation';
import { eventId } from '../fields';
import { filters, filtersOf } from './registrantFilters';
import { fields, fieldsOf } from './registrantFields';

const sort: INodeProperties = {
	displayName: 'Sort',
	name: 'sort',
	type: 'options',
	default: '-registered_at',
	options: [
		{ name: 'Email (A to Z)', value: 'email' },
		{ name: 'First Name (A to Z)', value: 'first_name' },
		{ name: 'Last Name (A to Z)', value: 'last_name' },
		{ name: 'Registered (Newest First)', value: '-registered_at' },
		{ name: 'Registered (Oldest First)', value: 'registered_at' },
		{ name: 'Updated (Newest First)', value: '-updated_at' },
		{ name: 'Updated (Oldest First)', value: 'updated_at' },
	],
	description:
		'In which order to return them. With a sorting, people can be missed when others are deleted meanwhile.',
};

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many registrants',
	description: 'Retrieve a list of registrants of an event',
	attempt: 'list the registrants of event {eventId}',
	fields: [eventId, ...returnAllAndLimit, simplify, filters],
	options: [fields, sort],
	async run(item) {
		const event = item.integerId('eventId');
		const { search, keep, needs } = filtersOf(item);
		const order = item.text('options.sort');
		// https://developer.swoogo.com/api-reference/registrants/get-all-registrants
		return await item.list({
			path: '/registrants',
			query: {
				event_id: event,
				fields: [...new Set([...fieldsOf(item), ...needs])].join(','),
				...(search ? { search } : {}),
				...(order ? { sort: order } : {}),
			},
			byKey: !search && !order,
			keep,
		});
	},
};
