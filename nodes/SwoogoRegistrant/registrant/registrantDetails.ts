import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../../shared/item';
import { groupId, inCollection, packageId, regTypeId, sessionIds } from '../fields';
import { STATUSES } from './registrantFields';

/** What a row says of a registrant: Swoogo's name of a field, and its text or its list of ids. */
export type Details = Record<string, string | string[]>;

/** The names among these details that are custom answers. */
export function customIn(details: Details): string[] {
	return Object.keys(details).filter(isCustom);
}

function isCustom(name: string): boolean {
	return /^c_\d+$/.test(name);
}

/** The collections that hold details; each operation has one of them. */
export type Collection = 'additionalFields' | 'updateFields';

interface TextField {
	displayName: string;
	name: string;
	/** Swoogo's name for it. */
	theirs: string;
	example: string;
	description: string;
}

const MAY_NOT_COME_BACK =
	'Where Swoogo does not return it, every run sets it again, without a mail.';

/** Our fields that Swoogo takes as plain text. https://developer.swoogo.com/api-reference/registrants/create-registrant */
const TEXTS: TextField[] = [
	text('Company', 'company', 'company', 'Northwind Studio', 'Organization the person works for'),
	text('Discount Code', 'discountCode', 'discount_code', 'EARLY', 'Code as the event defines it'),
	text('Job Title', 'jobTitle', 'job_title', 'Producer', 'What the person does there'),
	text(
		'Middle Name',
		'middleName',
		'middle_name',
		'Ann',
		`Goes between first and last name. ${MAY_NOT_COME_BACK}`,
	),
	text('Mobile Phone', 'mobilePhone', 'mobile_phone', '+1 202 555 0101', 'Kept as it is written'),
	text('Notes', 'notes', 'notes', 'Vegetarian', 'Internal notes on the registrant'),
	text(
		'Payment Method',
		'paymentMethod',
		'payment_method',
		'check',
		'As the event names its payment methods',
	),
	text('PO Number', 'poNumber', 'po_number', 'PO-2031-04', 'Number of the purchase order'),
	text('Prefix', 'prefix', 'prefix', 'Dr.', `Goes before the first name. ${MAY_NOT_COME_BACK}`),
	text('Reference', 'reference', 'reference', 'crm-1001', 'Your own reference for the registrant'),
	text('Suffix', 'suffix', 'suffix', 'Jr.', `Goes after the last name. ${MAY_NOT_COME_BACK}`),
	text('Work Phone', 'workPhone', 'work_phone', '+1 202 555 0102', 'Kept as it is written'),
];

const NAMES: TextField[] = [
	text('First Name', 'firstName', 'first_name', 'Nathan', 'Given name of the person'),
	text('Last Name', 'lastName', 'last_name', 'Smith', 'Family name of the person'),
];

const STARTING_STATUSES = ['confirmed', 'in_progress', 'pending'];

/** What may be said about a new registrant beyond name and e-mail. */
export const additionalFields = collection('Additional Fields', 'additionalFields', [
	...TEXTS,
	status(
		STATUSES.filter(({ value }) => STARTING_STATUSES.includes(value)),
		'Status to start with; left out, Swoogo confirms the registration',
	),
]);

/** What may be said about somebody who may be registered already. */
export const upsertFields = collection('Additional Fields', 'additionalFields', [
	...NAMES,
	...TEXTS,
	status(STATUSES, 'Status to set. It also brings back somebody who was cancelled or denied.'),
]);

/** What may be said about somebody who is to be in a group as well. */
export const personFields = collection('Additional Fields', 'additionalFields', [
	inCollection(groupId),
	...TEXTS,
	status(STATUSES, 'Status to set. It also brings back somebody who was cancelled or denied.'),
]);

const clearFields: INodeProperties = {
	displayName: 'Clear Fields',
	name: 'clearFields',
	type: 'multiOptions',
	default: [],
	options: TEXTS.map(({ displayName, name }) => ({ name: displayName, value: name })),
	description:
		'Fields to make blank. A field that is merely left empty stays as it is. A custom question is given by an expression as c_ and its ID.',
};

/** What may be changed of a registrant. */
export const updateFields = collection('Update Fields', 'updateFields', [
	clearFields,
	text('Email', 'email', 'email', 'nathan@example.com', 'E-mail address to have from now on'),
	...NAMES,
	...TEXTS,
	status(STATUSES, 'Status to set; any other status can be given by an expression'),
]);

/** Reads a collection of details. What is left empty says nothing. */
export function detailsOf(item: Item, from: Collection): Details {
	const details: Details = {};
	for (const { name, theirs } of [...NAMES, ...TEXTS]) {
		const given = item.text(`${from}.${name}`);
		if (given !== undefined) details[theirs] = given;
	}
	const email = `${from}.email`;
	if (item.value(email) !== undefined) details.email = item.email(email);
	const registrationStatus = item.text(`${from}.registrationStatus`);
	if (registrationStatus !== undefined) details.registration_status = registrationStatus;
	for (const [name, theirs] of Object.entries({
		regTypeId: 'reg_type_id',
		packageId: 'package_id',
	})) {
		const field = `${from}.${name}`;
		if (item.value(field) !== undefined) details[theirs] = item.integerId(field);
	}
	const sessions = idsIn(item, `${from}.sessionIds`);
	if (sessions.length > 0) details.session_ids = sessions;
	return details;
}

/**
 * The details that a row wants blank.
 * @throws Failure `invalidInput` for a field that cannot be cleared, and for one that is also set
 */
export function blanksOf(item: Item, details: Details): Details {
	const field = 'updateFields.clearFields';
	const blanks: Details = {};
	for (const name of namesIn(item, field)) {
		const theirs = isCustom(name) ? name : TEXTS.find((each) => each.name === name)?.theirs;
		if (theirs === undefined) {
			const known = TEXTS.map((each) => each.name).join(', ');
			throw item.invalid(field, `cannot hold "${name}"`, `Use one of: ${known}.`);
		}
		if (theirs in details) {
			throw item.invalid(field, `names "${name}", which is also set`, 'Do only one of the two.');
		}
		blanks[theirs] = '';
	}
	return blanks;
}

/**
 * Details as Swoogo's form wants them. The documentation does not say how it wants a list; numbered brackets are what
 * its framework reads.
 */
export function formOf(details: Details): Record<string, string> {
	return Object.fromEntries(
		Object.entries(details).flatMap(([name, value]) =>
			typeof value === 'string'
				? [[name, value]]
				: value.map((each, index) => [`${name}[${index}]`, each]),
		),
	);
}

function idsIn(item: Item, field: string): string[] {
	const ids = namesIn(item, field);
	if (ids.every((id) => /^[1-9]\d*$/.test(id))) return [...new Set(ids)];
	throw item.invalid(field, 'must be whole numbers', 'Enter the IDs of sessions, e.g. 61, 62.');
}

/** A list, or text with commas between the names. */
function namesIn(item: Item, field: string): string[] {
	const value = item.value(field);
	const names = Array.isArray(value) ? value : (item.text(field) ?? '').split(',');
	return names.map((name) => String(name).trim()).filter((name) => name !== '');
}

function text(
	displayName: string,
	name: string,
	theirs: string,
	example: string,
	description: string,
): TextField {
	return { displayName, name, theirs, example, description };
}

function status(options: typeof STATUSES, description: string): INodeProperties {
	return {
		displayName: 'Registration Status',
		name: 'registrationStatus',
		type: 'options',
		default: 'confirmed',
		options,
		description,
	};
}

function collection(
	displayName: string,
	name: Collection,
	own: Array<TextField | INodeProperties>,
): INodeProperties {
	const fields = [...own, regTypeId, packageId, sessionIds].map(toField);
	return {
		displayName,
		name,
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: fields.sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}

function toField(field: TextField | INodeProperties): INodeProperties {
	if (!('theirs' in field)) return inCollection(field);
	const { displayName, name, example, description } = field;
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder: `e.g. ${example}`,
		description,
	};
}
