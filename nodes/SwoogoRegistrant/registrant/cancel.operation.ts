import type { Operation } from '../../shared/operation';
import { registrant, sendEmail } from '../fields';
import { readRegistrant, registrantIdOf, wantedRegistrant } from './findRegistrant';
import { foresee } from './foreseen';
import { peopleForManyRows } from './peopleOfEvent';
import { updateRegistrant } from './registrantWrites';

export const cancel: Operation = {
	name: 'Cancel',
	value: 'cancel',
	action: 'Cancel registrant',
	description: 'Set a registrant to cancelled; the record stays in Swoogo',
	attempt: 'cancel registrant {registrantId}',
	isAboutPeople: true,
	outcomes: { removed: 'cancelled', unchanged: 'already cancelled' },
	fields: registrant,
	options: [sendEmail],
	async run(item) {
		const wanted = wantedRegistrant(item);
		const options = {
			sendEmail: item.flag('options.sendEmail', false),
			overrideCapacity: false,
		};
		const people = await peopleForManyRows(item, wanted.eventId);
		const id = await registrantIdOf(item, wanted, people);
		await item.claim('registrant', id);

		const person = await readRegistrant(item, id, people);
		const ids = { registrantId: id, eventId: person.eventId };
		if (person.status === 'cancelled') return item.done('unchanged', ids, person.record);
		// Swoogo has no call of its own for a cancellation.
		const cancelled = { registration_status: 'cancelled' };
		if (item.checksOnly) {
			foresee(item, person, cancelled);
			return item.would('remove', ids, person.record);
		}
		const { record } = await updateRegistrant(item, person, cancelled, options, people);
		return item.done('removed', ids, record);
	},
};
