import { email } from '../../shared/fields';
import type { Operation } from '../../shared/operation';
import { mustBePermitted } from '../apiKey/permissions';
import { removalDate, workgroupId } from '../fields';
import { addToWorkgroup, removalDateOf } from './addToWorkgroup';
import { workgroupMustExist } from './workgroupMustExist';

export const addUser: Operation = {
	name: 'Add User',
	value: 'addUser',
	action: 'Add user to workgroup',
	description: 'Give a user access to everything the workgroup opens',
	attempt: 'add user {email} to workgroup {workgroupId}',
	isAboutPeople: true,
	outcomes: { updated: 'in the workgroup' },
	fields: [workgroupId, email],
	options: [removalDate],
	async run(item) {
		const ids = { workgroupId: item.integerId('workgroupId'), email: item.email('email') };
		const until = removalDateOf(item, 'options.removalDate');
		await item.claim('workgroup', ids.workgroupId, ids.email);
		if (item.checksOnly) {
			await mustBePermitted(item, 'WORKGROUP_ADD_MEMBER');
			await workgroupMustExist(item, ids.workgroupId);
			return item.would('update', ids);
		}
		const reply = await addToWorkgroup(item, ids.workgroupId, ids.email, until);
		// Knolyx does not say whether the user was a member before.
		return item.done('updated', ids, reply.record);
	},
};
