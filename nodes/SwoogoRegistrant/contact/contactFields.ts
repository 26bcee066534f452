/**
 * Every field that Swoogo documents; without a list of them it answers with few.
 * https://developer.swoogo.com/api-reference/contacts/get-one-contact
 */
export const ALL_FIELDS = [
	...['id', 'account_id', 'email', 'prefix', 'first_name', 'middle_name', 'last_name', 'suffix'],
	...['company', 'job_title', 'work_phone', 'mobile_phone', 'cc_email', 'bio', 'birth_date'],
	...['gender', 'notes', 'profile_picture', 'subscribe_status', 'twitter_handle', 'vat_number'],
	...['created_at', 'updated_at'],
];

/** What most workflows need of a contact. */
export const SIMPLE_FIELDS = [
	...['id', 'email', 'first_name', 'last_name', 'company', 'job_title', 'mobile_phone'],
	...['subscribe_status', 'created_at', 'updated_at'],
];
