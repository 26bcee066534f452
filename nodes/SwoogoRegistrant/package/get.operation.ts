import { simplify } from '../../shared/fields';
import type { Operation } from '../../shared/operation';
import { path } from '../../shared/request';
import { ofEvent, packageId } from '../fields';
import { ALL_FIELDS, SIMPLE_FIELDS } from './packageFields';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get package',
	description: 'Retrieve one package with its capacity and group sizes',
	attempt: 'get package {packageId}',
	fields: [...ofEvent(packageId), simplify],
	async run(item) {
		const id = item.integerId('packageId');
		const fields = item.flag('simplify', true) ? SIMPLE_FIELDS : ALL_FIELDS;
		// https://developer.swoogo.com/api-reference/packages/get-one-package
		const reply = await item.send({
			method: 'GET',
			path: path`/packages/${id}`,
			query: { fields: fields.join(',') },
		});
		return [item.found(reply, id)];
	},
};
