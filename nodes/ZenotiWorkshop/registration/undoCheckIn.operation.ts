import { additionalBody } from '../../shared/fields';
import type { Operation } from '../../shared/operation';
import { registrationId, sessionIdToCheckIn, workshopId } from '../fields';
import { changeSignIn } from './signIn';

export const undoCheckIn: Operation = {
	name: 'Undo Check In',
	value: 'undoCheckIn',
	action: 'Undo guest check in',
	description: 'Take back the check-in of a guest to one session of the workshop',
	attempt: 'undo the check-in of registration {registrationId} of workshop {workshopId}',
	outcomes: { updated: 'no longer checked in' },
	fields: [workshopId, registrationId, sessionIdToCheckIn],
	options: [additionalBody],
	run: async (item) => await changeSignIn(item, 'undo_sign_in'),
};
