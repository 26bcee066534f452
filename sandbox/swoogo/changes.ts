import { swoogoNow, type SwoogoRegistrant, type SwoogoState } from './state';

/**
 * Changes a registrant as every call does: `updated_at` is now, and so is `cancelled_at` or
 * `checked_in_at` when the status becomes `cancelled` or `attended`.
 * inferred: both are emptied when the status becomes another one.
 * @param at `YYYY-MM-DD HH:mm:ss`; the state's clock when missing
 */
export function changeRegistrant(
	registrant: SwoogoRegistrant,
	changes: Partial<SwoogoRegistrant>,
	state: SwoogoState,
	at = swoogoNow(state),
): void {
	const statusBefore = registrant.registration_status;
	Object.assign(registrant, changes, { updated_at: at });
	const status = registrant.registration_status;
	if (status !== statusBefore) {
		registrant.cancelled_at = status === 'cancelled' ? at : null;
		registrant.checked_in_at = status === 'attended' ? at : null;
	}
	state.registrants.set(registrant.id, registrant);
}
