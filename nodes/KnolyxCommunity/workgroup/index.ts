import type { Resource } from '../../shared/operation';
import { addUser } from './addUser.operation';
import { getMany } from './getMany.operation';
import { removeUser } from './removeUser.operation';

export const workgroup: Resource = {
	name: 'Workgroup',
	value: 'workgroup',
	operations: [addUser, removeUser, getMany],
};
