import { simplify } from '../../shared/fields';
import type { Operation } from '../../shared/operation';
import { path } from '../../shared/request';
import { registrant } from '../fields';
import { registrantIdOf, UNKNOWN_REGISTRANT, wantedRegistrant } from './findRegistrant';
import { peopleForManyRows } from './peopleOfEvent';
import { fields, fieldsOf } from './registrantFields';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get registrant',
	description: 'Retrieve one registrant by ID, or by e-mail address in an event',
	attempt: 'get registrant {registrantId}',
	fields: [...registrant, simplify],
	options: [fields],
	async run(item) {
		const wanted = wantedRegistrant(item);
		const chosen = fieldsOf(item);
		const people = await peopleForManyRows(item, wanted.eventId);
		const id = await registrantIdOf(item, wanted, people);
		// https://developer.swoogo.com/api-reference/registrants/get-one-registrant
		const reply = await item.send({
			method: 'GET',
			path: path`/registrants/${id}`,
			query: { fields: chosen.join(',') },
		});
		return [item.found(reply, id, reply.status === 404 ? UNKNOWN_REGISTRANT : {})];
	},
};
