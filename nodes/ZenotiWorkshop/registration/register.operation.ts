import type { IDataObject } from 'n8n-workflow';

import { additionalBody } from '../../shared/fields';
import type { Item } from '../../shared/item';
import type { Operation, Outcome, Written } from '../../shared/operation';
import { centerId, guestId, trackId, workshopId } from '../fields';
import { guestIdOf } from '../guest/findGuest';
import { CODES, hasCode } from '../zenoti';
import { findRegistration, registrationIn, registrationsPath, statusNamed } from './registrations';

interface Ids {
	workshopId: string;
	trackId: string;
	guestId: string;
	centerId: string;
}

export const register: Operation = {
	name: 'Register',
	value: 'register',
	action: 'Register guest for workshop',
	description: 'Register a guest, found by ID or e-mail address, for a track of a workshop',
	attempt: 'register guest {guestId} for workshop {workshopId}',
	isAboutPeople: true,
	outcomes: { created: 'registered', unchanged: 'already registered', waitlisted: 'waitlisted' },
	fields: [workshopId, trackId, guestId, centerId],
	options: [
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
	],
	async run(item) {
		const [workshop, track] = [item.integerId('workshopId'), item.integerId('trackId')];
		const center = item.guid('centerId');
		const mayBeSo = item.choice('options.ifAlreadyRegistered', ['succeed', 'fail'], 'succeed');
		const ifFull = item.choice('options.ifFull', ['fail', 'joinWaitlist'], 'fail');
		const further = item.json('options.additionalBody');
		const guest = await guestIdOf(item, center);
		await item.claim('registration', workshop, guest);

		const body = { ...further, track_id: Number(track), guest_id: guest, center_id: center };
		let reply = await post(item, workshop, body);
		const joins = hasCode(reply, CODES.full) && ifFull === 'joinWaitlist';
		if (joins) reply = await post(item, workshop, { ...body, waitlist: true });

		const ids = { workshopId: workshop, trackId: track, guestId: guest, centerId: center };
		if (hasCode(reply, CODES.alreadyRegistered)) {
			const advice = "Set 'If Already Registered' to 'Succeed' to accept this.";
			if (mayBeSo === 'fail') throw item.refusal(reply, { advice });
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
	},
};

async function post(item: Item, workshopId: string, body: IDataObject) {
	// https://docs.zenoti.com/reference/register-a-guest-to-a-workshop
	// `waitlist` is documented there without its name; the name is the one of class registrations.
	// https://docs.zenoti.com/reference/create-guest-registration
	return await item.send({
		method: 'POST',
		path: registrationsPath(workshopId),
		body,
		expectsBody: true,
		// Repeatable: a repeat is answered with code 1010 and registers nobody twice.
		repeatable: true,
	});
}

// The same fields that a new registration is answered with. Nice to have: the guest is registered either way.
async function existing(item: Item, { workshopId, guestId }: Ids): Promise<IDataObject> {
	const found = await item.ifPossible(
		async () => await findRegistration(item, workshopId, guestId),
	);
	return found ? { id: found.id, status: found.status ?? null } : {};
}

function result(item: Item, outcome: Outcome, ids: Ids, record: IDataObject): Written {
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
