import type { Resource } from '../../shared/operation';
import { addRegistrant } from './addRegistrant.operation';
import { getRegistrants } from './getRegistrants.operation';
import { removeRegistrant } from './removeRegistrant.operation';

export const group: Resource = {
	name: 'Group',
	value: 'group',
	operations: [addRegistrant, removeRegistrant, getRegistrants],
};
