import { returnAllAndLimit, simplify } from '../../shared/fields';
import type { Operation } from '../../shared/operation';
import { centerId, sessionId, workshopId } from '../fields';
import { type Chosen, simplified } from '../simplified';
import { STATUSES, registrationsPath, statusNamed } from './registrations';

/** What remains of a registration. What stands inside `guest` is not documented, so it stays as it comes. */
export const SIMPLIFIED: Chosen = {
	id: 'id',
	status: 'status',
	guest: 'guest',
	session_id: 'session_id',
	registration_dt: 'registration_dt',
	is_from_waitlist: 'is_from_waitlist',
	is_any_session_noshow: 'is_any_session_noshow',
	booked_from: 'booked_from',
	invoice_id: 'invoice_id',
	notes: 'notes',
};

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many registrations',
	description: 'Retrieve a list of registrations for one session of a workshop',
	attempt: 'list the registrations of workshop {workshopId}',
	fields: [
		workshopId,
		centerId,
		sessionId,
		...returnAllAndLimit,
		simplify,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					default: '0',
					options: [
						{ name: 'Cancelled', value: '1' },
						{ name: 'Class Cancelled', value: '6' },
						{ name: 'Closed', value: '7' },
						{ name: 'Enrolled', value: '8' },
						{ name: 'No Show', value: '2' },
						{ name: 'Registered', value: '0' },
						{ name: 'Rejected', value: '9' },
						{ name: 'Signed In', value: '3' },
						{ name: 'Substituted', value: '5' },
						{ name: 'Waitlisted', value: '4' },
					],
					description:
						'Return only registrations with this status; all are read for it, 100 per call',
				},
			],
		},
	],
	async run(item) {
		const workshop = item.integerId('workshopId');
		const query = { center_id: item.guid('centerId'), session_id: item.opaqueId('sessionId') };
		const wanted = item.text('filters.status');
		const numbers = STATUSES.map((_, number) => String(number));
		const status =
			wanted && statusNamed(item.choice('filters.status', [...numbers, ...STATUSES], '0'));
		// https://docs.zenoti.com/reference/fetch-a-list-of-booked-users-of-a-workshop-event
		const registrations = await item.list({
			path: registrationsPath(workshop),
			query,
			...(status ? { keep: (record) => statusNamed(record.status) === status } : {}),
		});
		return simplified(item, registrations, SIMPLIFIED);
	},
};
