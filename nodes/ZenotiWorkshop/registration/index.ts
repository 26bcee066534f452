import type { Resource } from '../../shared/operation';
import { cancel } from './cancel.operation';
import { checkIn } from './checkIn.operation';
import { getMany } from './getMany.operation';
import { register } from './register.operation';
import { registerPerson } from './registerPerson.operation';
import { undoCheckIn } from './undoCheckIn.operation';

export const registration: Resource = {
	name: 'Registration',
	value: 'registration',
	operations: [register, cancel, registerPerson, checkIn, undoCheckIn, getMany],
};
