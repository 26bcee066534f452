import { returnAllAndLimit } from '../../shared/fields';
import type { Operation } from '../../shared/operation';
import { communityId } from '../fields';
import { eventsPath } from '../knolyx';

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many events',
	description: 'Retrieve a list of events of a community',
	attempt: 'list the events of community {communityId}',
	fields: [communityId, ...returnAllAndLimit],
	async run(item) {
		// https://docs.knolyx.com/guides/event/
		return await item.list({ path: eventsPath(item.integerId('communityId')) });
	},
};
