import type { INodeProperties } from 'n8n-workflow';

import { byEmail, byId, fromList, id, locator } from '../shared/fields';

/** Knolyx publishes no list of communities, so their id is typed in. */
export const communityId = id(
	'Community ID',
	'communityId',
	'55',
	'ID of the community; it is in the address of its page in Knolyx',
);

export const eventId = locator(
	'Event',
	'eventId',
	"Event of the community; its list needs 'Community ID' to be filled in",
	[fromList('searchEvents'), byId('7719')],
);

export const userId: INodeProperties = {
	...locator(
		'User',
		'userId',
		'User by e-mail address, picked from the attendees of the event, or by the ID that Provision User returns',
		[byEmail, fromList('searchAttendees'), byId('50417')],
	),
	hint: 'E-mail addresses are looked up among the attendees, whose fields Knolyx does not document',
};

export const workgroupId = locator(
	'Workgroup',
	'workgroupId',
	'Workgroup that gives access to the community',
	[fromList('searchWorkgroups'), byId('808')],
);

export const openedWorkgroupId: INodeProperties = {
	...workgroupId,
	description: 'Workgroup whose members the access is for',
};

export const courseId = locator(
	'Course',
	'courseId',
	'Course of the organization; its ID is also in the address of its page',
	[fromList('searchCourses'), byId('311')],
);

export const courseRulesId: INodeProperties = {
	...courseId,
	hint: 'Knolyx saves all rules of a course at once: do not edit them there during the run',
};

/** The name of an access rule of a course; each operation says what an empty one means. */
export const ruleName: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. PAID_COURSE_311',
};

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
	placeholder: 'e.g. 2031-03-31',
	description:
		"When the membership ends, and with it the access. A date alone means its first moment in the workflow's time zone.",
};
