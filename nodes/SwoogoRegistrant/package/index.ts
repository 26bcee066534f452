import type { Resource } from '../../shared/operation';
import { get } from './get.operation';
import { getMany } from './getMany.operation';

export const eventPackage: Resource = {
	name: 'Package',
	value: 'package',
	operations: [get, getMany],
};
