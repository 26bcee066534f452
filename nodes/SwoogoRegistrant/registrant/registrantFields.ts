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
