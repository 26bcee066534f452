/**
 * Every field that Swoogo documents; without a list of them it answers with few.
 * https://developer.swoogo.com/api-reference/sessions/get-all-sessions
 */
export const ALL_FIELDS = [
	...['id', 'event_id', 'name', 'admin_short_name', 'date', 'start_time', 'end_time'],
	...['times_with_timezone', 'use_event_timezone', 'timezone', 'capacity', 'location_id'],
	...['track_id', 'session_included', 'session_status', 'direct_link', 'virtual_link'],
	...['created_at', 'updated_at'],
];

/** What most workflows need of a session. */
export const SIMPLE_FIELDS = [
	...['id', 'event_id', 'location_id', 'name', 'date', 'start_time', 'end_time', 'timezone'],
	...['capacity', 'session_status'],
];
