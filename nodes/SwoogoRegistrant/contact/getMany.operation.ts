import { returnAllAndLimit, simplify } from '../../shared/fields';
import type { Operation } from '../../shared/operation';
import { ALL_FIELDS, SIMPLE_FIELDS } from './contactFields';
import { filters, filtersOf } from './contactFilters';

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many contacts',
	description: 'Retrieve a list of people as the account knows them over all events',
	attempt: 'list the contacts',
	fields: [...returnAllAndLimit, simplify, filters],
	async run(item) {
		const fields = item.flag('simplify', true) ? SIMPLE_FIELDS : ALL_FIELDS;
		const { search, keep } = filtersOf(item);
		// https://developer.swoogo.com/api-reference/contacts/get-all-contacts
		return await item.list({
			path: '/contacts',
			query: { fields: fields.join(','), ...(search ? { search } : {}) },
			byKey: !search,
			keep,
		});
	},
};
