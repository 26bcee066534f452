import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../../shared/item';
import { type Condition, type Search, searchFor } from '../searching';
import { type Registrant, foldEmail, toRegistrant } from './people';
import { STATUSES } from './registrantFields';

/** Which registrants of an event to return. */
export const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			default: '',
			placeholder: 'e.g. nathan@example.com',
			description: 'Only people with exactly this e-mail address',
		},
		{
			displayName: 'Group ID',
			name: 'groupId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 5001',
			description: 'Only members of this group, its primary registrant included',
		},
		{
			displayName: 'Registration Status',
			name: 'registrationStatus',
			type: 'options',
			default: 'confirmed',
			options: STATUSES,
			description: 'Only people with this status; any other status can be given by an expression',
		},
	],
};

/** Reads the collection 'Filters'. */
export function filtersOf(item: Item): Search {
	return searchFor([emailCondition(item), groupCondition(item), statusCondition(item)]);
}

function emailCondition(item: Item): Condition | undefined {
	if (item.value('filters.email') === undefined) return undefined;
	const value = foldEmail(item.email('filters.email'));
	return equal('email', value, ({ email }) => email);
}

function groupCondition(item: Item): Condition | undefined {
	if (item.value('filters.groupId') === undefined) return undefined;
	return equal('group_id', item.integerId('filters.groupId'), ({ groupId }) => groupId);
}

function statusCondition(item: Item): Condition | undefined {
	const value = item.text('filters.registrationStatus')?.toLowerCase();
	return value === undefined
		? undefined
		: equal('registration_status', value, ({ status }) => status);
}

function equal(field: string, value: string, read: (person: Registrant) => string): Condition {
	return { field, operator: '=', value, holds: (record) => read(toRegistrant(record)) === value };
}
