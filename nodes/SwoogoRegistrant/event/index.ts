import type { Resource } from '../../shared/operation';
import { get } from './get.operation';
import { getMany } from './getMany.operation';

export const event: Resource = { name: 'Event', value: 'event', operations: [get, getMany] };
