import { simplify } from '../../shared/fields';
import type { Operation } from '../../shared/operation';
import { guest } from '../fields';
import { simplified } from '../simplified';
import { centerIdOf, guestIdOf } from './findGuest';
import { GUEST_SIMPLIFIED, readGuest } from './guests';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get guest',
	description: 'Retrieve a guest, by ID or e-mail address',
	attempt: 'get guest {guestId}',
	isAboutPeople: true,
	fields: [...guest, simplify],
	async run(item) {
		const guestId = await guestIdOf(item, centerIdOf(item));
		return simplified(item, [await readGuest(item, guestId)], GUEST_SIMPLIFIED);
	},
};
