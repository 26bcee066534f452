/**
 * Every field that Swoogo documents; without a list of them it answers with few.
 * https://developer.swoogo.com/api-reference/registrant-types/get-all-types
 */
export const ALL_FIELDS = [
	...['id', 'name', 'public_short_name', 'admin_short_name', 'description', 'capacity'],
	...['sold_out_message', 'min_group_size', 'max_group_size', 'created_at', 'updated_at'],
];

/** What most workflows need of a registration type. */
export const SIMPLE_FIELDS = [
	...['id', 'name', 'public_short_name', 'admin_short_name', 'description', 'capacity'],
	...['min_group_size', 'max_group_size'],
];
