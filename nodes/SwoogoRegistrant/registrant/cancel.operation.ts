import type { Operation } from '../../shared/operation';
import { path } from '../../shared/request';
import { registrant, sendEmail } from '../fields';
import { readRegistrant, registrantIdOf, wantedRegistrant } from './findRegistrant';
import { toRegistrant } from './people';
import { peopleForManyRows } from './peopleOfEvent';

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
		const mail = item.flag('options.sendEmail', false);
		const people = await peopleForManyRows(item, wanted.eventId);
		const id = await registrantIdOf(item, wanted, people);
		await item.claim('registrant', id);

		const person = await readRegistrant(item, id, people);
		const ids = { registrantId: id, eventId: person.eventId };
		if (person.status === 'cancelled') return item.done('unchanged', ids, person.record);
		people?.doubt(id);
		// Swoogo has no call of its own for a cancellation.
		// https://developer.swoogo.com/api-reference/registrants/update-registrant
		const reply = await item.send({
			method: 'PUT',
			expectsBody: true,
			path: path`/registrants/update/${id}`,
			form: { registration_status: 'cancelled', send_email: String(mail) },
			// Not repeatable: setting the status again is harmless, but it may mail the person again.
			async lookUp() {
				const now = await readRegistrant(item, id);
				return now.status === 'cancelled' ? now.record : undefined;
			},
		});
		if (!reply.ok) throw item.refusal(reply);
		people?.note(toRegistrant({ ...person.record, registration_status: 'cancelled' }));
		return item.done('removed', ids, reply.record);
	},
};
