import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Item } from '../../shared/item';
import { foldEmail } from '../registrant/people';
import { type Condition, type Search, searchFor } from '../searching';

/** Which contacts to return. */
export const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Company',
			name: 'company',
			type: 'string',
			default: '',
			placeholder: 'e.g. Northwind',
			description: 'Only people whose company contains this, in any letter case',
		},
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			default: '',
			placeholder: 'e.g. nathan@example.com',
			description: 'Only people with exactly this e-mail address',
		},
		{
			displayName: 'First Name',
			name: 'firstName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Nathan',
			description: 'Only people whose first name contains this, in any letter case',
		},
		{
			displayName: 'Last Name',
			name: 'lastName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Smith',
			description: 'Only people whose last name contains this, in any letter case',
		},
	],
};

/** Reads the collection 'Filters'; the condition that leaves fewest people goes to Swoogo. */
export function filtersOf(item: Item): Search {
	return searchFor([
		emailCondition(item),
		contains(item, 'filters.lastName', 'last_name'),
		contains(item, 'filters.firstName', 'first_name'),
		contains(item, 'filters.company', 'company'),
	]);
}

function emailCondition(item: Item): Condition | undefined {
	if (item.value('filters.email') === undefined) return undefined;
	const value = foldEmail(item.email('filters.email'));
	return {
		field: 'email',
		operator: '=',
		value,
		holds: (contact) => textOf(contact.email) === value,
	};
}

function contains(item: Item, filter: string, field: string): Condition | undefined {
	const value = item.text(filter)?.toLowerCase();
	if (value === undefined) return undefined;
	const holds = (contact: IDataObject) => textOf(contact[field]).includes(value);
	return { field, operator: '=*contains*', value, holds };
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value.trim().toLowerCase() : '';
}
