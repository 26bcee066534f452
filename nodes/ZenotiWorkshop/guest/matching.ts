import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { email } from '../../shared/fields';
import type { Item } from '../../shared/item';
import { guestsAnywhere } from './findGuest';
import { at, merged } from './guestBody';
import { additionalFields } from './guestFields';
import { type Identity, phoneOf } from './identity';
import type { Newcomer } from './newGuest';
import { mobilePhoneOf, newGuestOf } from './newGuestBody';

const MATCHES = ['email', 'phone'] as const;

/** By what a guest is looked for, and created when there is none: the choice, and the field that it asks for. */
export const matchedBy: INodeProperties[] = [
	{
		displayName: 'Match By',
		name: 'matchBy',
		type: 'options',
		default: 'email',
		options: [
			{ name: 'Email', value: 'email' },
			{ name: 'Phone', value: 'phone' },
		],
		description:
			'What tells guests apart. They are searched in the center first, then in the whole organization.',
	},
	{ ...email, ...shownIf('email') },
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2025550123',
		...shownIf('phone'),
		description:
			"Mobile number without the country's dial code; spaces and hyphens are ignored. Fill in 'Mobile Country ID' as well.",
	},
];

// Where 'Match By' is an expression, n8n shows both fields and would demand both, so only the row decides.
function shownIf(match: (typeof MATCHES)[number]): Partial<INodeProperties> {
	return { required: false, displayOptions: { show: { matchBy: [match] } } };
}

/** "Additional Fields" without the one that guests are matched by. */
export const additionalFieldsOfMatched = additionalFields({
	email: { show: { '/matchBy': ['phone'] } },
	mobileNumber: { show: { '/matchBy': ['email'] } },
});

/** A guest to find or to create. */
export type Person = Newcomer & { identity: Identity };

/** The guest to find or to create, as the row describes them; sends nothing. */
export function personOf(item: Item): Person {
	const given = newGuestOf(item);
	const matched = matchedOf(item);
	return {
		identity: matched.identity,
		centerId: item.guid('centerId'),
		body: merged(given, matched.body),
		find: guestsAnywhere,
		mayExist: true,
		adviceIfSeveral: 'Merge them in Zenoti, or name the right one by ID with another operation.',
	};
}

/** Whom the row is about under our field names: their e-mail address, or their phone. */
export function idsOf({ identity: { email: address, phone } }: Person): IDataObject {
	return address === undefined ? { phone } : { email: address };
}

function matchedOf(item: Item): { identity: Identity; body: IDataObject } {
	if (item.choice('matchBy', MATCHES, 'email') === 'email') {
		const address = item.email('email');
		return { identity: { email: address }, body: at('personal_info.email', address) };
	}
	const phone = phoneOf(item, 'phone');
	if (phone === undefined) throw item.missing('phone');
	return { identity: { phone }, body: mobilePhoneOf(item, phone) };
}
