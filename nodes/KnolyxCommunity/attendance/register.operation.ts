import { email } from '../../shared/fields';
import type { Operation } from '../../shared/operation';
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
import { missingUserId, provisionUser, userOf } from '../user/provisionUser';
import { addToWorkgroup, removalDateOf } from '../workgroup/addToWorkgroup';
import { attendEvent } from './attendEvent';
import { findAttendeeId } from './attendees';

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
		const [community, event] = [item.integerId('communityId'), item.integerId('eventId')];
		const workgroup = item.integerId('workgroupId');
		const until = removalDateOf(item, 'additionalFields.removalDate');
		const user = userOf(item);
		await item.claim('user', user.email);

		item.step = 'provision';
		const { userId, outcome: provisioned } = await provisionUser(item, user);
		item.step = 'addUser';
		await addToWorkgroup(item, workgroup, user.email, until);
		item.step = 'attend';
		const attendee = userId ?? (await findAttendeeId(item, community, event, user.email));
		if (!attendee) throw missingUserId();
		const { outcome, reply } = await attendEvent(item, community, event, attendee);

		const steps = { provision: provisioned, addUser: 'updated', attend: outcome };
		const ids = {
			communityId: community,
			eventId: event,
			workgroupId: workgroup,
			userId: attendee,
		};
		return item.done(outcome, { ...ids, email: user.email, steps }, reply.ok ? reply.record : {});
	},
};
