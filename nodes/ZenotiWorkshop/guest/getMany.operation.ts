import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { returnAllAndLimit, simplify } from '../../shared/fields';
import type { Item } from '../../shared/item';
import type { Operation } from '../../shared/operation';
import { centerOfGuest } from '../fields';
import { simplified } from '../simplified';
import { SEARCH } from './findGuest';
import { GUEST_SIMPLIFIED } from './guests';
import { isOf, phoneOf } from './identity';

/** Our filters that Zenoti takes as text, with its names for them. https://docs.zenoti.com/reference/search-for-a-guest */
const TEXTS: Record<string, string> = {
	email: 'email',
	firstName: 'first_name',
	lastName: 'last_name',
	tags: 'tags',
	userCode: 'user_code',
	userName: 'user_name',
	zipCode: 'zip_code',
};

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			...centerOfGuest,
			required: false,
			description: 'Center to search in; left out, the whole organization, if it allows that',
		},
		text(
			'Email',
			'email',
			'nathan@example.com',
			'A whole address brings guests with exactly this address; a part of one is left to Zenoti',
		),
		text('First Name', 'firstName', 'Nathan', 'How Zenoti compares names is not documented'),
		text('Last Name', 'lastName', 'Smith', 'How Zenoti compares names is not documented'),
		text(
			'Phone',
			'phone',
			'2025550123',
			"Number without the country's dial code; spaces and hyphens are ignored",
		),
		{
			displayName: 'Search Across Zone',
			name: 'searchAcrossZone',
			type: 'boolean',
			default: false,
			description: "Whether to search in all centers of the center's zone",
		},
		text('Tags', 'tags', 'vip', 'Tag of the guest, as Zenoti spells it'),
		text('User Code', 'userCode', 'G100', 'Code of the guest; Get returns it as code'),
		text('User Name', 'userName', 'nathan', 'Name that the guest logs in with'),
		text('ZIP Code', 'zipCode', '43085', "Postal code of the guest's address"),
	],
};

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many guests',
	description: 'Retrieve a list of guests',
	attempt: 'list the guests',
	isAboutPeople: true,
	fields: [...returnAllAndLimit, simplify, filters],
	async run(item) {
		const email = item.text('filters.email');
		const isWhole = email !== undefined && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email);
		// https://docs.zenoti.com/reference/search-for-a-guest
		const guests = await item.list({
			path: SEARCH,
			query: queryOf(item),
			...(isWhole ? { keep: (guest) => isOf({ email }, guest) } : {}),
		});
		return simplified(item, guests, GUEST_SIMPLIFIED);
	},
};

function queryOf(item: Item): IDataObject {
	const isInCenter = item.value('filters.centerId') !== undefined;
	const given: IDataObject = {
		center_id: isInCenter ? item.guid('filters.centerId') : undefined,
		phone: phoneOf(item, 'filters.phone'),
		search_across_zone: item.flag('filters.searchAcrossZone', false) || undefined,
	};
	for (const [name, theirs] of Object.entries(TEXTS)) given[theirs] = item.text(`filters.${name}`);
	return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function text(
	displayName: string,
	name: string,
	example: string,
	description: string,
): INodeProperties {
	const field = { displayName, name, type: 'string', default: '' } as const;
	return { ...field, placeholder: `e.g. ${example}`, description };
}
