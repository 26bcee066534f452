import type { IDataObject } from 'n8n-workflow';

import { asRecord } from '../shared/answer';
import type { Input } from '../shared/input';

/** The fields that remain of a wide record: the name of each, and where Zenoti's record holds it. */
export type Chosen = Record<string, string>;

/** The records as they came or, when the row asks for it, only their chosen fields; what Zenoti left out stays out. */
export function simplified(item: Input, records: IDataObject[], chosen: Chosen): IDataObject[] {
	if (!item.flag('simplify', true)) return records;
	return records.map((record) => {
		const entries = Object.entries(chosen).map(([name, place]) => [name, valueAt(record, place)]);
		return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as IDataObject;
	});
}

/** What a record holds at a place like `personal_info.email`. */
export function valueAt(record: IDataObject, place: string): IDataObject[string] | undefined {
	const [group, ...rest] = place.split('.');
	const value = record[group ?? ''];
	return rest.length === 0 ? value : valueAt(asRecord(value), rest.join('.'));
}
