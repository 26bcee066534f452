import { email } from '../../shared/fields';
import type { Operation } from '../../shared/operation';
import { mustBePermitted, permission } from '../apiKey/permissions';
import { workgroupId } from '../fields';
import { membershipPath } from './addToWorkgroup';
import { workgroupMustExist } from './workgroupMustExist';

export const removeUser: Operation = {
	name: 'Remove User',
	value: 'removeUser',
	action: 'Remove user from workgroup',
	description: 'Take from a user the access that the workgroup gives',
	attempt: 'remove user {email} from workgroup {workgroupId}',
	isAboutPeople: true,
	outcomes: { removed: 'removed' },
	fields: [workgroupId, email],
	async run(item) {
		const ids = { workgroupId: item.integerId('workgroupId'), email: item.email('email') };
		await item.claim('workgroup', ids.workgroupId, ids.email);
		if (item.checksOnly) {
			await mustBePermitted(item, 'WORKGROUP_REMOVE_MEMBER');
			await workgroupMustExist(item, ids.workgroupId);
			return item.would('remove', ids);
		}
		// https://docs.knolyx.com/scenarios/external-payment-integration/
		const reply = await item.send({
			method: 'DELETE',
			path: membershipPath(ids.workgroupId, ids.email),
			// Repeatable: it ends a membership, and one that has ended cannot end again.
			repeatable: true,
		});
		// Knolyx does not say whether the user was a member before.
		if (reply.ok) return item.done('removed', ids, reply.record);
		const { workgroupId: group } = ids;
		throw item.refusal(reply, {
			...permission(reply, 'WORKGROUP_REMOVE_MEMBER'),
			...(reply.status === 404
				? { advice: `Check 'Workgroup' (${group}) and that Knolyx knows this e-mail address.` }
				: {}),
		});
	},
};
