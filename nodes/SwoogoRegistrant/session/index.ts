import type { Resource } from '../../shared/operation';
import { addRegistrant } from './addRegistrant.operation';
import { get } from './get.operation';
import { getMany } from './getMany.operation';
import { removeRegistrant } from './removeRegistrant.operation';

export const session: Resource = {
	name: 'Session',
	value: 'session',
	operations: [addRegistrant, removeRegistrant, get, getMany],
};
