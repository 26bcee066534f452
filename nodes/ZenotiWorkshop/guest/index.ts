import type { Resource } from '../../shared/operation';
import { create } from './create.operation';
import { findOrCreate } from './findOrCreate.operation';
import { get } from './get.operation';
import { getMany } from './getMany.operation';
import { getRegistrations } from './getRegistrations.operation';
import { update } from './update.operation';

export const guest: Resource = {
	name: 'Guest',
	value: 'guest',
	operations: [create, findOrCreate, get, getMany, getRegistrations, update],
};
