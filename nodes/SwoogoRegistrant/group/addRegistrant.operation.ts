import { Failure } from '../../shared/failure';
import type { Item } from '../../shared/item';
import type { Operation } from '../../shared/operation';
import { path } from '../../shared/request';
import { groupId, registrant } from '../fields';
import { readRegistrant, registrantIdOf, wantedRegistrant } from '../registrant/findRegistrant';
import { type People, type Registrant, toRegistrant } from '../registrant/people';
import { peopleForManyRows } from '../registrant/peopleOfEvent';
import { otherMembers } from './membership';

export const addRegistrant: Operation = {
	name: 'Add Registrant',
	value: 'addRegistrant',
	action: 'Add registrant to group',
	description: 'Put a registrant into the group of a primary registrant of the same event',
	attempt: 'add registrant {registrantId} to group {groupId}',
	isAboutPeople: true,
	outcomes: { created: 'added', unchanged: 'already in the group' },
	fields: [...registrant, groupId],
	async run(item) {
		const wanted = wantedRegistrant(item);
		const group = item.integerId('groupId');
		const primary = await primaryOf(item, group);
		mustBePrimary(primary);
		mustShareEvent(primary, wanted.eventId);
		const people = await peopleForManyRows(item, primary.eventId);
		const id = await registrantIdOf(item, wanted, people);
		await item.claim('registrant', id);

		const person = await readRegistrant(item, id, people);
		const ids = { registrantId: id, groupId: group, eventId: primary.eventId };
		mustShareEvent(primary, person.eventId);
		if (person.groupId === group) return item.done('unchanged', ids, person.record);
		// An earlier row of this run may have put the primary into another group.
		mustBePrimary(people?.withId(group) ?? primary);
		await mustBeFree(item, person, people);
		people?.doubt(id);

		// https://developer.swoogo.com/api-reference/registrant-groups/add-registrant-to-group
		const reply = await item.send({
			method: 'POST',
			expectsBody: true,
			path: path`/registrants/${id}/groups/${group}`,
			async lookUp() {
				const now = await readRegistrant(item, id);
				return now.groupId === group ? now.record : undefined;
			},
		});
		if (!reply.ok) throw item.refusal(reply);
		people?.note(toRegistrant({ ...person.record, group_id: group }));
		return item.done('created', ids, reply.record);
	},
};

async function primaryOf(item: Item, group: string): Promise<Registrant> {
	const ifUnknown = {
		advice: "Check 'Group ID': it is the registrant ID of the group's primary registrant.",
	};
	return await item.once(
		`primary of group ${group}`,
		async () => await readRegistrant(item, group, undefined, ifUnknown),
	);
}

function mustBePrimary({ id, groupId: group }: Registrant): void {
	if (group === id) return;
	throw new Failure(
		'invalidInput',
		`Registrant ${id} is a member of group ${group}, not the primary registrant of a group`,
		`Set 'Group ID' to ${group}.`,
	);
}

function mustShareEvent(primary: Registrant, eventId: string | undefined): void {
	if (eventId === undefined || eventId === primary.eventId) return;
	throw new Failure(
		'invalidInput',
		`The registrant is in event ${eventId}, but group ${primary.id} is in event ${primary.eventId}`,
		'Choose a registrant and a group of the same event.',
	);
}

// What Swoogo does with people who are in a group already is not documented: it may move them, and their money, silently.
async function mustBeFree(item: Item, person: Registrant, people?: People): Promise<void> {
	if (person.groupId !== person.id) {
		throw new Failure(
			'invalidInput',
			`Registrant ${person.id} is already in group ${person.groupId}`,
			`Remove them from group ${person.groupId} first, then run the row again.`,
		);
	}
	const { length } = await otherMembers(item, person, people);
	if (length === 0) return;
	throw new Failure(
		'invalidInput',
		`Registrant ${person.id} is the primary registrant of a group with ${length} other ${length === 1 ? 'member' : 'members'}`,
		'Remove the other members from that group first, or add somebody else.',
	);
}
