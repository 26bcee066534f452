import type { INodeProperties } from 'n8n-workflow';

import { returnAllAndLimit } from '../../shared/fields';
import type { Item } from '../../shared/item';
import type { Operation } from '../../shared/operation';
import { eventId } from '../fields';
import { filters, filtersOf } from './registrantFilters';
import { ALL_FIELDS, SIMPLE_FIELDS } from './registrantFields';

const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

const fields: INodeProperties = {
	displayName: 'Fields',
	name: 'fields',
	type: 'string',
	default: '',
	placeholder: 'e.g. email,job_title,c_1234',
	description:
		"Names of the fields to return, with commas between them. It replaces 'Simplify'. A custom question is c_ and its ID.",
};

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

function fieldsOf(item: Item): string[] {
	const chosen = item.text('options.fields');
	// Without the id nobody can tell one record from another, and pages could not be compared.
	if (chosen) return ['id', ...chosen.split(',').map((name) => name.trim())].filter(Boolean);
	return item.flag('simplify', true) ? SIMPLE_FIELDS : ALL_FIELDS;
}
