import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Reply } from '../../shared/answer';
import { Failure } from '../../shared/failure';
import { email } from '../../shared/fields';
import type { Item } from '../../shared/item';
import type { Operation, Written } from '../../shared/operation';
import { eventId, firstName, lastName, overrideCapacity, sendEmail } from '../fields';
import { isAboutCapacity } from '../swoogo';
import { type WantedByEmail, isActive, named, withEmail } from './findRegistrant';
import { additionalFields, formOf } from './newRegistrant';
import { type People, type Registrant, toRegistrant } from './people';
import { peopleForManyRows } from './peopleOfEvent';

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
	fields: [eventId, email, firstName, lastName, additionalFields],
	options: [ifAlreadyRegistered, overrideCapacity, sendEmail],
	async run(item) {
		const person = { eventId: item.integerId('eventId'), email: item.email('email') };
		const form = formOf(item, person.eventId, person.email);
		const override = item.flag('options.overrideCapacity', false);
		const looksFirst = item.choice('options.ifAlreadyRegistered', CHOICES, 'succeed') !== CREATE;
		const people = looksFirst ? await peopleForManyRows(item, person.eventId) : undefined;
		await item.claim('registrant', person.eventId, person.email);
		const known = looksFirst ? await withEmail(item, person, people) : [];
		if (known.length > 0) return existing(item, person, known);

		people?.doubt(person.email);
		// https://developer.swoogo.com/api-reference/registrants/create-registrant
		const reply = await item.send({
			method: 'POST',
			expectsBody: true,
			path: '/registrants/create',
			form,
			...(override ? { query: { override_capacity_errors: true } } : {}),
			// Not repeatable: whether Swoogo refuses an e-mail that is registered already is not documented.
			...(looksFirst ? { lookUp: async () => (await registeredNow(item, person))[0]?.record } : {}),
		});
		if (reply.ok) return await created(item, person, reply.record, people);
		const taken = looksFirst && isAboutEmail(reply) ? await ifKnown(item, person) : [];
		if (taken.length > 0) return existing(item, person, taken);
		throw refusalOf(item, reply);
	},
};

async function registeredNow(item: Item, person: WantedByEmail): Promise<Registrant[]> {
	return (await withEmail(item, person)).filter(isActive);
}

async function ifKnown(item: Item, person: WantedByEmail): Promise<Registrant[]> {
	return (await item.ifPossible(async () => await registeredNow(item, person))) ?? [];
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
		return item.done('unchanged', { ...person, registrantId: active.id }, active.record);
	}
	throw new Failure(
		'rejected',
		`They are registered already: ${named([active])}`,
		"Set 'If Already Registered' to 'Succeed' to accept this.",
	);
}

async function created(
	item: Item,
	person: WantedByEmail,
	record: IDataObject,
	people?: People,
): Promise<Written> {
	// The sample answer in Swoogo's documentation holds no ID.
	const found = record.id === undefined ? await ifKnown(item, person) : [toRegistrant(record)];
	const [registrant, ...others] = found;
	if (!registrant || others.length > 0) return item.done('created', { ...person }, record);
	const whole = { ...registrant.record, ...record };
	people?.note(toRegistrant({ event_id: person.eventId, email: person.email, ...whole }));
	return item.done('created', { ...person, registrantId: registrant.id }, whole);
}

// A refused e-mail address may mean that the person was registered a moment ago.
function isAboutEmail({ words }: Reply): boolean {
	return /(?:^|; )email: /.test(words);
}

function refusalOf(item: Item, reply: Reply): Failure {
	const advice = "Switch on 'Override Capacity', or choose another event, package or session.";
	return item.refusal(reply, isAboutCapacity(reply.words) ? { advice } : {});
}
