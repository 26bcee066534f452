import type { INodeProperties } from 'n8n-workflow';

import { Failure } from '../../shared/failure';
import { email } from '../../shared/fields';
import type { Item } from '../../shared/item';
import type { Operation } from '../../shared/operation';
import type { Written } from '../../shared/outcome';
import { customFields } from '../customFields';
import { eventId, firstName, lastName, overrideCapacity, sendEmail } from '../fields';
import { customAnswersOf } from './customAnswers';
import { type WantedByEmail, isActive, named, withEmail } from './findRegistrant';
import { idIn } from './foreseen';
import type { Registrant } from './people';
import { peopleForManyRows } from './peopleOfEvent';
import { additionalFields, detailsOf } from './registrantDetails';
import {
	type Registration,
	createRegistrant,
	createdIn,
	isAboutEmail,
	refusalOf,
	registeredNow,
	writeOptionsOf,
} from './registrantWrites';
import { foreseePlan } from './upsertRegistrant';

const ifAlreadyRegistered: INodeProperties = {
	displayName: 'If Already Registered',
	name: 'ifAlreadyRegistered',
	type: 'options',
	default: 'succeed',
	options: [
		{ name: 'Create Anyway', value: 'createAnyway' },
		{ name: 'Fail', value: 'fail' },
		{ name: 'Succeed', value: 'succeed' },
	],
	description: 'What to do with a person whose e-mail address is registered for the event already',
};

const CREATE = 'createAnyway';
const CHOICES = ['succeed', 'fail', CREATE] as const;

export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create registrant',
	description: 'Register a person for an event, unless their e-mail address is registered already',
	attempt: 'register {email} for event {eventId}',
	isAboutPeople: true,
	outcomes: { created: 'registered', unchanged: 'already registered' },
	fields: [eventId, email, firstName, lastName, additionalFields, customFields],
	options: [ifAlreadyRegistered, overrideCapacity, sendEmail],
	async run(item) {
		const registration = await registrationOf(item);
		const { person } = registration;
		const isNew = item.choice('options.ifAlreadyRegistered', CHOICES, 'succeed') !== CREATE;
		const people = isNew ? await peopleForManyRows(item, person.eventId) : undefined;
		await item.claim('registrant', person.eventId, person.email);
		const known = isNew ? await withEmail(item, person, people) : [];
		if (known.length > 0) return existing(item, person, known);
		if (item.checksOnly) {
			foreseePlan(item, registration, { kind: 'create' });
			return item.would('create', { ...person });
		}

		const reply = await createRegistrant(item, registration, { people, isNew });
		if (reply.ok) {
			const { registrant, record } = await createdIn(item, reply, registration, people);
			return item.done('created', { ...person, ...idIn(registrant) }, record);
		}
		const lookAgain = async () => await registeredNow(item, person);
		const taken = isNew && isAboutEmail(reply) ? await item.ifPossible(lookAgain) : undefined;
		if (taken?.length) return existing(item, person, taken);
		throw refusalOf(item, reply);
	},
};

async function registrationOf(item: Item): Promise<Registration> {
	const person = { eventId: item.integerId('eventId'), email: item.email('email') };
	const details = {
		first_name: item.requiredText('firstName'),
		last_name: item.requiredText('lastName'),
		...detailsOf(item, 'additionalFields'),
	};
	const options = writeOptionsOf(item);
	const answers = await customAnswersOf(item, person.eventId);
	return { person, details: { ...details, ...answers }, ...options };
}

/** What somebody who is there already means for the row. */
function existing(item: Item, person: WantedByEmail, found: Registrant[]): Written {
	const active = found.find(isActive);
	if (!active) {
		// Somebody took them off the list: neither a second record nor "already registered" would be true to that.
		throw new Failure(
			'rejected',
			`Their registration no longer counts: ${named(found)}`,
			"Confirm it again in Swoogo, or set 'If Already Registered' to 'Create Anyway'.",
		);
	}
	if (item.choice('options.ifAlreadyRegistered', CHOICES, 'succeed') === 'succeed') {
		return item.done('unchanged', { ...person, ...idIn(active) }, active.record);
	}
	throw new Failure(
		'rejected',
		`They are registered already: ${named([active])}`,
		"Set 'If Already Registered' to 'Succeed' to accept this.",
	);
}
