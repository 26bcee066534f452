import type { INodeProperties } from 'n8n-workflow';

import { byId, id, locator } from '../shared/fields';

/** Knolyx publishes no list of communities, so their id is typed in. */
export const communityId = id(
	'Community ID',
	'communityId',
	'55',
	'ID of the community; it is in the address of its page in Knolyx',
);

export const eventId = locator('Event', 'eventId', 'Event of the community', [byId('7719')]);

export const userId = locator(
	'User',
	'userId',
	'Numeric ID of the user, as Provision User returns it',
	[byId('50417')],
);

export const workgroupId = locator(
	'Workgroup',
	'workgroupId',
	'Workgroup that gives access to the community',
	[byId('808')],
);

export const firstName: INodeProperties = {
	displayName: 'First Name',
	name: 'firstName',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Nathan',
	description: 'Knolyx saves it over the name of an existing user',
};

export const lastName: INodeProperties = {
	displayName: 'Last Name',
	name: 'lastName',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Smith',
	description: 'Knolyx saves it over the name of an existing user',
};

export const sendWelcomeEmail: INodeProperties = {
	displayName: 'Send Welcome Email',
	name: 'sendWelcomeEmail',
	type: 'boolean',
	default: true,
	description:
		'Whether Knolyx mails a new user their login. Only at this moment does it do so. Existing users get no mail.',
	hint: 'Knolyx documents switching this off only in a draft. Try it with one new user first.',
};

export const gender: INodeProperties = {
	displayName: 'Gender',
	name: 'gender',
	type: 'options',
	default: 'NON-BINARY',
	options: [
		{ name: 'Female', value: 'FEMALE' },
		{ name: 'Male', value: 'MALE' },
		{ name: 'Non-Binary', value: 'NON-BINARY' },
	],
	description: 'Gender of the user; left out, Knolyx decides',
};

export const removalDate: INodeProperties = {
	displayName: 'Removal Date',
	name: 'removalDate',
	type: 'dateTime',
	default: '',
	description:
		"When the membership ends, and with it the access. A date alone means its first moment in the workflow's time zone.",
};
