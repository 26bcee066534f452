import type { Reply } from '../../shared/answer';
import { Failure } from '../../shared/failure';
import type { Item } from '../../shared/item';
import type { Operation } from '../../shared/operation';
import { path } from '../../shared/request';
import { registrant } from '../fields';
import { readRegistrant, registrantIdOf, wantedRegistrant } from '../registrant/findRegistrant';
import { foresee } from '../registrant/foreseen';
import { toRegistrant } from '../registrant/people';
import { peopleForManyRows } from '../registrant/peopleOfEvent';
import { otherMembers } from './membership';

export const removeRegistrant: Operation = {
	name: 'Remove Registrant',
	value: 'removeRegistrant',
	action: 'Remove registrant from group',
	description: 'Take a registrant out of their group; they stay registered, on their own',
	attempt: 'remove registrant {registrantId} from their group',
	isAboutPeople: true,
	outcomes: { removed: 'removed', unchanged: 'in no group' },
	fields: registrant,
	async run(item) {
		const wanted = wantedRegistrant(item);
		const people = await peopleForManyRows(item, wanted.eventId);
		const id = await registrantIdOf(item, wanted, people);
		await item.claim('registrant', id);

		const person = await readRegistrant(item, id, people);
		const ids = { registrantId: id, eventId: person.eventId };
		if (person.groupId === id) {
			// Rows that take members out of the group first, so that it counts only who stays.
			await item.claim('group', id);
			const { length } = await otherMembers(item, person, people);
			if (length === 0) return item.done('unchanged', ids, person.record);
			throw new Failure(
				'invalidInput',
				`Registrant ${id} is the primary registrant of a group with ${length} other ${length === 1 ? 'member' : 'members'}`,
				'Remove the other members instead: a group cannot lose its primary registrant.',
			);
		}
		await item.relyOn(['group', person.groupId]);
		if (item.checksOnly) {
			foresee(item, person, { group_id: id });
			return item.would('remove', { ...ids, groupId: person.groupId }, person.record);
		}
		people?.doubt(id);
		const reply = await remove(item, id);
		if (!reply.ok) throw item.refusal(reply);
		people?.note(toRegistrant({ ...person.record, group_id: id }));
		return item.done('removed', { ...ids, groupId: person.groupId }, reply.record);
	},
};

// The reference spells its neighbour "groups" and shows no path for the removal; the changelog spells both "group".
// https://developer.swoogo.com/api-reference/registrant-groups/remove-registrant-from-group
// https://swoogo.readme.io/changelog/registrant-group-management-api-endpoints
const SPELLINGS = { likely: 'groups', other: 'group' };

async function remove(item: Item, id: string): Promise<Reply> {
	const known = await item.once('spelling of a removal', async () => ({ now: SPELLINGS.likely }));
	const spelling = known.now;
	const reply = await sendRemoval(item, id, spelling);
	if (spelling === SPELLINGS.other || !(await isMisspelt(item, id, reply))) return reply;
	known.now = SPELLINGS.other;
	return await sendRemoval(item, id, SPELLINGS.other);
}

async function sendRemoval(item: Item, id: string, spelling: string): Promise<Reply> {
	return await item.send({
		method: 'DELETE',
		expectsRecord: true,
		path: path`/registrants/${id}/${spelling}`,
		async lookUp() {
			const now = await readRegistrant(item, id);
			return now.groupId === id ? now.record : undefined;
		},
	});
}

// 404 stands for an unknown path as well as for an unknown registrant: reading the registrant tells which.
async function isMisspelt(item: Item, id: string, { status }: Reply): Promise<boolean> {
	if (status !== 404) return status === 405;
	return (await item.ifPossible(async () => await readRegistrant(item, id))) !== undefined;
}
