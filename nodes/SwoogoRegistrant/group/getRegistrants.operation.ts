import { Failure } from '../../shared/failure';
import { returnAllAndLimit, simplify } from '../../shared/fields';
import type { Item } from '../../shared/item';
import type { Operation } from '../../shared/operation';
import { eventId, groupId } from '../fields';
import { toRegistrant } from '../registrant/people';
import { ALL_FIELDS, SIMPLE_FIELDS } from '../registrant/registrantFields';
import { primaryOf } from './joinGroup';

export const getRegistrants: Operation = {
	name: 'Get Registrants',
	value: 'getRegistrants',
	action: 'Get registrants of group',
	description: 'Retrieve the members of a group, its primary registrant included',
	attempt: 'list the registrants of group {groupId}',
	fields: [eventId, groupId, ...returnAllAndLimit, simplify],
	async run(item) {
		const event = item.integerId('eventId');
		const group = item.integerId('groupId');
		const fields = item.flag('simplify', true) ? SIMPLE_FIELDS : ALL_FIELDS;
		// Whether `group_id` can be searched for is not documented, so every member is checked.
		// https://developer.swoogo.com/api-reference/registrants/get-all-registrants
		const members = await item.list({
			path: '/registrants',
			query: { event_id: event, fields: fields.join(','), search: `group_id=${group}` },
			byKey: false,
			keep: (record) => toRegistrant(record).groupId === group,
		});
		if (members.length === 0) await mustBeGroupOf(item, group, event);
		return members;
	},
};

// A group has at least its primary registrant, so nobody found means that it is no group of this event.
async function mustBeGroupOf(item: Item, group: string, event: string): Promise<void> {
	const primary = await primaryOf(item, group);
	if (primary.eventId === event) return;
	throw new Failure(
		'invalidInput',
		`Group ${group} is in event ${primary.eventId}, not in event ${event}`,
		"Set 'Event' to that event, or choose another group.",
	);
}
