import type { Resource } from '../../shared/operation';
import { attend } from './attend.operation';
import { cancel } from './cancel.operation';
import { getMany } from './getMany.operation';
import { register } from './register.operation';

export const attendance: Resource = {
	name: 'Attendance',
	value: 'attendance',
	operations: [register, attend, cancel, getMany],
};
