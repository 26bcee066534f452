import type { Resource } from '../../shared/operation';
import { get } from './get.operation';
import { getMany } from './getMany.operation';

export const contact: Resource = { name: 'Contact', value: 'contact', operations: [get, getMany] };
