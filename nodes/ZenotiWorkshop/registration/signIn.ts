import type { Reply } from '../../shared/answer';
import type { Item } from '../../shared/item';
import type { Written } from '../../shared/outcome';
import type { Refusal } from '../../shared/refusal';
import { path } from '../../shared/request';
import { knownRefusal } from './refusals';
import { registrationIn, registrationsPath } from './registrations';

// The page says that the session is required but not how it is named; elsewhere Zenoti names it so.
// https://docs.zenoti.com/reference/check-in-registered-guests-to-workshops
const SESSION_KEY = 'session_id';

const BY_STATE: Array<[RegExp, Refusal]> = [
	[/registration is cancell?ed/i, { advice: 'Register the guest again first.' }],
	[/waitlisted/i, { advice: 'Give the guest a place in Zenoti first, then run the row again.' }],
	[/enrolled/i, { advice: 'Settle the registration in Zenoti first, then run the row again.' }],
	[/status is closed/i, { advice: 'Zenoti closed this registration; reopen it there first.' }],
];

/** Checks the guest of a registration in to a session, or takes that back. */
export async function changeSignIn(item: Item, step: 'sign_in' | 'undo_sign_in'): Promise<Written> {
	const ids = {
		workshopId: item.integerId('workshopId'),
		registrationId: item.integerId('registrationId'),
		sessionId: item.opaqueId('sessionId'),
	};
	const body = { ...item.json('options.additionalBody'), [SESSION_KEY]: ids.sessionId };
	await item.claim('registration ID', ids.registrationId);
	// Nothing can be looked up before: Zenoti documents no way to read one registration.
	if (item.checksOnly) return item.would('update', ids);
	// https://docs.zenoti.com/reference/check-in-registered-guests-to-workshops
	// https://docs.zenoti.com/reference/undo-check-in-of-a-guest-to-a-workshop
	// Not repeatable: what Zenoti answers to a second check-in, or a second undo, is not documented.
	const reply = await item.send({
		method: 'PUT',
		path: `${registrationsPath(ids.workshopId)}${path`/${ids.registrationId}`}/${step}`,
		body,
	});
	if (!reply.ok) throw item.refusal(reply, stateOf(reply) ?? knownRefusal(reply));
	return item.done('updated', ids, registrationIn(reply));
}

function stateOf({ words }: Reply): Refusal | undefined {
	return BY_STATE.find(([state]) => state.test(words))?.[1];
}
