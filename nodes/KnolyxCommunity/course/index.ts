import type { Resource } from '../../shared/operation';
import { get } from './get.operation';
import { getMany } from './getMany.operation';
import { grantAccess } from './grantAccess.operation';
import { revokeAccess } from './revokeAccess.operation';

export const course: Resource = {
	name: 'Course',
	value: 'course',
	operations: [get, getMany, grantAccess, revokeAccess],
};
