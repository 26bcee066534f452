import { returnAllAndLimit } from '../../shared/fields';
import type { Operation } from '../../shared/operation';
import { communityId, eventId } from '../fields';
import { attendeesPath } from './attendees';

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many attendees',
	description: 'Retrieve a list of attendees of an event',
	attempt: 'list the attendees of event {eventId}',
	fields: [communityId, eventId, ...returnAllAndLimit],
	async run(item) {
		const [community, event] = [item.integerId('communityId'), item.integerId('eventId')];
		return await item.list({ path: attendeesPath(community, event) });
	},
};
