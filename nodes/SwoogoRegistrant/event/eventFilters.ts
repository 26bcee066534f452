import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Item } from '../../shared/item';
import { type Condition, type Search, searchFor } from '../searching';

/** Which events to return. */
export const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. summit',
			description: 'Only events whose name contains this, in any letter case',
		},
		{
			displayName: 'Starts From',
			name: 'startsFrom',
			type: 'dateTime',
			default: '',
			placeholder: 'e.g. 2031-03-31',
			description: 'Only events that start on this day or later',
		},
		{
			displayName: 'Starts Until',
			name: 'startsUntil',
			type: 'dateTime',
			default: '',
			placeholder: 'e.g. 2031-03-31',
			description: 'Only events that start on this day or earlier',
		},
		{
			displayName: 'Status',
			name: 'status',
			type: 'string',
			default: '',
			placeholder: 'e.g. live',
			description: 'Only events with this status, e.g. live or draft',
		},
	],
};

/** Reads the collection 'Filters'. */
export function filtersOf(item: Item): Search {
	return searchFor([
		statusCondition(item),
		nameCondition(item),
		startCondition(item, 'filters.startsFrom', '>='),
		startCondition(item, 'filters.startsUntil', '<='),
	]);
}

function statusCondition(item: Item): Condition | undefined {
	const value = item.text('filters.status')?.toLowerCase();
	if (value === undefined) return undefined;
	const holds = (event: IDataObject) => textOf(event.status) === value;
	return { field: 'status', operator: '=', value, holds };
}

function nameCondition(item: Item): Condition | undefined {
	const value = item.text('filters.name')?.toLowerCase();
	if (value === undefined) return undefined;
	const holds = (event: IDataObject) => textOf(event.name).includes(value);
	return { field: 'name', operator: '=*contains*', value, holds };
}

// Events start on a day of their own time zone, so days are compared, not moments.
function startCondition(item: Item, field: string, operator: '>=' | '<='): Condition | undefined {
	const value = item.dateTime(field)?.toFormat('yyyy-MM-dd');
	if (value === undefined) return undefined;
	const holds = (event: IDataObject) => {
		const day = textOf(event.start_date).slice(0, 10);
		return day !== '' && (operator === '>=' ? day >= value : day <= value);
	};
	return { field: 'start_date', operator, value, holds };
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value.toLowerCase() : '';
}
