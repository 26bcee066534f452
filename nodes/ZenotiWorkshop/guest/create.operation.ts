import type { INodeProperties } from 'n8n-workflow';

import { additionalBody } from '../../shared/fields';
import type { Item } from '../../shared/item';
import type { Operation } from '../../shared/operation';
import { centerOfGuest, firstName, lastName } from '../fields';
import { guestsInCenter } from './findGuest';
import { merged } from './guestBody';
import { additionalFields } from './guestFields';
import { type Identity, phoneOf } from './identity';
import { ensureGuest } from './newGuest';
import { newGuestOf } from './newGuestBody';

const ifAlreadyExists: INodeProperties = {
	displayName: 'If Already Exists',
	name: 'ifAlreadyExists',
	type: 'options',
	default: 'succeed',
	options: [
		{ name: 'Create Anyway', value: 'createAnyway' },
		{ name: 'Fail', value: 'fail' },
		{ name: 'Succeed', value: 'succeed' },
	],
	description:
		'What to do when the center has a guest with this e-mail address or, in rows without one, with this mobile number and name',
};

const CHOICES = ['succeed', 'fail', 'createAnyway'] as const;

export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create guest',
	description: 'Create a guest of a center, unless they are one already',
	attempt: 'create guest {firstName} {lastName}',
	isAboutPeople: true,
	outcomes: { created: 'created', unchanged: 'already there' },
	fields: [centerOfGuest, firstName, lastName, additionalFields()],
	options: [ifAlreadyExists, additionalBody],
	async run(item) {
		const body = merged(item.json('options.additionalBody'), newGuestOf(item));
		const ifExists = item.choice('options.ifAlreadyExists', CHOICES, 'succeed');
		return await ensureGuest(item, {
			identity: ifExists === 'createAnyway' ? undefined : identityOf(item),
			centerId: item.guid('centerId'),
			body,
			find: guestsInCenter,
			mayExist: ifExists === 'succeed',
			adviceIfSeveral: "Merge them in Zenoti, or set 'If Already Exists' to 'Create Anyway'.",
		});
	},
};

// A mobile number alone does not tell guests apart: families share one.
function identityOf(item: Item): Identity | undefined {
	if (item.value('additionalFields.email') !== undefined) {
		return { email: item.email('additionalFields.email') };
	}
	const phone = phoneOf(item, 'additionalFields.mobileNumber');
	const name = [item.requiredText('firstName'), item.requiredText('lastName')];
	return phone === undefined ? undefined : { phone, name };
}
