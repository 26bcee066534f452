import type { IDataObject } from 'n8n-workflow';

import { exampleIds, type Sandbox } from '../../../sandbox';
import { byId, located, named, people, read, type WriteUnderTest } from './operationToDisturb';

/** Three registrants of the example's event, on their own or each in the group of their company. */
export const swoogoRegistrants = ({ swoogo }: Sandbox, inGroup = false) =>
	people.map(({ email, groupId }) => {
		const registrant = swoogo.state.registrants.withKey(email)[0]!;
		if (inGroup) registrant.group_id = groupId;
		return { email, registrantId: registrant.id, groupId };
	});

/** Marks a request by the registrant's id in its path. */
export const registrantMark = {
	in: 'path' as const,
	of: (row: IDataObject) => `/${String(row.registrantId)}(/|$)`,
};

/** Every write of the node Swoogo Registrant. */
export const swoogoWrites: WriteUnderTest[] = [
	{
		name: 'Swoogo addRegistrant',
		node: 'swoogoRegistrant',
		parameters: {
			resource: 'group',
			operation: 'addRegistrant',
			registrantId: byId('registrantId'),
			groupId: '={{ $json.groupId }}',
		},
		arrange: (sandbox) => swoogoRegistrants(sandbox),
		write: { method: 'POST', path: '/groups/' },
		mark: registrantMark,
		actions: ['group.add'],
	},
	{
		name: 'Swoogo removeRegistrant',
		node: 'swoogoRegistrant',
		parameters: {
			resource: 'group',
			operation: 'removeRegistrant',
			registrantId: byId('registrantId'),
		},
		arrange: (sandbox) => swoogoRegistrants(sandbox, true),
		write: { method: 'DELETE', path: '/groups?$' },
		mark: registrantMark,
		actions: ['group.remove'],
	},
	{
		name: 'Swoogo create',
		node: 'swoogoRegistrant',
		parameters: {
			resource: 'registrant',
			operation: 'create',
			eventId: located('id', String(exampleIds.swoogoEventId)),
			...named,
			options: { sendEmail: true },
		},
		arrange: () =>
			['one', 'two', 'three'].map((name) => ({ email: `${name}@example.com`, firstName: name })),
		write: { method: 'POST', path: '/registrants/create$' },
		mark: { in: 'body', of: (row) => encodeURIComponent(String(row.email)) },
		actions: ['registrant.create', 'mail.registration_created'],
	},
	{
		name: 'Swoogo cancel',
		node: 'swoogoRegistrant',
		parameters: {
			resource: 'registrant',
			operation: 'cancel',
			registrantId: byId('registrantId'),
			options: { sendEmail: true },
		},
		arrange: (sandbox) => swoogoRegistrants(sandbox),
		write: { method: 'PUT', path: '/registrants/update/' },
		mark: registrantMark,
		actions: ['registrant.cancel', 'mail.registration_cancelled'],
	},
];

/** Every read of the node Swoogo Registrant. */
export const swoogoReads: WriteUnderTest[] = [
	read(
		'Swoogo registrant',
		'swoogoRegistrant',
		'/registrants/\\d+$',
		{
			resource: 'registrant',
			operation: 'get',
			registrantId: byId('registrantId'),
		},
		swoogoRegistrants,
	),
	read(
		'Swoogo registrants',
		'swoogoRegistrant',
		'/registrants$',
		{
			resource: 'registrant',
			operation: 'getMany',
			eventId: located('id', String(exampleIds.swoogoEventId)),
			returnAll: true,
		},
		swoogoRegistrants,
	),
	read(
		'Swoogo event',
		'swoogoRegistrant',
		'/events/\\d+$',
		{
			resource: 'event',
			operation: 'get',
			eventId: located('id', String(exampleIds.swoogoEventId)),
		},
		swoogoRegistrants,
	),
	read(
		'Swoogo events',
		'swoogoRegistrant',
		'/events$',
		{
			resource: 'event',
			operation: 'getMany',
		},
		swoogoRegistrants,
	),
];
