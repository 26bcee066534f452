import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../../shared/item';

/**
 * Our fields that Swoogo takes as plain text, with its names for them.
 * https://developer.swoogo.com/api-reference/registrants/create-registrant
 */
const TEXTS: Record<string, string> = {
	company: 'company',
	discountCode: 'discount_code',
	jobTitle: 'job_title',
	middleName: 'middle_name',
	mobilePhone: 'mobile_phone',
	notes: 'notes',
	paymentMethod: 'payment_method',
	poNumber: 'po_number',
	prefix: 'prefix',
	reference: 'reference',
	registrationStatus: 'registration_status',
	suffix: 'suffix',
	workPhone: 'work_phone',
};

/** What may be said about a new registrant beyond name and e-mail. */
export const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [
		text('Company', 'company', 'Northwind Studio'),
		text('Discount Code', 'discountCode', 'EARLY', 'Code as the event defines it'),
		text('Job Title', 'jobTitle', 'Producer'),
		text('Middle Name', 'middleName', 'Ann'),
		text('Mobile Phone', 'mobilePhone', '+1 202 555 0101'),
		text('Notes', 'notes', 'Vegetarian', 'Internal notes on the registrant'),
		text('Package ID', 'packageId', '41', 'ID of a package of this event'),
		text('Payment Method', 'paymentMethod', 'check', 'As the event names its payment methods'),
		text('PO Number', 'poNumber', 'PO-2031-04', 'Number of the purchase order'),
		text('Prefix', 'prefix', 'Dr.'),
		text('Reference', 'reference', 'crm-1001', 'Your own reference for the registrant'),
		text('Registrant Type ID', 'regTypeId', '31', 'ID of a registrant type of this event'),
		{
			displayName: 'Registration Status',
			name: 'registrationStatus',
			type: 'options',
			default: 'confirmed',
			options: [
				{ name: 'Confirmed', value: 'confirmed' },
				{ name: 'In Progress', value: 'in_progress' },
				{ name: 'Pending', value: 'pending' },
			],
			description: 'Status to start with; left out, Swoogo confirms the registration',
		},
		text(
			'Session IDs',
			'sessionIds',
			'61, 62',
			'IDs of sessions to join, with commas between them',
		),
		text('Suffix', 'suffix', 'Jr.'),
		text('Work Phone', 'workPhone', '+1 202 555 0102'),
	],
};

/**
 * The form that Swoogo wants for a new registrant.
 * The documentation does not say how it wants the list of sessions; numbered brackets are what its framework reads.
 */
export function formOf(item: Item, eventId: string, email: string): Record<string, string> {
	const form: Record<string, string> = {
		event_id: eventId,
		email,
		first_name: item.requiredText('firstName'),
		last_name: item.requiredText('lastName'),
		send_email: String(item.flag('options.sendEmail', false)),
	};
	for (const [name, theirs] of Object.entries(TEXTS)) {
		const given = item.text(`additionalFields.${name}`);
		if (given !== undefined) form[theirs] = given;
	}
	for (const [name, theirs] of Object.entries({
		regTypeId: 'reg_type_id',
		packageId: 'package_id',
	})) {
		const field = `additionalFields.${name}`;
		if (item.value(field) !== undefined) form[theirs] = item.integerId(field);
	}
	sessionIdsOf(item).forEach((id, index) => (form[`session_ids[${index}]`] = id));
	return form;
}

function sessionIdsOf(item: Item): string[] {
	const field = 'additionalFields.sessionIds';
	const value = item.value(field);
	const ids = Array.isArray(value) ? value : (item.text(field) ?? '').split(',');
	const given = ids.map((id) => String(id).trim()).filter((id) => id !== '');
	if (given.every((id) => /^[1-9]\d*$/.test(id))) return given;
	throw item.invalid(field, 'must be whole numbers', 'Enter the IDs of sessions, e.g. 61, 62.');
}

function text(
	displayName: string,
	name: string,
	example: string,
	description?: string,
): INodeProperties {
	const field = { displayName, name, type: 'string', default: '' } as const;
	return { ...field, placeholder: `e.g. ${example}`, ...(description ? { description } : {}) };
}
