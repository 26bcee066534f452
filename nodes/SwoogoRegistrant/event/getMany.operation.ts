import { returnAllAndLimit } from '../../shared/fields';
import type { Operation } from '../../shared/operation';
import { LIST_FIELDS } from './eventFields';
import { filters, filtersOf } from './eventFilters';

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many events',
	description: 'Retrieve a list of events',
	attempt: 'list the events',
	fields: [...returnAllAndLimit, filters],
	async run(item) {
		const { search, keep } = filtersOf(item);
		// https://developer.swoogo.com/api-reference/events/get-all-events
		return await item.list({
			path: '/events',
			query: { fields: LIST_FIELDS.join(','), ...(search ? { search } : {}) },
			byKey: !search,
			keep,
		});
	},
};
