import { email } from '../../shared/fields';
import type { Operation } from '../../shared/operation';
import { mustBePermitted } from '../apiKey/permissions';
import { firstName, gender, lastName, sendWelcomeEmail } from '../fields';
import { foreseeProvision, provisionUser, userOf } from './provisionUser';

export const provision: Operation = {
	name: 'Provision',
	value: 'provision',
	action: 'Provision user',
	description: 'Create a user account, or update the name of an existing one',
	attempt: 'provision user {email}',
	isAboutPeople: true,
	outcomes: { created: 'created', updated: 'updated' },
	fields: [
		email,
		firstName,
		lastName,
		sendWelcomeEmail,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [gender],
		},
	],
	async run(item) {
		const user = userOf(item);
		await item.claim('user', user.email);
		if (item.checksOnly) {
			await mustBePermitted(item, 'USER_PROVISION');
			return item.would(foreseeProvision(item, user.email), { email: user.email });
		}
		const { outcome, userId, reply } = await provisionUser(item, user);
		return item.done(outcome, { ...(userId ? { userId } : {}), email: user.email }, reply.record);
	},
};
