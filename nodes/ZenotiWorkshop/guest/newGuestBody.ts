import type { IDataObject } from 'n8n-workflow';

import type { Item } from '../../shared/item';
import { at, givenFields, merged, wholeNumber } from './guestBody';
import { MOBILE_PHONE } from './guestFields';
import { phoneOf } from './identity';

/** A new guest as the row describes them and as Zenoti wants it: only what is given; sends nothing. */
export function newGuestOf(item: Item): IDataObject {
	return [
		{ center_id: item.guid('centerId') },
		at('personal_info.first_name', item.requiredText('firstName')),
		at('personal_info.last_name', item.requiredText('lastName')),
		givenFields(item, 'additionalFields'),
		mobilePhoneOf(item, phoneOf(item, 'additionalFields.mobileNumber')),
	].reduce(merged, {});
}

/**
 * The mobile phone of a new guest; sends nothing. A country without a number says nothing.
 * @throws Failure `invalidInput` when there is a number, and no country
 */
export function mobilePhoneOf(item: Item, number: string | undefined): IDataObject {
	const country = wholeNumber(item, 'additionalFields.mobileCountryId');
	if (number === undefined) return {};
	if (country === undefined) throw item.missing('additionalFields.mobileCountryId');
	return at(MOBILE_PHONE, { country_code: country, number });
}
