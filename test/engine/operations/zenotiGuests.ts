import type { IDataObject } from 'n8n-workflow';

import { addZenotiRegistration, exampleIds, type Sandbox } from '../../../sandbox';
import { byId, located, named, people, read, type WriteUnderTest } from './operationToDisturb';

const inCenter = { centerId: located('id', exampleIds.centerId) };
const inWorkshop = {
	...inCenter,
	workshopId: String(exampleIds.workshopId),
	trackId: String(exampleIds.trackId),
};

const newPeople = () =>
	['one', 'two', 'three'].map((name) => ({ email: `${name}@example.com`, firstName: name }));

const guests = ({ zenoti }: Sandbox) =>
	people.map(({ email, firstName }) => {
		const guest = zenoti.state.guests.withKey(email)[0]!;
		return { email, firstName, guestId: guest.id };
	});

const byEmail = { in: 'body' as const, of: (row: IDataObject) => `"${String(row.email)}"` };

/** Every write of the node Zenoti Workshop that makes or changes guests. */
export const zenotiGuestWrites: WriteUnderTest[] = [
	{
		name: 'Zenoti create guest',
		node: 'zenotiWorkshop',
		parameters: {
			resource: 'guest',
			operation: 'create',
			...inCenter,
			firstName: named.firstName,
			lastName: named.lastName,
			additionalFields: { email: named.email },
		},
		arrange: newPeople,
		write: { method: 'POST', path: '/guests$' },
		mark: byEmail,
		actions: ['guest.created'],
	},
	{
		name: 'Zenoti findOrCreate guest',
		node: 'zenotiWorkshop',
		parameters: { resource: 'guest', operation: 'findOrCreate', ...inCenter, ...named },
		arrange: newPeople,
		write: { method: 'POST', path: '/guests$' },
		mark: byEmail,
		actions: ['guest.created'],
	},
	{
		name: 'Zenoti update guest',
		node: 'zenotiWorkshop',
		parameters: {
			resource: 'guest',
			operation: 'update',
			guestId: byId('guestId'),
			updateFields: { middleName: 'Changed' },
		},
		arrange: guests,
		write: { method: 'PUT', path: '/guests/' },
		mark: { in: 'path', of: (row) => `/guests/${String(row.guestId)}$` },
		actions: ['guest.updated'],
	},
	{
		name: 'Zenoti registerPerson, new guest',
		node: 'zenotiWorkshop',
		parameters: { resource: 'registration', operation: 'registerPerson', ...inWorkshop, ...named },
		arrange: newPeople,
		write: { method: 'POST', path: '/guests$' },
		mark: byEmail,
		actions: ['register', 'guest.created'],
	},
	{
		name: 'Zenoti registerPerson, known guest',
		node: 'zenotiWorkshop',
		parameters: { resource: 'registration', operation: 'registerPerson', ...inWorkshop, ...named },
		arrange: guests,
		write: { method: 'POST', path: '/registrations$' },
		mark: { in: 'body', of: (row) => String(row.guestId) },
		actions: ['register', 'guest.created'],
	},
];

/** Every read of the node Zenoti Workshop about guests. */
export const zenotiGuestReads: WriteUnderTest[] = [
	read(
		'Zenoti guest',
		'zenotiWorkshop',
		'/guests/[0-9a-f-]{36}$',
		{ resource: 'guest', operation: 'get', guestId: byId('guestId') },
		guests,
	),
	read(
		'Zenoti guests',
		'zenotiWorkshop',
		'/guests/search$',
		{ resource: 'guest', operation: 'getMany', filters: { email: named.email } },
		guests,
	),
	read(
		'Zenoti guest registrations',
		'zenotiWorkshop',
		'/guests/[0-9a-f-]{36}/registrations$',
		{ resource: 'guest', operation: 'getRegistrations', guestId: byId('guestId') },
		guestsWithRegistrations,
	),
];

function guestsWithRegistrations(sandbox: Sandbox): IDataObject[] {
	const rows = guests(sandbox);
	for (const { guestId } of rows) {
		addZenotiRegistration(sandbox.zenoti.state, {
			workshopId: exampleIds.workshopId,
			trackId: exampleIds.trackId,
			centerId: exampleIds.centerId,
			guestId,
		});
	}
	return rows;
}
