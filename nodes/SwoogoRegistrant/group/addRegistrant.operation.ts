import type { Operation } from '../../shared/operation';
import { groupId, registrantAnd } from '../fields';
import { readRegistrant, registrantIdOf, wantedRegistrant } from '../registrant/findRegistrant';
import { foresee } from '../registrant/foreseen';
import { peopleForManyRows } from '../registrant/peopleOfEvent';
import { hasToJoin, holdGroup, joinGroup, mustShareEvent, primaryOf } from './joinGroup';

export const addRegistrant: Operation = {
	name: 'Add Registrant',
	value: 'addRegistrant',
	action: 'Add registrant to group',
	description: 'Put a registrant into the group of a primary registrant of the same event',
	attempt: 'add registrant {registrantId} to group {groupId}',
	isAboutPeople: true,
	outcomes: { created: 'added', unchanged: 'already in the group' },
	fields: registrantAnd(groupId),
	async run(item) {
		const wanted = wantedRegistrant(item);
		const group = item.integerId('groupId');
		const primary = await primaryOf(item, group);
		mustShareEvent(primary, wanted.eventId);
		const people = await peopleForManyRows(item, primary.eventId);
		const id = await registrantIdOf(item, wanted, people);
		await holdGroup(item, primary, id);

		const person = await readRegistrant(item, id, people);
		const ids = { registrantId: id, groupId: group, eventId: primary.eventId };
		const mustJoin = await hasToJoin(item, person, primary, people);
		if (!mustJoin) return item.done('unchanged', ids, person.record);
		if (item.checksOnly) {
			foresee(item, person, { group_id: group });
			return item.would('create', ids, person.record);
		}
		const reply = await joinGroup(item, person, primary, people);
		return item.done('created', ids, reply.record);
	},
};
