import { simplify } from '../../shared/fields';
import type { Operation } from '../../shared/operation';
import { path } from '../../shared/request';
import { ofEvent, regTypeId } from '../fields';
import { ALL_FIELDS, SIMPLE_FIELDS } from './registrationTypeFields';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get registration type',
	description: 'Retrieve one registration type with its capacity and group sizes',
	attempt: 'get registration type {regTypeId}',
	fields: [...ofEvent(regTypeId), simplify],
	async run(item) {
		const id = item.integerId('regTypeId');
		const fields = item.flag('simplify', true) ? SIMPLE_FIELDS : ALL_FIELDS;
		// https://developer.swoogo.com/api-reference/registrant-types/get-one-type
		const reply = await item.send({
			method: 'GET',
			path: path`/reg-types/${id}`,
			query: { fields: fields.join(',') },
		});
		return [item.found(reply, id)];
	},
};
