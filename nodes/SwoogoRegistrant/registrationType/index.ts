import type { Resource } from '../../shared/operation';
import { get } from './get.operation';
import { getMany } from './getMany.operation';

export const registrationType: Resource = {
	name: 'Registration Type',
	value: 'registrationType',
	operations: [get, getMany],
};
