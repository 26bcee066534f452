import { Failure } from '../../shared/failure';
import type { Operation } from '../../shared/operation';
import { registrant } from '../fields';
import { mustBeActive, setAttendance, statusOf } from './attendance';
import { named } from './findRegistrant';
import type { Registrant } from './people';

export const markNoShow: Operation = {
	name: 'Mark No Show',
	value: 'markNoShow',
	action: 'Mark registrant as no show',
	description: 'Record that a registrant did not come',
	attempt: 'mark registrant {registrantId} as a no show',
	isAboutPeople: true,
	outcomes: { updated: 'marked', unchanged: 'already marked' },
	fields: registrant,
	run: async (item) => await setAttendance(item, 'no_show', mustNotHaveCome),
};

// Whoever checked in while a list of absentees was made did come.
function mustNotHaveCome(person: Registrant): void {
	mustBeActive(person);
	if (statusOf(person) !== 'attended') return;
	throw new Failure(
		'rejected',
		`They are checked in: ${named([person])}`,
		"If that is wrong, use the operation 'Undo Check In' first.",
	);
}
