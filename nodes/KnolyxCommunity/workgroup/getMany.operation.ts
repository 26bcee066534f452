import { returnAllAndLimit } from '../../shared/fields';
import type { Operation } from '../../shared/operation';
import { WORKGROUPS_PATH } from '../knolyx';

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many workgroups',
	description: 'Retrieve a list of workgroups',
	attempt: 'list the workgroups',
	fields: returnAllAndLimit,
	// https://docs.knolyx.com/scenarios/external-payment-integration/
	run: async (item) => await item.list({ path: WORKGROUPS_PATH }),
};
