import type { Resource } from '../../shared/operation';
import { getMany } from './getMany.operation';

export const center: Resource = { name: 'Center', value: 'center', operations: [getMany] };
