import type { INodeProperties } from 'n8n-workflow';

import { Failure } from '../../shared/failure';
import type { Operation } from '../../shared/operation';
import { customFields } from '../customFields';
import { eventId, overrideCapacity, registrant, sendEmail } from '../fields';
import { customAnswersOf } from './customAnswers';
import {
	UNKNOWN_REGISTRANT,
	readRegistrant,
	registrantIdOf,
	wantedRegistrant,
} from './findRegistrant';
import { foresee } from './foreseen';
import type { Registrant } from './people';
import { peopleForManyRows } from './peopleOfEvent';
import { blanksOf, customIn, detailsOf, updateFields } from './registrantDetails';
import { updateRegistrant, writeOptionsOf } from './registrantWrites';
import { planUpdate } from './upsertRegistrant';

/** An ID says who is meant; the editor still needs the event to list its custom questions. */
const eventBesideId: INodeProperties = {
	...eventId,
	required: false,
	description: 'Event of the registrant; needed only to choose its custom fields below',
	displayOptions: { show: { 'registrantId.mode': ['id'] } },
};

export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update registrant',
	description: 'Change a registrant; only what differs is sent',
	attempt: 'update registrant {registrantId}',
	isAboutPeople: true,
	outcomes: { updated: 'updated', unchanged: 'already so' },
	fields: [eventBesideId, ...registrant, updateFields, customFields],
	options: [overrideCapacity, sendEmail],
	async run(item) {
		const wanted = wantedRegistrant(item);
		const event = item.value('eventId') === undefined ? undefined : item.integerId('eventId');
		const options = writeOptionsOf(item);
		const given = detailsOf(item, 'updateFields');
		const blanks = blanksOf(item, given);
		const answers = event === undefined ? undefined : await customAnswersOf(item, event);
		const further = customIn({ ...answers, ...blanks });
		const people = await peopleForManyRows(item, wanted.eventId, further);
		const id = await registrantIdOf(item, wanted, people);
		await item.claim('registrant', id);

		const person = await readRegistrant(item, id, people, UNKNOWN_REGISTRANT, further);
		mustBeIn(event, person);
		const set = { ...given, ...(answers ?? (await customAnswersOf(item, person.eventId))) };
		const details = { ...set, ...blanksOf(item, set) };
		const plan = await planUpdate(item, person, details);
		const ids = { registrantId: id, eventId: person.eventId };
		if (plan.kind === 'unchanged') return item.done('unchanged', ids, plan.person.record);
		if (item.checksOnly) {
			foresee(item, plan.person, plan.changes);
			return item.would('update', ids, plan.person.record);
		}
		const { record } = await updateRegistrant(item, plan.person, plan.changes, options, people);
		return item.done('updated', ids, record);
	},
};

function mustBeIn(event: string | undefined, { id, eventId: own }: Registrant): void {
	if (event === undefined || event === own) return;
	throw new Failure(
		'invalidInput',
		`Registrant ${id} is in event ${own}, not in event ${event}`,
		"Correct 'Registrant' or 'Event'.",
	);
}
