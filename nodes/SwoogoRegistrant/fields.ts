import type { INodeProperties } from 'n8n-workflow';

import { byEmail, byId, fromList, locator } from '../shared/fields';

export const eventId = locator('Event', 'eventId', 'Event, by name or by its numeric ID', [
	fromList('searchEvents'),
	byId('700'),
]);

const registrantId = locator(
	'Registrant',
	'registrantId',
	'The person, by the e-mail address they registered with, from a list, or by registrant ID',
	[byEmail, fromList('searchRegistrants'), byId('5101')],
);

const eventOfRegistrant: INodeProperties[] = [
	{
		...eventId,
		description: 'Event in which to look for the e-mail address',
		displayOptions: { show: { 'registrantId.mode': ['email'] } },
	},
	eventForList({ 'registrantId.mode': ['list'] }),
];

/** A registrant; by e-mail or from the list it needs the event above it, because Swoogo lists people by event only. */
export const registrant = [...eventOfRegistrant, registrantId];

/** A registrant and something else of the same event, each by ID or from that event's lists. */
export function registrantAnd(other: INodeProperties): INodeProperties[] {
	const event = eventForList({
		'registrantId.mode': ['id'],
		[`${other.name}.mode`]: ['list'],
	});
	return [...eventOfRegistrant, event, registrantId, other];
}

/** Something of an event, by ID or from that event's list. */
export function ofEvent(part: INodeProperties): INodeProperties[] {
	return [eventForList({ [`${part.name}.mode`]: ['list'] }), part];
}

/** A field as an entry of a collection, where nothing is required. */
export function inCollection(field: INodeProperties): INodeProperties {
	const copy = { ...field };
	delete copy.required;
	return copy;
}

export const groupId = locator(
	'Group',
	'groupId',
	"The group's primary registrant: Swoogo knows a group by their registrant ID and no other",
	[fromList('searchGroups'), byId('5001')],
);

export const sessionId = locator(
	'Session',
	'sessionId',
	'Session of the event, by name or by its numeric ID',
	[fromList('searchSessions'), byId('61')],
);

/** What a registrant is registered as. */
export const regTypeId = locator(
	'Registration Type',
	'regTypeId',
	'Registration type of the event, by name or by its numeric ID',
	[fromList('searchRegistrationTypes'), byId('31')],
);

export const packageId = locator(
	'Package',
	'packageId',
	'Package of the event, by name or by its numeric ID',
	[fromList('searchPackages'), byId('41')],
);

/** Several sessions of the event: a list of IDs, or text with commas between them. */
export const sessionIds: INodeProperties = {
	displayName: 'Session Names or IDs',
	name: 'sessionIds',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getSessions', loadOptionsDependsOn: ['eventId.value'] },
	default: [],
	description:
		'Sessions to join. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

export const contactId = locator(
	'Contact',
	'contactId',
	'The person as the account knows them, over all events: by e-mail address, from a list, or by contact ID',
	[byEmail, fromList('searchContacts'), byId('8001')],
);

export const sendEmail: INodeProperties = {
	displayName: 'Send Email',
	name: 'sendEmail',
	type: 'boolean',
	default: false,
	description: "Whether Swoogo mails the person, from the event's own templates",
};

export const firstName = name('First Name', 'firstName', 'Nathan', 'Given name of the person');

export const lastName = name('Last Name', 'lastName', 'Smith', 'Family name of the person');

export const overrideCapacity: INodeProperties = {
	displayName: 'Override Capacity',
	name: 'overrideCapacity',
	type: 'boolean',
	default: false,
	description: 'Whether to go ahead although the event, a package or a session is sold out',
};

/** The event that a list of its parts needs; what is chosen from that list needs it no more. */
function eventForList(show: Record<string, string[]>): INodeProperties {
	return {
		...eventId,
		required: undefined,
		description: 'Event whose entries the list shows',
		displayOptions: { show },
	};
}

function name(
	displayName: string,
	fieldName: string,
	example: string,
	description: string,
): INodeProperties {
	const field = { displayName, name: fieldName, type: 'string', default: '' } as const;
	return { ...field, required: true, placeholder: `e.g. ${example}`, description };
}
