import type { IDataObject } from 'n8n-workflow';

import { plainText } from '../../shared/failure';
import type { Item } from '../../shared/item';
import { valueAt } from '../simplified';

/** What tells a guest from all others: an e-mail address, a mobile number, or a mobile number shared within a family and the name. */
export interface Identity {
	email?: string;
	/** Digits only, without the country's dial code. */
	phone?: string;
	/** First and last name. */
	name?: string[];
}

/** What Zenoti's search is asked for; how it compares is not documented, so {@link isOf} compares its results. */
export function searchFor({ email, phone }: Identity): IDataObject {
	return email === undefined ? { phone } : { email };
}

/** Whether this guest is the one. */
export function isOf({ email, phone, name }: Identity, guest: IDataObject): boolean {
	if (email !== undefined) return folded(valueAt(guest, 'personal_info.email')) === folded(email);
	const number = valueAt(guest, 'personal_info.mobile_phone.number');
	if (phone === undefined || digitsIn(number) !== phone) return false;
	const theirs = ['first_name', 'last_name'].map((part) => valueAt(guest, `personal_info.${part}`));
	return name === undefined || name.every((part, index) => folded(part) === folded(theirs[index]));
}

/** Whether this guest can be the one: what the record says of them is not somebody else's. */
export function mayBe(identity: Identity | undefined, guest: IDataObject): boolean {
	const place = identity?.email === undefined ? 'mobile_phone.number' : 'email';
	const said = valueAt(guest, `personal_info.${place}`);
	return !identity || said === undefined || said === null || said === '' || isOf(identity, guest);
}

/** The same text for the same guest, however it is spelled. */
export function keyOf({ email, phone, name = [] }: Identity): string[] {
	if (email !== undefined) return ['e-mail', folded(email)];
	return ['mobile number', phone ?? '', ...name.map(folded)];
}

/** As a sentence says it, e.g. `the mobile number 2025550123`. */
export function worded({ email, phone }: Identity): string {
	return email === undefined ? `the mobile number ${phone}` : `the e-mail address ${email}`;
}

/** The GUID of a guest in lower case; empty when the record holds none. */
export function guidOf({ id }: IDataObject): string {
	return folded(id);
}

/**
 * The digits of a number as people write it.
 * Zenoti keeps the country beside the number, not in it. https://docs.zenoti.com/reference/create-a-guest
 * @throws Failure `invalidInput` when it begins with a dial code, or holds something that is not part of a number
 */
export function phoneOf(item: Item, name: string): string | undefined {
	const text = item.text(name);
	if (text === undefined) return undefined;
	if (/^(\+|00)/.test(text)) {
		throw item.invalid(
			name,
			`begins with a dial code: "${plainText(text, 60)}"`,
			'Enter the number without it, as Zenoti keeps it.',
		);
	}
	if (!/^[\d\s().\-/]+$/.test(text) || digitsIn(text) === '') {
		throw item.invalid(
			name,
			`is not a phone number: "${plainText(text, 60)}"`,
			'Enter its digits, e.g. 2025550123.',
		);
	}
	return digitsIn(text);
}

/** The digits of a number, whatever stands between them. */
export function digitsIn(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number'
		? String(value).replace(/\D/g, '')
		: '';
}

function folded(value: unknown): string {
	return typeof value === 'string'
		? value.normalize().trim().replace(/\s+/g, ' ').toLowerCase()
		: '';
}
