import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../shared/operation';
import { overrideCapacity, registrantAnd, sendEmail, sessionId } from '../fields';
import { readRegistrant, registrantIdOf, wantedRegistrant } from '../registrant/findRegistrant';
import { peopleForManyRows } from '../registrant/peopleOfEvent';
import { joinSession } from './joinSession';

const validateOnly: INodeProperties = {
	displayName: 'Validate Only',
	name: 'validateOnly',
	type: 'boolean',
	default: false,
	description:
		'Whether Swoogo only checks capacity and conflicts and saves nothing; Check Only does the same',
};

export const addRegistrant: Operation = {
	name: 'Add Registrant',
	value: 'addRegistrant',
	action: 'Add registrant to session',
	description: 'Put a registrant into a session of their event',
	attempt: 'add registrant {registrantId} to session {sessionId}',
	isAboutPeople: true,
	outcomes: {
		created: 'added',
		unchanged: 'already in the session',
		waitlisted: 'on the waiting list',
	},
	fields: registrantAnd(sessionId),
	options: [overrideCapacity, sendEmail, validateOnly],
	async run(item) {
		const wanted = wantedRegistrant(item);
		const joining = {
			sessionId: item.integerId('sessionId'),
			overrideCapacity: item.flag('options.overrideCapacity', false),
			sendEmail: item.flag('options.sendEmail', false),
		};
		if (item.flag('options.validateOnly', false)) item.checksOnly = true;
		const people = await peopleForManyRows(item, wanted.eventId);
		const id = await registrantIdOf(item, wanted, people);
		await item.claim('registrant', id);

		const person = await readRegistrant(item, id, people);
		const ids = { registrantId: id, sessionId: joining.sessionId, eventId: person.eventId };
		const { outcome, record } = await joinSession(item, person, joining, people);
		if (outcome === 'wouldCreate') return item.would('create', ids, record);
		return item.done(outcome, ids, record);
	},
};
