import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { Failure } from '../../shared/failure';
import { additionalBody } from '../../shared/fields';
import type { Item } from '../../shared/item';
import type { Outcome, Written } from '../../shared/outcome';
import { CODES, hasCode } from '../zenoti';
import { findRegistration, registrationIn, registrationsPath, statusNamed } from './registrations';

/** The options of every operation that registers a guest. */
export const registerOptions: INodeProperties[] = [
	{
		displayName: 'If Already Registered',
		name: 'ifAlreadyRegistered',
		type: 'options',
		default: 'succeed',
		options: [
			{ name: 'Fail', value: 'fail' },
			{ name: 'Succeed', value: 'succeed' },
		],
		description: 'What to do with a guest who is registered or waitlisted already',
	},
	{
		displayName: 'If Full',
		name: 'ifFull',
		type: 'options',
		default: 'fail',
		options: [
			{ name: 'Fail', value: 'fail' },
			{ name: 'Join Waitlist', value: 'joinWaitlist' },
		],
		description: 'What to do when the workshop has no place left',
	},
	additionalBody,
];

/** How the outcomes of registering read in a summary. */
export const registerOutcomes = {
	created: 'registered',
	unchanged: 'already registered',
	waitlisted: 'waitlisted',
};

const ACCEPT = "Set 'If Already Registered' to 'Succeed' to accept this.";

/** The place that a row asks for. */
export interface Place {
	workshopId: string;
	trackId: string;
	centerId: string;
	mayBeRegistered: boolean;
	joinsWaitlist: boolean;
	/** Further fields for the request. */
	further: IDataObject;
}

interface Ids extends IDataObject {
	workshopId: string;
	trackId: string;
	guestId: string;
	centerId: string;
}

/** Reads the place and the options from the row; sends nothing. */
export function placeOf(item: Item): Place {
	return {
		workshopId: item.integerId('workshopId'),
		trackId: item.integerId('trackId'),
		centerId: item.guid('centerId'),
		mayBeRegistered:
			item.choice('options.ifAlreadyRegistered', ['succeed', 'fail'], 'succeed') === 'succeed',
		joinsWaitlist: item.choice('options.ifFull', ['fail', 'joinWaitlist'], 'fail') !== 'fail',
		further: item.json('options.additionalBody'),
	};
}

/** Registers a guest; who is registered or waitlisted already is recognised. */
export async function registerGuest(item: Item, place: Place, guestId: string): Promise<Written> {
	const { workshopId, trackId, centerId, mayBeRegistered, further } = place;
	const ids = { workshopId, trackId, guestId, centerId };
	await item.claim('registration', workshopId, guestId);
	if (item.checksOnly) return await foresee(item, place, ids, [guestId]);

	const body = {
		...further,
		track_id: Number(trackId),
		guest_id: guestId,
		center_id: centerId,
	};
	let reply = await post(item, workshopId, body);
	const joins = hasCode(reply, CODES.full) && place.joinsWaitlist;
	if (joins) reply = await post(item, workshopId, { ...body, waitlist: true });

	if (hasCode(reply, CODES.alreadyRegistered)) {
		if (!mayBeRegistered) throw item.refusal(reply, { advice: ACCEPT });
		return result(item, 'unchanged', ids, await existing(item, ids));
	}
	if (!reply.ok && reply.isRepeat) {
		// The try that got no answer may have taken the very place that is missing now.
		const made = await existing(item, ids);
		if (hasId(made)) return result(item, 'created', ids, made);
	}
	if (!reply.ok) throw item.refusal(reply, trackAdvice(reply.words));
	const answered = registrationIn(reply);
	const found = hasId(answered) ? {} : await existing(item, ids);
	return result(item, joins ? 'waitlisted' : 'created', ids, { ...answered, ...found });
}

/**
 * What registering would do; `who` tells the guest from all others, also one who has no ID yet. Whether there is room, and
 * whether the workshop is open, is told by the registration itself only.
 * @throws Failure `rejected` for a guest who is registered already, where the row does not accept that
 */
export async function foresee(
	item: Item,
	{ mayBeRegistered }: Place,
	ids: Partial<Ids> & { workshopId: string },
	who: string[],
): Promise<Written> {
	const { workshopId, guestId } = ids;
	const foreseen = item.foreseen<IDataObject>('registrations');
	const key = JSON.stringify([workshopId, ...who]);
	const lookUp = async () => guestId && (await findRegistration(item, workshopId, guestId));
	const found = foreseen.get(key) ?? (await lookUp());
	if (!found) {
		foreseen.set(key, {});
		return item.would('create', ids);
	}
	if (mayBeRegistered) return result(item, 'unchanged', ids, hasId(found) ? stateOf(found) : {});
	const words = hasId(found)
		? `The guest has registration ${String(found.id)} for this workshop already`
		: 'An earlier row registers the guest for this workshop';
	throw new Failure('rejected', words, ACCEPT);
}

async function post(item: Item, workshopId: string, body: IDataObject) {
	// https://docs.zenoti.com/reference/register-a-guest-to-a-workshop
	// `waitlist` is documented there without its name; the name is the one of class registrations.
	// https://docs.zenoti.com/reference/create-guest-registration
	return await item.send({
		method: 'POST',
		path: registrationsPath(workshopId),
		body,
		expectsRecord: true,
		// Repeatable: a repeat is answered with code 1010 and registers nobody twice.
		repeatable: true,
	});
}

// Nice to have: the guest is registered either way.
async function existing(item: Item, { workshopId, guestId }: Ids): Promise<IDataObject> {
	const found = await item.ifPossible(
		async () => await findRegistration(item, workshopId, guestId),
	);
	return found ? stateOf(found) : {};
}

// The same fields that a new registration is answered with.
function stateOf({ id, status }: IDataObject): IDataObject {
	return { id, status: status ?? null };
}

function result(item: Item, outcome: Outcome, ids: IDataObject, record: IDataObject): Written {
	return item.done(
		statusNamed(record.status) === 'Waitlisted' ? 'waitlisted' : outcome,
		{ ...ids, ...(hasId(record) ? { registrationId: String(record.id) } : {}) },
		record,
	);
}

function hasId({ id }: IDataObject): boolean {
	return typeof id === 'number' || (typeof id === 'string' && id !== '');
}

// Code 502 means any invalid input, so the words decide.
function trackAdvice(words: string): { advice?: string } {
	return /track passed is not associated/i.test(words)
		? { advice: "Check that the 'Track ID' is one of this workshop." }
		: {};
}
