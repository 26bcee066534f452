import { additionalBody } from '../../shared/fields';
import type { Operation } from '../../shared/operation';
import { registrationId, sessionIdToCheckIn, workshopId } from '../fields';
import { changeSignIn } from './signIn';

export const checkIn: Operation = {
	name: 'Check In',
	value: 'checkIn',
	action: 'Check in guest',
	description: 'Sign a registered guest in to one session of the workshop',
	attempt: 'check in registration {registrationId} of workshop {workshopId}',
	outcomes: { updated: 'checked in' },
	fields: [workshopId, registrationId, sessionIdToCheckIn],
	options: [additionalBody],
	run: async (item) => await changeSignIn(item, 'sign_in'),
};
