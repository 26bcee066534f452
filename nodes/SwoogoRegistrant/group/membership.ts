import type { Item } from '../../shared/item';
import { allAsForeseen, isNewcomer } from '../registrant/foreseen';
import type { People, Registrant } from '../registrant/people';
import { peopleForManyRows, readPeople, searchPeople } from '../registrant/peopleOfEvent';

/**
 * The other members of the group whose primary this registrant is; none when nobody joined them.
 * Swoogo does not say whether `group_id` can be searched for, so every match is checked.
 */
export async function otherMembers(
	item: Item,
	primary: Registrant,
	people?: People,
): Promise<Registrant[]> {
	if (isNewcomer(primary)) return [];
	const { id, eventId } = primary;
	const known = people ?? (await peopleForManyRows(item, eventId));
	const pageEvent = async () => (await readPeople(item, eventId)).inGroup(id);
	const isMember = (person: Registrant) => person.groupId === id;
	const group =
		known && !known.isGroupInDoubt(id)
			? known.inGroup(id)
			: await searchPeople(item, eventId, `group_id=${id}`, isMember, pageEvent);
	return allAsForeseen(item, group, isMember).filter((person) => person.id !== id);
}
