import type { IDataObject } from 'n8n-workflow';

import { asRecord } from '../../shared/answer';
import { plainText } from '../../shared/failure';
import type { Item } from '../../shared/item';
import { GUEST_FIELDS, type GuestField, type Kind } from './guestFields';

/** The fields of a collection that the row fills in, as part of Zenoti's record of the guest; sends nothing. */
export function givenFields(
	item: Item,
	collection: string,
	fields: GuestField[] = GUEST_FIELDS,
): IDataObject {
	return fields.reduce((body, { property, place, kind }) => {
		const value = READ[kind](item, `${collection}.${property.name}`);
		return value === undefined ? body : merged(body, at(place, value));
	}, {} as IDataObject);
}

/** The record with everything of the other put over it; lists are replaced, not joined. */
export function merged(record: IDataObject, over: IDataObject): IDataObject {
	const result = { ...record };
	for (const [name, value] of Object.entries(over)) {
		const isGroup = value !== null && typeof value === 'object' && !Array.isArray(value);
		result[name] = isGroup ? merged(asRecord(record[name]), value as IDataObject) : value;
	}
	return result;
}

/** A record that holds only this, at a place like `personal_info.email`. */
export function at(place: string, value: unknown): IDataObject {
	return place
		.split('.')
		.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as IDataObject;
}

const READ: Record<Kind, (item: Item, name: string) => unknown> = {
	text: (item, name) => item.text(name),
	email: (item, name) => (item.value(name) === undefined ? undefined : item.email(name)),
	wholeNumber,
	date: dayOf,
	flag: (item, name) => (item.value(name) === undefined ? undefined : item.flag(name, false)),
};

/**
 * One of Zenoti's own numbers.
 * @throws Failure `invalidInput`
 */
export function wholeNumber(item: Item, name: string): number | undefined {
	const text = item.text(name);
	if (text === undefined) return undefined;
	if (/^-?\d{1,9}$/.test(text)) return Number(text);
	throw item.invalid(
		name,
		`must be a whole number, not "${plainText(text, 60)}"`,
		"Enter Zenoti's own number, e.g. 225.",
	);
}

// A birthday is a day on paper: moved to another time zone it could become the day before.
function dayOf(item: Item, name: string): string | undefined {
	const [moment, value] = [item.dateTime(name), item.value(name)];
	if (!moment) return undefined;
	if (typeof value === 'string') return `${value.trim().slice(0, 10)}T00:00:00`;
	const day = value instanceof Date ? moment.setZone(item.timezone) : moment;
	return `${day.toISODate()}T00:00:00`;
}
