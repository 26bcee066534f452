import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { returnAllAndLimit, simplify } from '../../shared/fields';
import type { Item } from '../../shared/item';
import type { Operation } from '../../shared/operation';
import { guest } from '../fields';
import { type Chosen, simplified } from '../simplified';
import { centerIdOf, guestIdOf } from './findGuest';
import { guestRegistrationsPath } from './guests';

const SIMPLIFIED: Chosen = {
	id: 'id',
	status: 'status',
	class_id: 'class_id',
	session_id: 'session_id',
	name: 'session.name',
	start_time: 'session.start_time',
	end_time: 'session.end_time',
	center_id: 'center_id',
	invoice_id: 'invoice_id',
	current_waitlist_position: 'current_waitlist_position',
};

/** Our options that Zenoti's documentation only names, with its names for them. */
const UNEXPLAINED: Record<string, string> = {
	classType: 'class_type',
	filter: 'filters',
	period: 'filters.period',
	sorter: 'sorters',
};

export const getRegistrations: Operation = {
	name: 'Get Registrations',
	value: 'getRegistrations',
	action: 'Get registrations of guest',
	description: 'Retrieve a list of the registrations of a guest for classes and workshops',
	attempt: 'list the registrations of guest {guestId}',
	fields: [...guest, ...returnAllAndLimit, simplify],
	options: [
		unexplained('Class Type', 'classType', '1', '1'),
		day('End Date', 'endDate', 'Last day'),
		unexplained('Filter', 'filter', 'all', 'all'),
		unexplained('Period', 'period', '0', '0'),
		unexplained('Sorter', 'sorter', 'StartDate', 'nothing'),
		day('Start Date', 'startDate', 'First day'),
	],
	async run(item) {
		const query = queryOf(item);
		const path = guestRegistrationsPath(await guestIdOf(item, centerIdOf(item)));
		// https://docs.zenoti.com/reference/fetch-user-registrations-for-classesworkshops
		const registrations = await item.list({ path, query });
		return simplified(item, registrations, SIMPLIFIED);
	},
};

function queryOf(item: Item): IDataObject {
	const given: IDataObject = {
		// Brings name and time, which a registration itself lacks.
		expand: 'sessions',
		start_date: dayOf(item, 'options.startDate'),
		end_date: dayOf(item, 'options.endDate'),
	};
	for (const [name, theirs] of Object.entries(UNEXPLAINED)) {
		given[theirs] = item.text(`options.${name}`);
	}
	return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function dayOf(item: Item, name: string): string | undefined {
	return item.dateTime(name)?.setZone(item.timezone).toISODate() ?? undefined;
}

function day(displayName: string, name: string, which: string): INodeProperties {
	const description = `${which} to list, as the day is in the workflow's time zone`;
	return {
		displayName,
		name,
		type: 'dateTime',
		default: '',
		placeholder: 'e.g. 2031-03-31',
		description,
	};
}

function unexplained(
	displayName: string,
	name: string,
	example: string,
	sample: string,
): INodeProperties {
	const description = `Sent as it is. Zenoti does not explain it; its sample sends ${sample}.`;
	const field = { displayName, name, type: 'string', default: '' } as const;
	return { ...field, placeholder: `e.g. ${example}`, description };
}
