import type { Operation } from '../../shared/operation';
import { centerOfGuest, firstName, lastName } from '../fields';
import { additionalFieldsOfMatched, idsOf, matchedBy, personOf } from './matching';
import { ensureGuest } from './newGuest';

export const findOrCreate: Operation = {
	name: 'Find or Create',
	value: 'findOrCreate',
	action: 'Find or create guest',
	description: 'Return the guest with an e-mail address or phone, creating them if there is none',
	attempt: 'find or create guest {firstName} {lastName}',
	isAboutPeople: true,
	outcomes: { created: 'created', unchanged: 'found' },
	fields: [centerOfGuest, ...matchedBy, firstName, lastName, additionalFieldsOfMatched],
	async run(item) {
		const person = personOf(item);
		const { outcome, ids, record } = await ensureGuest(item, person);
		return { outcome, ids: { ...ids, ...idsOf(person) }, record };
	},
};
