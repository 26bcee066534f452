import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../../shared/item';

/**
 * Every field that Swoogo documents; without a list of them it answers with few.
 * https://developer.swoogo.com/api-reference/registrants/get-one-registrant
 */
export const ALL_FIELDS = [
	...['id', 'event_id', 'group_id', 'reg_type_id', 'package_id', 'contact_id', 'discount_code'],
	...['email', 'prefix', 'first_name', 'middle_name', 'last_name', 'suffix', 'company'],
	...['job_title', 'work_phone', 'mobile_phone', 'profile_picture', 'twitter_handle', 'gender'],
	...['birth_date', 'cc_email', 'bio', 'vat_number', 'session_ids', 'waitlisted_session_ids'],
	...['notes', 'reference', 'ip_address', 'individual_net', 'individual_tax', 'individual_tax_2'],
	...['individual_gross', 'group_net', 'group_tax', 'group_tax_2', 'group_gross', 'group_paid'],
	...['group_balance_due', 'created_at', 'updated_at', 'registered_at', 'cancelled_at'],
	...['checked_in_at', 'ext_token', 'secure_id', 'timezone', 'registration_status', 'language'],
	...['payment_method', 'payment_status', 'po_number'],
];

/** What most workflows need of a registrant. */
export const SIMPLE_FIELDS = [
	...['id', 'group_id', 'contact_id', 'email', 'first_name', 'last_name', 'company'],
	...['registration_status', 'registered_at', 'checked_in_at'],
];

/**
 * The statuses that Swoogo documents; the set is open.
 * https://developer.swoogo.com/api-reference/overviews/registrants
 */
export const STATUSES = [
	{ name: 'Attended', value: 'attended' },
	{ name: 'Cancelled', value: 'cancelled' },
	{ name: 'Confirmed', value: 'confirmed' },
	{ name: 'Denied', value: 'denied' },
	{ name: 'In Progress', value: 'in_progress' },
	{ name: 'No Show', value: 'no_show' },
	{ name: 'Pending', value: 'pending' },
];

/** Fields by their names, custom answers among them; an entry of the options of every read. */
export const fields: INodeProperties = {
	displayName: 'Fields',
	name: 'fields',
	type: 'string',
	default: '',
	placeholder: 'e.g. email,job_title,c_1234',
	description:
		"Names of the fields to return, with commas between them. It replaces 'Simplify'. A custom question is c_ and its ID.",
};

/** The fields that a read returns: those named, else few or all that are documented. */
export function fieldsOf(item: Item): string[] {
	const chosen = item.text('options.fields');
	// Without the id nobody can tell one record from another, and pages could not be compared.
	if (chosen) {
		const names = ['id', ...chosen.split(',').map((name) => name.trim())].filter(Boolean);
		return [...new Set(names)];
	}
	return item.flag('simplify', true) ? SIMPLE_FIELDS : ALL_FIELDS;
}
