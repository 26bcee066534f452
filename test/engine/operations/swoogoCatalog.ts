import type { INodeParameters } from 'n8n-workflow';

import { exampleIds, type Sandbox } from '../../../sandbox';
import { byId, located, read, type WriteUnderTest } from './operationToDisturb';
import { registrantMark, swoogoRegistrants } from './swoogo';

const event = { eventId: located('id', String(exampleIds.swoogoEventId)) };

/** A session, a registration type and a package of the example's event. */
const [sessionId, regTypeId, packageId] = ['61', '31', '41'] as const;

/** The writes on sessions. */
export const swoogoSessionWrites: WriteUnderTest[] = [
	{
		name: 'Swoogo session addRegistrant',
		node: 'swoogoRegistrant',
		parameters: {
			resource: 'session',
			operation: 'addRegistrant',
			registrantId: byId('registrantId'),
			sessionId: located('id', sessionId),
			options: { sendEmail: true },
		},
		arrange: (sandbox) => swoogoRegistrants(sandbox),
		write: { method: 'POST', path: '/session/' },
		mark: registrantMark,
		actions: ['session.add', 'mail.registration_modified'],
	},
	{
		name: 'Swoogo session removeRegistrant',
		node: 'swoogoRegistrant',
		parameters: {
			resource: 'session',
			operation: 'removeRegistrant',
			registrantId: byId('registrantId'),
			sessionId: located('id', sessionId),
		},
		arrange: inTheSession,
		write: { method: 'DELETE', path: '/session/' },
		mark: registrantMark,
		actions: ['session.remove'],
		mayAnswerNothing: true,
	},
];

function inTheSession(sandbox: Sandbox) {
	const rows = swoogoRegistrants(sandbox);
	for (const { registrantId } of rows) {
		sandbox.swoogo.state.registrants.get(registrantId)!.session_ids = [sessionId];
	}
	return rows;
}

/** The reads of members, sessions, registration types, packages and contacts. */
export const swoogoCatalogReads: WriteUnderTest[] = [
	readOf('group', 'getRegistrants', '/registrants$', { ...event, groupId: byId('groupId') }),
	readOf('session', 'get', '/sessions/\\d+$', { sessionId: located('id', sessionId) }),
	readOf('session', 'getMany', '/sessions$', { ...event, returnAll: true }),
	readOf('registrationType', 'get', '/reg-types/\\d+$', { regTypeId: located('id', regTypeId) }),
	readOf('registrationType', 'getMany', '/reg-types$', event),
	readOf('package', 'get', '/packages/\\d+$', { packageId: located('id', packageId) }),
	readOf('package', 'getMany', '/packages$', event),
	readOf('contact', 'get', '/contacts/\\d+$', {
		contactId: located('id', '={{ 100000 + Number($json.registrantId) }}'),
	}),
	readOf('contact', 'getMany', '/contacts$', {}),
];

function readOf(resource: string, operation: string, path: string, fields: INodeParameters) {
	const parameters = { resource, operation, ...fields };
	const name = `Swoogo ${resource} ${operation}`;
	return read(name, 'swoogoRegistrant', path, parameters, (sandbox) => swoogoRegistrants(sandbox));
}
