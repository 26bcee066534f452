import { email } from '../../shared/fields';
import type { Operation } from '../../shared/operation';
import { customFields } from '../customFields';
import { eventId, overrideCapacity, sendEmail } from '../fields';
import { customAnswersOf } from './customAnswers';
import { idIn } from './foreseen';
import { peopleForManyRows } from './peopleOfEvent';
import { customIn, detailsOf, upsertFields } from './registrantDetails';
import { writeOptionsOf } from './registrantWrites';
import { carryOut, foreseePlan, planUpsert } from './upsertRegistrant';

export const upsert: Operation = {
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update registrant',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	attempt: 'register or update {email} in event {eventId}',
	isAboutPeople: true,
	outcomes: { created: 'registered', updated: 'updated', unchanged: 'already so' },
	fields: [eventId, email, upsertFields, customFields],
	options: [overrideCapacity, sendEmail],
	async run(item) {
		const person = { eventId: item.integerId('eventId'), email: item.email('email') };
		const options = writeOptionsOf(item);
		const details = {
			...detailsOf(item, 'additionalFields'),
			...(await customAnswersOf(item, person.eventId)),
		};
		const registration = { person, details, ...options };
		const people = await peopleForManyRows(item, person.eventId, customIn(details));
		await item.claim('registrant', person.eventId, person.email);

		const plan = await planUpsert(item, registration, people);
		if (item.checksOnly) {
			foreseePlan(item, registration, plan);
			const known = plan.kind === 'create' ? undefined : plan.person;
			return item.would(plan.kind, { ...person, ...idIn(known) }, known?.record);
		}
		const { outcome, registrant, record } = await carryOut(item, registration, plan, people);
		return item.done(outcome, { ...person, ...idIn(registrant) }, record);
	},
};
