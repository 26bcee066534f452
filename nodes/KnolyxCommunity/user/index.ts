import type { Resource } from '../../shared/operation';
import { provision } from './provision.operation';

export const user: Resource = { name: 'User', value: 'user', operations: [provision] };
