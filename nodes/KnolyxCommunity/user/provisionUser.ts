import type { Reply } from '../../shared/answer';
import { Failure } from '../../shared/failure';
import type { Item } from '../../shared/item';
import type { Outcome } from '../../shared/outcome';
import { permission } from '../apiKey/permissions';
import { API } from '../knolyx';

const GENDERS = ['FEMALE', 'MALE', 'NON-BINARY'] as const;

/** A user as provisioning left them. */
export interface ProvisionedUser {
	outcome: Outcome;
	/** Undefined when Knolyx's answer does not name it. */
	userId?: string;
	reply: Reply;
}

/** The user that a row describes, as Knolyx wants it. */
export function userOf(item: Item) {
	const gender = item.text('additionalFields.gender');
	return {
		firstName: item.requiredText('firstName'),
		lastName: item.requiredText('lastName'),
		email: item.email('email'),
		...(gender ? { gender: item.choice('additionalFields.gender', GENDERS, 'NON-BINARY') } : {}),
		// Known from a draft page only. https://github.com/knolyx-tech/knolyx-docs/blob/main/unfinished/user.md
		...(item.flag('sendWelcomeEmail', true) ? {} : { disableWelcomeEmail: true }),
	};
}

/**
 * Creates the user, or saves changed names of an existing one; the e-mail decides.
 * https://docs.knolyx.com/scenarios/event-registration/
 */
export async function provisionUser(
	item: Item,
	user: ReturnType<typeof userOf>,
): Promise<ProvisionedUser> {
	const request = { path: `${API}/user/provision`, body: user };
	// Repeatable: the e-mail is the identity, so a repeat finds the user, and only a new user is mailed.
	let reply = await item.send({ ...request, method: 'POST', repeatable: true });
	// The published pages say POST, a draft and one public client say PUT.
	if (reply.status === 405)
		reply = await item.send({ ...request, method: 'PUT', repeatable: true });
	if (!reply.ok) throw item.refusal(reply, permission(reply, 'USER_PROVISION'));
	const outcome = reply.status === 201 ? 'created' : 'updated';
	return { outcome, userId: userIdIn(reply), reply };
}

/**
 * What provisioning would do. Knolyx has no lookup of users, so `create` may also mean that the name of an existing one is
 * saved.
 */
export function foreseeProvision(item: Item, email: string): 'create' | 'update' {
	const foreseen = item.foreseen<true>('users');
	const key = email.toLowerCase();
	const isRepeat = foreseen.has(key);
	foreseen.set(key, true);
	return isRepeat ? 'update' : 'create';
}

/** The failure of a step that needs the user's id when no answer named it. */
export function missingUserId(): Failure {
	return new Failure(
		'unexpectedAnswer',
		'Knolyx did not say which ID the user has',
		'Look the ID up in Knolyx and use the operation Attend.',
	);
}

// Only a draft page names the answer's fields: `id` and `name`.
function userIdIn({ record }: Reply): string | undefined {
	const { id, userId, user, data } = record as Record<string, unknown>;
	const found = [id, userId, idOf(user), idOf(data)].find(
		(value) => typeof value === 'number' || (typeof value === 'string' && value !== ''),
	);
	return found === undefined ? undefined : String(found);
}

function idOf(value: unknown): unknown {
	return value && typeof value === 'object' ? (value as { id?: unknown }).id : undefined;
}
