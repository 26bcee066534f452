import type { IDataObject } from 'n8n-workflow';

import { addZenotiRegistration, exampleIds, type Sandbox } from '../../../sandbox';
import { byId, located, people, read, type WriteUnderTest } from './operationToDisturb';

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

const registrationPath = (verb: string) => `/registrations/\\d+/${verb}$`;
const registrationMark = {
	in: 'path' as const,
	of: (row: IDataObject) => `/registrations/${String(row.registrationId)}/`,
};
const sessionOfWorkshop = ({ zenoti }: Sandbox) =>
	[...zenoti.state.workshops.get(exampleIds.workshopId)!.sessions.values()][0]!.id;

const zenotiSessions = (sandbox: Sandbox) =>
	people.map(({ email }) => ({ email, number: sessionOfWorkshop(sandbox) }));

/** Every write of the node Zenoti Workshop. */
export const zenotiWrites: WriteUnderTest[] = [
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
				const sessionId = sessionOfWorkshop(sandbox);
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
];

/** Every read of the node Zenoti Workshop. */
export const zenotiReads: WriteUnderTest[] = [
	read(
		'Zenoti registrations',
		'zenotiWorkshop',
		'/registrations$',
		{
			resource: 'registration',
			operation: 'getMany',
			workshopId: String(exampleIds.workshopId),
			centerId: located('id', exampleIds.centerId),
			sessionId: located('id', '={{ $json.number }}'),
			returnAll: true,
		},
		zenotiSessions,
	),
	read(
		'Zenoti centers',
		'zenotiWorkshop',
		'/centers$',
		{
			resource: 'center',
			operation: 'getMany',
		},
		zenotiSessions,
	),
];
