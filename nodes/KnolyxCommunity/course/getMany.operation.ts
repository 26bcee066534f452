import { returnAllAndLimit } from '../../shared/fields';
import type { Operation } from '../../shared/operation';
import { COURSES_PATH } from '../knolyx';

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many courses',
	description: 'Retrieve a list of courses',
	attempt: 'list the courses',
	fields: returnAllAndLimit,
	// https://docs.knolyx.com/scenarios/external-payment-integration/
	run: async (item) => await item.list({ path: COURSES_PATH }),
};
