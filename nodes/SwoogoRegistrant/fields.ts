import type { INodeProperties } from 'n8n-workflow';

import { byEmail, byId, id, locator } from '../shared/fields';

export const eventId = locator('Event', 'eventId', 'Event, by its numeric ID', [byId('700')]);

/** A registrant, by id or by e-mail; the e-mail needs the event beside it, because Swoogo lists people by event only. */
export const registrant: INodeProperties[] = [
	locator(
		'Registrant',
		'registrantId',
		'The person, by registrant ID or by the e-mail address they registered with',
		[byEmail, byId('5101')],
	),
	{
		...eventId,
		description: 'Event in which to look for the e-mail address',
		displayOptions: { show: { 'registrantId.mode': ['email'] } },
	},
];

export const groupId = id(
	'Group ID',
	'groupId',
	'5001',
	"Registrant ID of the group's primary registrant: Swoogo knows a group by no other ID",
);

export const sendEmail: INodeProperties = {
	displayName: 'Send Email',
	name: 'sendEmail',
	type: 'boolean',
	default: false,
	description: "Whether Swoogo mails the person, from the event's own templates",
};

export const firstName = name('First Name', 'firstName', 'Nathan');

export const lastName = name('Last Name', 'lastName', 'Smith');

export const overrideCapacity: INodeProperties = {
	displayName: 'Override Capacity',
	name: 'overrideCapacity',
	type: 'boolean',
	default: false,
	description: 'Whether to go ahead although the event, a package or a session is sold out',
};

function name(displayName: string, fieldName: string, example: string): INodeProperties {
	const field = { displayName, name: fieldName, type: 'string', default: '' } as const;
	return { ...field, required: true, placeholder: `e.g. ${example}` };
}
