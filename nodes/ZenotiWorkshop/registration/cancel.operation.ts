import { additionalBody } from '../../shared/fields';
import type { Operation } from '../../shared/operation';
import { path } from '../../shared/request';
import { registrationId, workshopId } from '../fields';
import { knownRefusal } from './refusals';
import { registrationIn, registrationsPath } from './registrations';

export const cancel: Operation = {
	name: 'Cancel',
	value: 'cancel',
	action: 'Cancel registration',
	description: 'Cancel a registration; Zenoti charges a fee if its policy says so',
	attempt: 'cancel registration {registrationId} of workshop {workshopId}',
	outcomes: { removed: 'cancelled' },
	fields: [workshopId, registrationId],
	options: [additionalBody],
	async run(item) {
		const ids = {
			workshopId: item.integerId('workshopId'),
			registrationId: item.integerId('registrationId'),
		};
		const body = item.json('options.additionalBody');
		await item.claim('registration ID', ids.registrationId);
		// Nothing can be looked up before: Zenoti documents no way to read one registration.
		if (item.checksOnly) return item.would('remove', ids);
		// https://docs.zenoti.com/reference/cancel-a-guests-registration-to-a-workshop
		// Not repeatable: what Zenoti answers to a second cancellation is not documented, and it may charge a fee.
		const reply = await item.send({
			method: 'PUT',
			path: `${registrationsPath(ids.workshopId)}${path`/${ids.registrationId}/cancel`}`,
			...(Object.keys(body).length > 0 ? { body } : {}),
		});
		if (!reply.ok) throw item.refusal(reply, knownRefusal(reply));
		return item.done('removed', ids, registrationIn(reply));
	},
};
