import { email } from '../../shared/fields';
import type { Item } from '../../shared/item';
import type { Operation } from '../../shared/operation';
import type { Written } from '../../shared/outcome';
import { mustBePermitted } from '../apiKey/permissions';
import {
	communityId,
	eventId,
	firstName,
	gender,
	lastName,
	removalDate,
	sendWelcomeEmail,
	workgroupId,
} from '../fields';
import { foreseeProvision, missingUserId, provisionUser, userOf } from '../user/provisionUser';
import { addToWorkgroup, removalDateOf } from '../workgroup/addToWorkgroup';
import { workgroupMustExist } from '../workgroup/workgroupMustExist';
import { attendEvent } from './attendEvent';
import { type EventIds, findAttendee, findAttendeeId } from './attendees';

export const register: Operation = {
	name: 'Register',
	value: 'register',
	action: 'Register person for event',
	description:
		'Create the user if needed, add them to a workgroup and mark them as attending, in one step',
	attempt: 'register {email} for event {eventId}',
	isAboutPeople: true,
	outcomes: { created: 'registered', unchanged: 'already registered' },
	fields: [
		communityId,
		eventId,
		email,
		firstName,
		lastName,
		workgroupId,
		sendWelcomeEmail,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [gender, removalDate],
		},
	],
	// Every step may run again: an existing user, member or attendee is recognised.
	async run(item) {
		const event = {
			communityId: item.integerId('communityId'),
			eventId: item.integerId('eventId'),
		};
		const workgroup = item.integerId('workgroupId');
		const until = removalDateOf(item, 'additionalFields.removalDate');
		const user = userOf(item);
		await item.claim('user', user.email);
		if (item.checksOnly) return await forecast(item, event, workgroup, user.email);

		item.step = 'provision';
		const { userId, outcome: provisioned } = await provisionUser(item, user);
		item.step = 'addUser';
		await addToWorkgroup(item, workgroup, user.email, until);
		item.step = 'attend';
		const attendee = userId ?? (await findAttendeeId(item, event, user.email));
		if (!attendee) throw missingUserId();
		const { outcome, reply } = await attendEvent(item, event, attendee);

		const steps = { provision: provisioned, addUser: 'updated', attend: outcome };
		const ids = { ...event, workgroupId: workgroup, userId: attendee, email: user.email, steps };
		return item.done(outcome, ids, reply.ok ? reply.record : {});
	},
};

/** Knolyx has no lookup of users: whether one exists is known of those who attend the event, and of nobody else. */
async function forecast(
	item: Item,
	event: EventIds,
	workgroup: string,
	email: string,
): Promise<Written> {
	item.step = 'provision';
	await mustBePermitted(item, 'USER_PROVISION');
	item.step = 'addUser';
	await mustBePermitted(item, 'WORKGROUP_ADD_MEMBER');
	await workgroupMustExist(item, workgroup);
	item.step = 'attend';
	await mustBePermitted(item, 'EVENT_MANAGE');
	const attendee = await findAttendee(item, event, 'email', email);
	const foreseen = item.foreseen<true>('registrations');
	const key = `${event.eventId} ${email.toLowerCase()}`;
	const attends = attendee !== undefined || foreseen.has(key);
	foreseen.set(key, true);

	const user = attendee ? { userId: attendee.userId } : {};
	const ids = { ...event, workgroupId: workgroup, ...user, email };
	const written = item.would(attends ? 'unchanged' : 'create', ids, attendee?.record);
	const provision =
		attends || foreseeProvision(item, email) === 'update' ? 'wouldUpdate' : 'wouldCreate';
	const steps = { provision, addUser: 'wouldUpdate', attend: written.outcome };
	return { ...written, ids: { ...ids, steps } };
}
