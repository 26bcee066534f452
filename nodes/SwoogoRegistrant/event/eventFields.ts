/**
 * Every field that Swoogo documents; without a list of them it answers with few.
 * https://developer.swoogo.com/api-reference/events/get-all-events
 */
export const ALL_FIELDS = [
	...['id', 'name', 'status', 'start_date', 'start_time', 'end_date', 'end_time', 'timezone'],
	...['url', 'domain', 'capacity', 'folder_id', 'type_id', 'free_event', 'hashtag'],
	...['organizer_id', 'target_attendance', 'description', 'webinar_url', 'close_date'],
	...['close_time', 'created_at', 'created_by', 'updated_at', 'updated_by'],
];

/** What most workflows need of an event. */
export const SIMPLE_FIELDS = [
	...['id', 'name', 'status', 'start_date', 'start_time', 'end_date', 'end_time', 'timezone'],
	...['url', 'capacity'],
];
