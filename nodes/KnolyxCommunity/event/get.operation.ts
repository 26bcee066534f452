import { path } from '../../shared/request';
import type { Operation } from '../../shared/operation';
import { communityId, eventId } from '../fields';
import { API } from '../knolyx';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get event',
	description: 'Retrieve one event of a community',
	attempt: 'get event {eventId} of community {communityId}',
	fields: [communityId, eventId],
	async run(item) {
		const [community, event] = [item.integerId('communityId'), item.integerId('eventId')];
		// https://docs.knolyx.com/guides/event/
		const reply = await item.send({
			method: 'GET',
			path: `${API}${path`/community/${community}/event/${event}`}`,
		});
		return [item.found(reply)];
	},
};
