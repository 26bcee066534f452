import type { Reply } from '../../shared/answer';
import { Failure } from '../../shared/failure';
import type { Item } from '../../shared/item';
import { path } from '../../shared/request';
import { readRegistrant } from '../registrant/findRegistrant';
import { asForeseen } from '../registrant/foreseen';
import { type People, type Registrant, toRegistrant } from '../registrant/people';
import { otherMembers } from './membership';

/**
 * The primary registrant of a group, read once in a run.
 * @throws Failure `notFound`, or `invalidInput` when the id is that of a mere member
 */
export async function primaryOf(item: Item, groupId: string): Promise<Registrant> {
	const ifUnknown = {
		advice: "Check 'Group': it is the registrant ID of the group's primary registrant.",
	};
	const primary = await item.once(
		primaryLookup(groupId),
		async () => await readRegistrant(item, groupId, undefined, ifUnknown),
	);
	mustBePrimary(primary);
	return primary;
}

function primaryLookup(groupId: string): string {
	return `primary of group ${groupId}`;
}

/**
 * Lets no other row move the person, if they are registered, or the primary of the group they join, until this row is
 * done: else somebody could join a group that ends at the same moment, because its primary joins another one.
 */
export async function holdGroup(item: Item, primary: Registrant, id?: string): Promise<void> {
	await item.relyOn(['registrant', primary.id], id === undefined ? id : ['registrant', id]);
}

/** @throws Failure `invalidInput` when the event is known and not that of the group */
export function mustShareEvent(primary: Registrant, eventId: string | undefined): void {
	if (eventId === undefined || eventId === primary.eventId) return;
	throw new Failure(
		'invalidInput',
		`The registrant is in event ${eventId}, but group ${primary.id} is in event ${primary.eventId}`,
		'Choose a registrant and a group of the same event.',
	);
}

/**
 * Whether the registrant has yet to join the group; false when they are in it. Sends reads only.
 * @throws Failure `invalidInput` when joining would move them, or others, out of another group
 */
export async function hasToJoin(
	item: Item,
	person: Registrant,
	primary: Registrant,
	people?: People,
): Promise<boolean> {
	mustShareEvent(primary, person.eventId);
	if (person.groupId === primary.id) return false;
	if (item.isTouched('registrant', primary.id)) item.forget(primaryLookup(primary.id));
	// An earlier row, or another run, may have put the primary into another group.
	const now = people?.withId(primary.id) ?? (await primaryOf(item, primary.id));
	mustBePrimary(asForeseen(item, now));
	await mustBeFree(item, person, people);
	return true;
}

/**
 * Puts somebody who {@link hasToJoin}, and who is held by {@link holdGroup}, into the group; the answer is the whole
 * registrant.
 * @throws Failure when Swoogo refuses
 */
export async function joinGroup(
	item: Item,
	person: Registrant,
	primary: Registrant,
	people?: People,
): Promise<Reply> {
	const { id } = person;
	people?.doubt(id);
	// https://developer.swoogo.com/api-reference/registrant-groups/add-registrant-to-group
	const reply = await item.send({
		method: 'POST',
		expectsRecord: true,
		path: path`/registrants/${id}/groups/${primary.id}`,
		async lookUp() {
			const now = await readRegistrant(item, id);
			return now.groupId === primary.id ? now.record : undefined;
		},
	});
	if (!reply.ok) throw item.refusal(reply);
	people?.note(toRegistrant({ ...person.record, group_id: primary.id }));
	item.forget(primaryLookup(id));
	return reply;
}

function mustBePrimary({ id, groupId: group }: Registrant): void {
	if (group === id) return;
	throw new Failure(
		'invalidInput',
		`Registrant ${id} is a member of group ${group}, not the primary registrant of a group`,
		`Set 'Group' to ${group}.`,
	);
}

// What Swoogo does with people who are in a group already is not documented: it may move them, and their money, silently.
async function mustBeFree(item: Item, person: Registrant, people?: People): Promise<void> {
	if (person.groupId !== person.id) {
		throw new Failure(
			'invalidInput',
			`Registrant ${person.id || person.email} is already in group ${person.groupId}`,
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
