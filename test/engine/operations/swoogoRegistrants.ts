import { exampleIds, type Sandbox } from '../../../sandbox';
import { byId, located, named, people, type WriteUnderTest } from './operationToDisturb';
import { registrantMark, swoogoRegistrants } from './swoogo';

const resource = 'registrant';
const eventId = located('id', String(exampleIds.swoogoEventId));
const registrantId = byId('registrantId');
const options = { sendEmail: true };
const node = 'swoogoRegistrant';

/** The operations on registrants beyond creating and cancelling them. */
export const swoogoRegistrantWrites: WriteUnderTest[] = [
	{
		name: 'Swoogo registerPerson',
		node,
		parameters: { resource, operation: 'registerPerson', eventId, ...named, options },
		arrange: newcomers,
		write: { method: 'POST', path: '/registrants/create$' },
		mark: emailMark(),
		actions: ['registrant.create', 'mail.registration_created'],
	},
	{
		name: 'Swoogo registerPerson, known',
		node,
		parameters: {
			resource,
			operation: 'registerPerson',
			eventId,
			...named,
			additionalFields: { company: 'Fern & Co', groupId: '={{ $json.groupId }}' },
		},
		arrange: known,
		write: { method: 'POST', path: '/groups/' },
		mark: registrantMark,
		actions: ['registrant.update', 'group.add'],
	},
	{
		name: 'Swoogo upsert, new',
		node,
		parameters: {
			resource,
			operation: 'upsert',
			eventId,
			email: named.email,
			additionalFields: { firstName: named.firstName },
			options,
		},
		arrange: newcomers,
		write: { method: 'POST', path: '/registrants/create$' },
		mark: emailMark(),
		actions: ['registrant.create', 'mail.registration_created'],
	},
	{
		name: 'Swoogo upsert, known',
		node,
		parameters: {
			resource,
			operation: 'upsert',
			eventId,
			email: named.email,
			additionalFields: { jobTitle: 'Producer' },
			options,
		},
		arrange: known,
		write: { method: 'PUT', path: '/registrants/update/' },
		mark: registrantMark,
		actions: ['registrant.update', 'mail.registration_modified'],
	},
	{
		name: 'Swoogo update',
		node,
		parameters: {
			resource,
			operation: 'update',
			registrantId,
			updateFields: { jobTitle: 'Producer' },
			options,
		},
		arrange: known,
		write: { method: 'PUT', path: '/registrants/update/' },
		mark: registrantMark,
		actions: ['registrant.update', 'mail.registration_modified'],
	},
	...(['checkIn', 'undoCheckIn', 'markNoShow'] as const).map(
		(operation): WriteUnderTest => ({
			name: `Swoogo ${operation}`,
			node,
			parameters: { resource, operation, registrantId },
			arrange: (sandbox) => known(sandbox, operation === 'undoCheckIn' ? 'attended' : 'confirmed'),
			write: { method: 'POST', path: '/registrants/checkin$' },
			mark: { in: 'body', of: (row) => String(row.registrantId) },
			actions: [operation === 'markNoShow' ? 'noShow' : operation],
		}),
	),
	{
		name: 'Swoogo sendEmail',
		node,
		parameters: {
			resource,
			operation: 'sendEmail',
			registrantId,
			emailType: 'registration_created',
		},
		arrange: (sandbox) => known(sandbox),
		write: { method: 'POST', path: '/trigger-email/' },
		mark: registrantMark,
		actions: ['mail.registration_created'],
		mayAnswerNothing: true,
	},
];

function newcomers() {
	return ['one', 'two', 'three'].map((name) => ({
		email: `${name}@example.com`,
		firstName: name,
	}));
}

function known(sandbox: Sandbox, status?: string) {
	return swoogoRegistrants(sandbox).map((row, index) => {
		const registrant = sandbox.swoogo.state.registrants.get(row.registrantId)!;
		if (status) registrant.registration_status = status;
		return { ...row, firstName: people[index]!.firstName };
	});
}

function emailMark(): WriteUnderTest['mark'] {
	return { in: 'body', of: ({ email }) => encodeURIComponent(String(email)) };
}
