import type { Operation } from '../../shared/operation';
import { KEY_PATH } from './permissions';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get API key',
	description: 'Retrieve what the API key of the credential may do',
	attempt: "get the API key's permissions",
	fields: [],
	async run(item) {
		// https://docs.knolyx.com/guides/getting-started/
		return [item.found(await item.send({ method: 'GET', path: KEY_PATH }))];
	},
};
