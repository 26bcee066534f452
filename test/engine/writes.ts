import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { CredentialData } from '../support/workflowNode';
import {
	addZenotiRegistration,
	exampleIds,
	exampleRows,
	type ProviderSandbox,
	type Sandbox,
} from '../../sandbox';

/** One write operation and three people to try it on. */
export interface WriteUnderTest {
	name: string;
	node: 'zenotiWorkshop' | 'knolyxCommunity' | 'swoogoRegistrant';
	parameters: INodeParameters;
	/** Puts into the sandbox what the rows need, and gives the rows. */
	arrange(sandbox: Sandbox): IDataObject[];
	/** The write of one row, as a part of its path or body that no other row has. */
	write: { method: string; path: string };
	/** What marks the row's own write among the others: in the path, or in the body. */
	mark: { in: 'path' | 'body'; of(row: IDataObject): string };
	/** True where the answer to a success is not documented, so that an empty one counts as a success. */
	mayAnswerNothing?: boolean;
	/** The ledger's word for the write, and for what else must not happen twice to one person. */
	actions: string[];
}

const located = (mode: string, value: string) => ({ __rl: true, mode, value }) as INodeParameters;
const people = [exampleRows[3]!, exampleRows[4]!, exampleRows[5]!];
const byId = (column: string) => located('id', `={{ $json.${column} }}`);
const inEvent = {
	communityId: String(exampleIds.communityId),
	eventId: located('id', String(exampleIds.knolyxEventId)),
};
const named = {
	email: '={{ $json.email }}',
	firstName: '={{ $json.firstName }}',
	lastName: 'Test',
};

const zenotiGuests = ({ zenoti }: Sandbox) =>
	people.map(({ email }) => {
		const guest = [...zenoti.state.guests.values()].find(
			(each) => each.personal_info.email === email,
		)!;
		return { email, guestId: guest.id };
	});

const zenotiRegistrations = (sandbox: Sandbox, status?: 'SignedIn') =>
	zenotiGuests(sandbox).map(({ email, guestId }) => {
		const { id } = addZenotiRegistration(sandbox.zenoti.state, {
			workshopId: exampleIds.workshopId,
			trackId: exampleIds.trackId,
			centerId: exampleIds.centerId,
			guestId,
			status,
		});
		return { email, registrationId: id };
	});

const knolyxUsers = ({ knolyx }: Sandbox, attending = false) =>
	people.map(({ email, firstName, lastName }, index) => {
		const id = 60001 + index;
		const user = { id, email, firstName, lastName, gender: 'NON-BINARY' };
		knolyx.state.users.set(id, user);
		const workgroup = knolyx.state.workgroups.get(exampleIds.workgroupId)!;
		workgroup.members.set(email, { email, removalDate: null });
		const { attendees } = knolyx.state.events.get(exampleIds.knolyxEventId)!;
		if (attending) attendees.add(id);
		return { email, userId: id };
	});

const swoogoRegistrants = ({ swoogo }: Sandbox, inGroup = false) =>
	people.map(({ email, groupId }) => {
		const registrant = swoogo.state.registrants.withKey(email)[0]!;
		if (inGroup) registrant.group_id = groupId;
		return { email, registrantId: registrant.id, groupId };
	});

const registrationPath = (verb: string) => `/registrations/\\d+/${verb}$`;
const registrationMark = {
	in: 'path' as const,
	of: (row: IDataObject) => `/registrations/${String(row.registrationId)}/`,
};
const registrantMark = {
	in: 'path' as const,
	of: (row: IDataObject) => `/${String(row.registrantId)}(/|$)`,
};

/** Every write operation of the three nodes. */
export const writes: WriteUnderTest[] = [
	{
		name: 'Zenoti register',
		node: 'zenotiWorkshop',
		parameters: {
			resource: 'registration',
			operation: 'register',
			workshopId: String(exampleIds.workshopId),
			trackId: String(exampleIds.trackId),
			guestId: byId('guestId'),
			centerId: located('id', exampleIds.centerId),
		},
		arrange: zenotiGuests,
		write: { method: 'POST', path: '/registrations$' },
		mark: { in: 'body', of: (row) => String(row.guestId) },
		actions: ['register'],
	},
	{
		name: 'Zenoti cancel',
		node: 'zenotiWorkshop',
		parameters: {
			resource: 'registration',
			operation: 'cancel',
			workshopId: String(exampleIds.workshopId),
			registrationId: '={{ $json.registrationId }}',
		},
		arrange: (sandbox) => zenotiRegistrations(sandbox),
		write: { method: 'PUT', path: registrationPath('cancel') },
		mark: registrationMark,
		actions: ['cancel'],
		mayAnswerNothing: true,
	},
	...(['checkIn', 'undoCheckIn'] as const).map((operation): WriteUnderTest => {
		const isUndo = operation === 'undoCheckIn';
		return {
			name: `Zenoti ${operation}`,
			node: 'zenotiWorkshop',
			parameters: {
				resource: 'registration',
				operation,
				workshopId: String(exampleIds.workshopId),
				registrationId: '={{ $json.registrationId }}',
				sessionId: located('id', '={{ $json.sessionId }}'),
			},
			arrange(sandbox) {
				const { sessions } = sandbox.zenoti.state.workshops.get(exampleIds.workshopId)!;
				const sessionId = [...sessions.values()][0]!.id;
				return zenotiRegistrations(sandbox, isUndo ? 'SignedIn' : undefined).map((row) => {
					const registration = sandbox.zenoti.state.registrations.get(row.registrationId)!;
					if (isUndo) registration.signedInSessionIds.add(sessionId);
					return { ...row, sessionId };
				});
			},
			write: { method: 'PUT', path: registrationPath(isUndo ? 'undo_sign_in' : 'sign_in') },
			mark: registrationMark,
			actions: [operation],
			mayAnswerNothing: true,
		};
	}),
	{
		name: 'Knolyx register',
		node: 'knolyxCommunity',
		parameters: {
			resource: 'attendance',
			operation: 'register',
			...inEvent,
			...named,
			workgroupId: located('id', String(exampleIds.workgroupId)),
		},
		arrange: () => people.map(({ email, firstName }) => ({ email, firstName })),
		write: { method: 'POST', path: '/user/provision$' },
		mark: { in: 'body', of: (row) => String(row.email) },
		actions: ['attend', 'provision.created', 'welcomeMail'],
	},
	...(['attend', 'cancel'] as const).map(
		(operation): WriteUnderTest => ({
			name: `Knolyx ${operation}`,
			node: 'knolyxCommunity',
			parameters: { resource: 'attendance', operation, ...inEvent, userId: byId('userId') },
			arrange: (sandbox) => knolyxUsers(sandbox, operation === 'cancel'),
			write: { method: operation === 'attend' ? 'POST' : 'DELETE', path: '/attend/' },
			mark: { in: 'path', of: (row) => `/attend/${String(row.userId)}$` },
			actions: [operation === 'attend' ? 'attend' : 'attendance.cancel'],
			mayAnswerNothing: true,
		}),
	),
	{
		name: 'Knolyx provision',
		node: 'knolyxCommunity',
		parameters: { resource: 'user', operation: 'provision', ...named },
		arrange: () => people.map(({ email, firstName }) => ({ email, firstName })),
		write: { method: 'POST', path: '/user/provision$' },
		mark: { in: 'body', of: (row) => String(row.email) },
		actions: ['provision.created', 'welcomeMail'],
		mayAnswerNothing: true,
	},
	{
		name: 'Knolyx addUser',
		node: 'knolyxCommunity',
		parameters: {
			resource: 'workgroup',
			operation: 'addUser',
			workgroupId: located('id', String(exampleIds.workgroupWithoutAccessId)),
			email: '={{ $json.email }}',
		},
		arrange: (sandbox) => knolyxUsers(sandbox),
		write: { method: 'PUT', path: '/member/' },
		mark: { in: 'path', of: (row) => encodeURIComponent(String(row.email)) },
		actions: ['workgroup.add'],
	},
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

/** Every operation that reads, each once for three rows. */
export const reads: WriteUnderTest[] = [
	read('Zenoti registrations', 'zenotiWorkshop', '/registrations$', {
		resource: 'registration',
		operation: 'getMany',
		workshopId: String(exampleIds.workshopId),
		centerId: located('id', exampleIds.centerId),
		sessionId: located('id', '={{ $json.number }}'),
		returnAll: true,
	}),
	read('Zenoti centers', 'zenotiWorkshop', '/centers$', {
		resource: 'center',
		operation: 'getMany',
	}),
	read('Knolyx attendees', 'knolyxCommunity', '/attendees/paged$', {
		resource: 'attendance',
		operation: 'getMany',
		...inEvent,
	}),
	read('Knolyx event', 'knolyxCommunity', '/event/\\d+$', {
		resource: 'event',
		operation: 'get',
		...inEvent,
	}),
	read('Knolyx events', 'knolyxCommunity', '/event/paged$', {
		resource: 'event',
		operation: 'getMany',
		communityId: inEvent.communityId,
	}),
	read('Knolyx workgroups', 'knolyxCommunity', '/workgroup$', {
		resource: 'workgroup',
		operation: 'getMany',
	}),
	read('Swoogo registrant', 'swoogoRegistrant', '/registrants/\\d+$', {
		resource: 'registrant',
		operation: 'get',
		registrantId: byId('registrantId'),
	}),
	read('Swoogo registrants', 'swoogoRegistrant', '/registrants$', {
		resource: 'registrant',
		operation: 'getMany',
		eventId: located('id', String(exampleIds.swoogoEventId)),
		returnAll: true,
	}),
	read('Swoogo event', 'swoogoRegistrant', '/events/\\d+$', {
		resource: 'event',
		operation: 'get',
		eventId: located('id', String(exampleIds.swoogoEventId)),
	}),
	read('Swoogo events', 'swoogoRegistrant', '/events$', {
		resource: 'event',
		operation: 'getMany',
	}),
];

function read(
	name: string,
	node: WriteUnderTest['node'],
	path: string,
	parameters: INodeParameters,
): WriteUnderTest {
	return {
		name,
		node,
		parameters,
		arrange(sandbox) {
			const registrants = swoogoRegistrants(sandbox);
			const [session] = sandbox.zenoti.state.workshops
				.get(exampleIds.workshopId)!
				.sessions.values();
			return registrants.map((row) => ({ ...row, number: session!.id }));
		},
		write: { method: 'GET', path },
		mark: { in: 'path', of: () => path },
		actions: [],
	};
}

/** The provider that a node talks to. */
export function providerOf(sandbox: Sandbox, node: WriteUnderTest['node']): ProviderSandbox {
	if (node === 'zenotiWorkshop') return sandbox.zenoti;
	return node === 'knolyxCommunity' ? sandbox.knolyx : sandbox.swoogo;
}

/** Accepted credentials for the sandbox; a new object, so a new budget and a new token, on every call. */
export function credentialsFor(sandbox: Sandbox, node: WriteUnderTest['node']): CredentialData {
	if (node === 'zenotiWorkshop') {
		return { zenotiApi: { ...sandbox.zenoti.credentials, baseUrl: sandbox.zenoti.url } };
	}
	if (node === 'knolyxCommunity') {
		return { knolyxApi: { ...sandbox.knolyx.credentials, baseUrl: sandbox.knolyx.url } };
	}
	const baseUrl = `${sandbox.swoogo.url}/api/v1`;
	return { swoogoOAuth2Api: { ...sandbox.swoogo.credentials, baseUrl } };
}
