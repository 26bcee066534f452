import { Failure } from '../../shared/failure';
import type { Operation } from '../../shared/operation';
import { registrant } from '../fields';
import { setAttendance, statusOf } from './attendance';
import { named } from './findRegistrant';
import type { Registrant } from './people';

export const undoCheckIn: Operation = {
	name: 'Undo Check In',
	value: 'undoCheckIn',
	action: 'Undo check in of registrant',
	description: 'Set a registrant who attended, or is marked as a no show, back to confirmed',
	attempt: 'undo the check-in of registrant {registrantId}',
	isAboutPeople: true,
	outcomes: { updated: 'set back', unchanged: 'not checked in' },
	fields: registrant,
	run: async (item) => await setAttendance(item, 'confirmed', mustBeMarked),
};

// Swoogo undoes a check-in by confirming: that would also confirm somebody who is pending or cancelled.
function mustBeMarked(person: Registrant): void {
	if (['attended', 'no_show'].includes(statusOf(person))) return;
	throw new Failure(
		'rejected',
		`They are neither checked in nor marked as a no show: ${named([person])}`,
		"To confirm them all the same, use 'Registration Status' of the operation 'Update'.",
	);
}
