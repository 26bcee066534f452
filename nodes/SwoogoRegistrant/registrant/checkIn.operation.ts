import type { Operation } from '../../shared/operation';
import { registrant } from '../fields';
import { mustBeActive, setAttendance } from './attendance';

export const checkIn: Operation = {
	name: 'Check In',
	value: 'checkIn',
	action: 'Check in registrant',
	description: 'Set a registrant to attended, also one who was marked as a no show before',
	attempt: 'check in registrant {registrantId}',
	isAboutPeople: true,
	outcomes: { updated: 'checked in', unchanged: 'already checked in' },
	fields: registrant,
	run: async (item) => await setAttendance(item, 'attended', mustBeActive),
};
