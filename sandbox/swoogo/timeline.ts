import { changeRegistrant } from './changes';
import {
	swoogoNow,
	swoogoRegistrant,
	type SwoogoChoice,
	type SwoogoRegistrant,
	type SwoogoState,
} from './state';

/*
 * What people and staff do at Swoogo itself, at a moment the test chooses: no ledger entry. `at` is
 * `YYYY-MM-DD HH:mm:ss` and the state's clock when missing.
 */

/** Somebody registers. */
export function addSwoogoRegistrant(
	state: SwoogoState,
	fields: Parameters<typeof swoogoRegistrant>[0] & {
		registration_status?: string;
		reg_type_id?: SwoogoChoice;
	},
): SwoogoRegistrant {
	const { registration_status, reg_type_id, at = swoogoNow(state), ...person } = fields;
	const registrant = swoogoRegistrant({ ...person, at });
	const changes = {
		...(registration_status === undefined ? {} : { registration_status }),
		...(reg_type_id === undefined ? {} : { reg_type_id }),
	};
	changeRegistrant(registrant, changes, state, at);
	return registrant;
}

/**
 * A registrant changes: `updated_at` follows, and `cancelled_at` or `checked_in_at` where the status
 * becomes `cancelled` or `attended`.
 * @throws when there is no such registrant
 */
export function changeSwoogoRegistrant(
	state: SwoogoState,
	registrantId: number,
	changes: Partial<SwoogoRegistrant>,
	at?: string,
): SwoogoRegistrant {
	const registrant = state.registrants.get(registrantId);
	if (!registrant) throw new Error(`There is no registrant ${registrantId}`);
	changeRegistrant(registrant, changes, state, at);
	return registrant;
}
