import { email } from '../../shared/fields';
import type { Item } from '../../shared/item';
import type { Operation } from '../../shared/operation';
import { customFields } from '../customFields';
import { eventId, firstName, lastName, overrideCapacity, sendEmail } from '../fields';
import { hasToJoin, holdGroup, mustShareEvent, primaryOf } from '../group/joinGroup';
import { customAnswersOf } from './customAnswers';
import { idIn } from './foreseen';
import { peopleForManyRows } from './peopleOfEvent';
import { type Wish, forecast, register } from './registerSteps';
import { customIn, detailsOf, personFields } from './registrantDetails';
import { writeOptionsOf } from './registrantWrites';
import { planUpsert } from './upsertRegistrant';

export const registerPerson: Operation = {
	name: 'Register Person',
	value: 'registerPerson',
	action: 'Register person for event',
	description:
		'Register a person or update their registration, put them into a group and into sessions, in one step',
	attempt: 'register {email} for event {eventId}',
	isAboutPeople: true,
	outcomes: { created: 'registered', updated: 'updated', unchanged: 'already registered' },
	fields: [eventId, email, firstName, lastName, personFields, customFields],
	options: [overrideCapacity, sendEmail],
	// Every step may run again: who is registered, in the group or in a session already is recognised.
	async run(item) {
		const { group, ...wish } = await wishOf(item);
		const { person, details } = wish.registration;
		item.step = 'addToGroup';
		const primary = group === undefined ? undefined : await primaryOf(item, group);
		if (primary) mustShareEvent(primary, person.eventId);
		item.step = 'upsert';
		const people = await peopleForManyRows(item, person.eventId, customIn(details));
		await item.claim('registrant', person.eventId, person.email);

		const plan = await planUpsert(item, wish.registration, people);
		item.step = 'addToGroup';
		// Asked before anything is written, so that a group that cannot take them leaves no half-done row.
		const known = plan.kind === 'create' ? undefined : plan.person;
		if (primary) await holdGroup(item, primary, idIn(known).registrantId);
		const joins =
			primary && (plan.kind === 'create' || (await hasToJoin(item, plan.person, primary, people)));
		const whole = { ...wish, plan, primary, joins: joins === true, people };
		return item.checksOnly ? await forecast(item, whole) : await register(item, whole);
	},
};

/** What the row asks for; sends only what it takes to understand custom answers. */
async function wishOf(
	item: Item,
): Promise<Pick<Wish, 'registration' | 'sessions'> & { group?: string }> {
	const person = { eventId: item.integerId('eventId'), email: item.email('email') };
	const names = {
		first_name: item.requiredText('firstName'),
		last_name: item.requiredText('lastName'),
	};
	const { session_ids: sessions = [], ...given } = detailsOf(item, 'additionalFields');
	const groupField = 'additionalFields.groupId';
	const group = item.value(groupField) === undefined ? undefined : item.integerId(groupField);
	const options = writeOptionsOf(item);
	const answers = await customAnswersOf(item, person.eventId);
	const details = { ...names, ...given, ...answers };
	return { registration: { person, details, ...options }, sessions: [sessions].flat(), group };
}
