import type { Operation } from '../../shared/operation';
import { centerId, guestId, trackId, workshopId } from '../fields';
import { guestIdOf } from '../guest/findGuest';
import { placeOf, registerGuest, registerOptions, registerOutcomes } from './registerGuest';

export const register: Operation = {
	name: 'Register',
	value: 'register',
	action: 'Register guest for workshop',
	description: 'Register a guest, found by ID or e-mail address, for a track of a workshop',
	attempt: 'register guest {guestId} for workshop {workshopId}',
	isAboutPeople: true,
	outcomes: registerOutcomes,
	fields: [workshopId, trackId, guestId, centerId],
	options: registerOptions,
	async run(item) {
		const place = placeOf(item);
		return await registerGuest(item, place, await guestIdOf(item, place.centerId));
	},
};
