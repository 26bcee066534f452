import type { IDataObject } from 'n8n-workflow';

import { asRecord } from '../../shared/answer';
import { additionalBody } from '../../shared/fields';
import type { Item } from '../../shared/item';
import type { Operation } from '../../shared/operation';
import { guest } from '../fields';
import { valueAt } from '../simplified';
import { centerIdOf, guestIdOf } from './findGuest';
import { at, givenFields, merged, wholeNumber } from './guestBody';
import { CLEARABLE, GUEST_FIELDS, MOBILE_PHONE, NAMES, updateFields } from './guestFields';
import { guestPath, readGuest } from './guests';
import { digitsIn, phoneOf } from './identity';

const COUNTRY = 'updateFields.mobileCountryId';
const NO_DATE = '0001-01-01T00:00:00';

export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update guest',
	description: 'Change some fields of a guest; everything else is read first and written back',
	attempt: 'update guest {guestId}',
	isAboutPeople: true,
	outcomes: { updated: 'updated', unchanged: 'already so' },
	fields: [...guest, updateFields],
	options: [additionalBody],
	async run(item) {
		const changes = changesOf(item);
		const guestId = await guestIdOf(item, centerIdOf(item));
		await item.claim('guest ID', guestId);
		const foreseen = item.foreseen<IDataObject>('guests by ID');
		const before = foreseen.get(guestId) ?? (await readGuest(item, guestId));
		const after = changes(before);
		if (isSame(before, after)) return item.done('unchanged', { guestId }, before);
		if (item.checksOnly) {
			foreseen.set(guestId, after);
			return item.would('update', { guestId }, before);
		}
		// https://docs.zenoti.com/reference/update-a-guest
		const reply = await item.send({
			method: 'PUT',
			path: guestPath(guestId),
			body: after,
			expectsRecord: true,
			// Repeatable: it is the whole record, so a repeat leaves what the first try left.
			repeatable: true,
		});
		if (!reply.ok) throw item.refusal(reply);
		return item.done('updated', { guestId }, reply.record);
	},
};

/** What the row changes in a record of Zenoti; every field is checked here, before anything is sent. */
function changesOf(item: Item): (record: IDataObject) => IDataObject {
	const further = item.json('options.additionalBody');
	const given = givenFields(item, 'updateFields', [...GUEST_FIELDS, ...NAMES]);
	const number = phoneOf(item, 'updateFields.mobileNumber');
	const country = wholeNumber(item, COUNTRY);
	const cleared = clearedPlaces(item);
	return (record) => {
		const phone = number === undefined ? {} : phoneIn(item, record, number, country);
		const changed = [further, given, phone].reduce(merged, record);
		return cleared.reduce((result, place) => {
			const value = valueAt(result, place);
			const isBlank = value === undefined || value === null || value === '' || value === NO_DATE;
			return isBlank ? result : merged(result, at(place, null));
		}, changed);
	};
}

function phoneIn(item: Item, record: IDataObject, number: string, country?: number): IDataObject {
	const before = asRecord(valueAt(record, MOBILE_PHONE));
	const code = country ?? before.country_code ?? undefined;
	if (code === undefined) throw item.missing(COUNTRY);
	// The same number written otherwise is no change.
	const isSo = digitsIn(before.number) === number;
	return at(MOBILE_PHONE, { country_code: code, number: isSo ? before.number : number });
}

function clearedPlaces(item: Item): string[] {
	const field = 'updateFields.clearFields';
	const value = item.value(field) ?? [];
	const names = Array.isArray(value) ? value.map(String) : (item.text(field) ?? '').split(',');
	return names
		.map((name) => name.trim())
		.filter(Boolean)
		.map((name) => {
			const clearable = CLEARABLE[name];
			if (!clearable) {
				const known = Object.keys(CLEARABLE).join(', ');
				throw item.invalid(field, `does not know "${name}"`, `Use: ${known}.`);
			}
			if (item.value(`updateFields.${name}`) === undefined) return clearable.place;
			const advice = 'Leave the field empty, or do not clear it.';
			throw item.invalid(field, `names a field that is filled in: ${clearable.name}`, advice);
		});
}

function isSame(before: unknown, after: unknown): boolean {
	return JSON.stringify(before) === JSON.stringify(after);
}
