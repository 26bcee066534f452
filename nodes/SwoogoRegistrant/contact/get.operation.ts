import { simplify } from '../../shared/fields';
import type { Operation } from '../../shared/operation';
import { path } from '../../shared/request';
import { contactId } from '../fields';
import { ALL_FIELDS, SIMPLE_FIELDS } from './contactFields';
import { contactIdOf } from './findContact';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get contact',
	description: 'Retrieve one person as the account knows them over all events',
	attempt: 'get contact {contactId}',
	fields: [contactId, simplify],
	async run(item) {
		const fields = item.flag('simplify', true) ? SIMPLE_FIELDS : ALL_FIELDS;
		const id = await contactIdOf(item);
		// https://developer.swoogo.com/api-reference/contacts/get-one-contact
		const reply = await item.send({
			method: 'GET',
			path: path`/contacts/${id}`,
			query: { fields: fields.join(',') },
		});
		return [item.found(reply, id)];
	},
};
