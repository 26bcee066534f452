import type { Resource } from '../../shared/operation';
import { cancel } from './cancel.operation';
import { create } from './create.operation';
import { get } from './get.operation';
import { getMany } from './getMany.operation';

export const registrant: Resource = {
	name: 'Registrant',
	value: 'registrant',
	operations: [create, cancel, get, getMany],
};
