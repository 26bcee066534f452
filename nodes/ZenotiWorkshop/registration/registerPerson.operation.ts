import { Failure } from '../../shared/failure';
import type { Item } from '../../shared/item';
import type { Operation } from '../../shared/operation';
import type { Written } from '../../shared/outcome';
import { centerId, firstName, lastName, trackId, workshopId } from '../fields';
import { keyOf } from '../guest/identity';
import {
	type Person,
	additionalFieldsOfMatched,
	idsOf,
	matchedBy,
	personOf,
} from '../guest/matching';
import { ensureGuest } from '../guest/newGuest';
import {
	type Place,
	foresee,
	placeOf,
	registerGuest,
	registerOptions,
	registerOutcomes,
} from './registerGuest';

export const registerPerson: Operation = {
	name: 'Register Person',
	value: 'registerPerson',
	action: 'Register person for workshop',
	description:
		'Find the guest by e-mail address or phone, create them if needed, and register them',
	attempt: 'register {firstName} {lastName} for workshop {workshopId}',
	isAboutPeople: true,
	outcomes: registerOutcomes,
	fields: [
		workshopId,
		trackId,
		centerId,
		...matchedBy,
		firstName,
		lastName,
		additionalFieldsOfMatched,
	],
	options: registerOptions,
	// Every step may run again: an existing guest is found, and an existing registration recognised. The claims of the
	// two steps cannot wait for each other in a circle: nobody who holds a registration asks for a guest.
	async run(item) {
		const [place, person] = [placeOf(item), personOf(item)];
		item.step = 'findOrCreate';
		const guest = await ensureGuest(item, person);
		item.step = 'register';
		const { guestId } = guest.ids;
		const { outcome, ids, record } =
			typeof guestId === 'string'
				? await registerGuest(item, place, guestId)
				: await registerUnknown(item, place, person);
		const steps = { findOrCreate: guest.outcome, register: outcome };
		return { outcome, ids: { ...ids, ...idsOf(person), steps }, record };
	},
};

async function registerUnknown(item: Item, place: Place, person: Person): Promise<Written> {
	const { workshopId, trackId, centerId } = place;
	if (!item.checksOnly) {
		throw new Failure(
			'unexpectedAnswer',
			'Zenoti did not say which ID the new guest has',
			'Run the row again: the guest will be found.',
		);
	}
	return await foresee(item, place, { workshopId, trackId, centerId }, keyOf(person.identity));
}
