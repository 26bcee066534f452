import { returnAllAndLimit } from '../../shared/fields';
import type { Operation } from '../../shared/operation';
import { API } from '../zenoti';

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many centers',
	description: 'Retrieve a list of centers of the organization',
	attempt: 'list the centers',
	fields: returnAllAndLimit,
	// https://docs.zenoti.com/reference/list-all-centers
	run: async (item) => await item.list({ path: `${API}/centers` }),
};
