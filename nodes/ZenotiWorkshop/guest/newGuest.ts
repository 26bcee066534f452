import type { IDataObject } from 'n8n-workflow';

import { Failure } from '../../shared/failure';
import { isGuid } from '../../shared/input';
import type { Item } from '../../shared/item';
import type { Written } from '../../shared/outcome';
import { CODES, hasCode } from '../zenoti';
import { foreseenGuests, guestNamed, guestsAnywhere, severalGuests } from './findGuest';
import { GUESTS } from './guests';
import { type Identity, guidOf, keyOf, mayBe } from './identity';

/** Somebody who is to be a guest, as a row describes them. */
export interface Newcomer {
	/** Undefined where nothing tells them from others, or where it does not matter. */
	identity?: Identity;
	centerId: string;
	/** As Zenoti wants it. */
	body: IDataObject;
	/** Finds the guests who are this one already. */
	find: (item: Item, identity: Identity, centerId: string) => Promise<IDataObject[]>;
	/** What to do when there are several. */
	adviceIfSeveral: string;
	/** False when it is a failure that the newcomer is a guest already. */
	mayExist: boolean;
}

/**
 * Makes the newcomer a guest, unless they are one already: then `unchanged` with that guest.
 * @throws Failure `ambiguous` when several guests are this one, naming them
 */
export async function ensureGuest(item: Item, newcomer: Newcomer): Promise<Written> {
	const { identity, centerId } = newcomer;
	if (!identity) return await createGuest(item, newcomer);
	await item.claim('guest', ...keyOf(identity));
	const known = await guestsOfRun(item);
	const name = JSON.stringify([centerId, ...keyOf(identity)]);
	const earlier = known.get(name) ?? foreseenGuests(item).get(name);
	const found = earlier ? [earlier] : await newcomer.find(item, identity, centerId);
	const written =
		found.length > 0 ? existing(item, newcomer, found) : await createGuest(item, newcomer);
	if (written.ids.guestId !== undefined) known.set(name, written.record);
	if (written.outcome === 'wouldCreate') foreseenGuests(item).set(name, newcomer.body);
	return written;
}

// Found once is enough for a run; and how soon Zenoti's search knows a guest who was just created is not documented.
async function guestsOfRun(item: Item): Promise<Map<string, IDataObject>> {
	return await item.once('guests of this run', async () => new Map<string, IDataObject>());
}

function existing(item: Item, newcomer: Newcomer, found: IDataObject[]): Written {
	const { identity, centerId, mayExist, adviceIfSeveral } = newcomer;
	const [guest, ...others] = found;
	if (others.length > 0) throw severalGuests(identity!, found, adviceIfSeveral);
	if (!mayExist) {
		throw new Failure(
			'rejected',
			`There is such a guest already: ${guestNamed(guest!)}`,
			"Set 'If Already Exists' to 'Succeed' to accept this.",
		);
	}
	return item.done('unchanged', { ...idIn(guest!), centerId }, guest);
}

async function createGuest(item: Item, newcomer: Newcomer): Promise<Written> {
	const { identity, centerId, body, find } = newcomer;
	if (item.checksOnly) return item.would('create', { centerId });
	const findAgain = async () => (identity ? await find(item, identity, centerId) : []);
	// https://docs.zenoti.com/reference/create-a-guest
	const reply = await item.send({
		method: 'POST',
		path: GUESTS,
		body,
		expectsRecord: true,
		// Not repeatable: nothing keeps Zenoti from taking the same person twice.
		...(identity ? { lookUp: async () => (await findAgain())[0] } : {}),
	});
	if (reply.ok) return await created(item, newcomer, reply.record, findAgain);
	const taken =
		identity && hasCode(reply, CODES.emailTaken)
			? await item.ifPossible(async () => await guestsAnywhere(item, identity, centerId))
			: undefined;
	if (taken && taken.length > 0) return existing(item, newcomer, taken);
	throw item.refusal(reply);
}

async function created(
	item: Item,
	{ identity, centerId }: Newcomer,
	answered: IDataObject,
	findAgain: () => Promise<IDataObject[]>,
): Promise<Written> {
	const isTheirs = isGuid(answered.id) && mayBe(identity, answered);
	const found = isTheirs ? answered : (await item.ifPossible(findAgain))?.[0];
	return item.done('created', { ...idIn(found), centerId }, found);
}

// Missing in an answer without one, and for whom a row that was only checked would create.
function idIn(guest: IDataObject | undefined): { guestId?: string } {
	return guest && guidOf(guest) !== '' ? { guestId: guidOf(guest) } : {};
}
