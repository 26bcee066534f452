import { returnAllAndLimit, simplify } from '../../shared/fields';
import type { Operation } from '../../shared/operation';
import { ALL_FIELDS, SIMPLE_FIELDS } from './eventFields';
import { filters, filtersOf } from './eventFilters';

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many events',
	description: 'Retrieve a list of events',
	attempt: 'list the events',
	fields: [...returnAllAndLimit, simplify, filters],
	async run(item) {
		const fields = item.flag('simplify', true) ? SIMPLE_FIELDS : ALL_FIELDS;
		const { search, keep } = filtersOf(item);
		// https://developer.swoogo.com/api-reference/events/get-all-events
		return await item.list({
			path: '/events',
			query: { fields: fields.join(','), ...(search ? { search } : {}) },
			byKey: !search,
			keep,
		});
	},
};
