import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DateTime } from 'luxon';

import type { HandlerContext } from '../kernel/providerSandbox';
import { integerFromPath, knolyxRefusal, pageOf, requirePermission } from './answers';
import type { KnolyxState, KnolyxUser, KnolyxWorkgroup } from './state';

type Context = HandlerContext<KnolyxState>;

/**
 * Users and workgroups.
 * @see https://docs.knolyx.com/scenarios/event-registration/
 * @see https://docs.knolyx.com/scenarios/external-payment-integration/
 */
export function installPeopleRoutes(app: FastifyInstance, context: Context): void {
	const { state } = context;
	for (const method of ['POST', 'PUT'] as const) {
		app.route({
			method,
			url: '/user/provision',
			handler: async (request, reply) => {
				// inferred: published pages say POST, a draft says PUT; 405 for the other one.
				if (state.provisionVerb !== 'both' && state.provisionVerb !== method) {
					throw knolyxRefusal(405, `Method '${method}' is not supported.`);
				}
				requirePermission(state, 'USER_PROVISION');
				const { status, body } = provision(request.body, context);
				return await reply.code(status).send(body);
			},
		});
	}
	app.get('/workgroup', async (request) => {
		requirePermission(state, 'WORKGROUP_LIST');
		const workgroups = [...state.workgroups.values()].map(({ id, name }) => ({ id, name }));
		return pageOf(request, state, workgroups);
	});
	// The trailing slash is part of the documented path. inferred: without it, 404.
	app.put('/workgroup/:workgroupId/member/:email/', async (request) => {
		requirePermission(state, 'WORKGROUP_ADD_MEMBER');
		return addMember(request, context);
	});
	app.delete('/workgroup/:workgroupId/member/:email/', async (request) => {
		requirePermission(state, 'WORKGROUP_REMOVE_MEMBER');
		return removeMember(request, context);
	});
}

function provision(body: unknown, { state, ledger }: Context): { status: number; body: unknown } {
	const { firstName, lastName, email, gender, disableWelcomeEmail } = requireUserFields(body);
	const [existing] = state.users.withKey(email);
	if (existing) {
		const changes = { firstName, lastName, ...(gender === undefined ? {} : { gender }) };
		const changed = Object.entries(changes).filter(
			([field, value]) => existing[field as keyof KnolyxUser] !== value,
		);
		Object.assign(existing, changes);
		const data = { id: existing.id, changed: Object.fromEntries(changed) };
		ledger.record('provision.updated', { person: email, data });
		// inferred: whether a repeat answers with the id is unknown.
		return { status: 200, body: state.idInRepeatedProvision ? publicUser(existing) : undefined };
	}
	const user = { id: state.nextId++, firstName, lastName, email, gender: gender ?? 'NON-BINARY' };
	state.users.set(user.id, user);
	ledger.record('provision.created', { person: email, data: { ...user } });
	if (!disableWelcomeEmail) ledger.record('welcomeMail', { person: email, data: { id: user.id } });
	return { status: 201, body: publicUser(user) };
}

/** inferred: the published pages name no body; a draft shows `id` and `name`. */
function publicUser(user: KnolyxUser): { id: number; name: string } {
	return { id: user.id, name: `${user.firstName} ${user.lastName}` };
}

interface UserFields {
	firstName: string;
	lastName: string;
	email: string;
	gender?: string;
	/** From a draft page only: https://github.com/knolyx-tech/knolyx-docs/blob/main/unfinished/user.md */
	disableWelcomeEmail?: boolean;
}

/** inferred: the status of a refused body is not documented; 400. */
function requireUserFields(body: unknown): UserFields {
	const fields = (body ?? {}) as Record<string, unknown>;
	for (const name of ['firstName', 'lastName', 'email']) {
		const value = fields[name];
		if (typeof value !== 'string' || !value.trim()) {
			throw knolyxRefusal(400, `${name} must not be blank`);
		}
	}
	if (!/^[^\s@]+@[^\s@]+$/.test(String(fields.email))) {
		throw knolyxRefusal(400, 'email must be a well-formed email address');
	}
	const { gender } = fields;
	if (gender !== undefined && !['MALE', 'FEMALE', 'NON-BINARY'].includes(String(gender))) {
		throw knolyxRefusal(400, `gender: unknown value ${String(gender)}`);
	}
	return fields as unknown as UserFields;
}

function addMember(request: FastifyRequest, { state, ledger }: Context): unknown {
	const { workgroup, user } = requireWorkgroupAndUser(request, state);
	const removalDate = requireRemovalDate(request.body);
	const key = user.email.toLowerCase();
	// inferred: a PUT on a member is a success and replaces the removal date.
	const action = workgroup.members.has(key) ? 'workgroup.updated' : 'workgroup.add';
	workgroup.members.set(key, { email: user.email, removalDate });
	ledger.record(action, { person: user.email, target: workgroup.id, data: { removalDate } });
	return { email: user.email };
}

/** inferred: documented as "the same call with DELETE" only; removing a stranger changes nothing. */
function removeMember(request: FastifyRequest, { state, ledger }: Context): unknown {
	const { workgroup, user } = requireWorkgroupAndUser(request, state);
	if (workgroup.members.delete(user.email.toLowerCase())) {
		ledger.record('workgroup.remove', { person: user.email, target: workgroup.id });
	}
	return '';
}

function requireWorkgroupAndUser(
	request: FastifyRequest,
	state: KnolyxState,
): { workgroup: KnolyxWorkgroup; user: KnolyxUser } {
	const workgroup = state.workgroups.get(integerFromPath(request, 'workgroupId'));
	const [user] = state.users.withKey((request.params as { email: string }).email);
	if (!workgroup || !user) throw knolyxRefusal(404, 'Entity not found');
	return { workgroup, user };
}

/** inferred: the key is always sent in the documentation; a body without it is refused with 400. */
function requireRemovalDate(body: unknown): string | null {
	const { removalDate } = (body ?? {}) as { removalDate?: unknown };
	if (removalDate === null) return null;
	if (typeof removalDate === 'string' && parseKnolyxDateTime(removalDate).isValid)
		return removalDate;
	throw knolyxRefusal(400, 'removalDate must be null or yyyy-MM-dd HH:mm:ss');
}

function parseKnolyxDateTime(text: string): DateTime {
	return DateTime.fromFormat(text, 'yyyy-MM-dd HH:mm:ss', { zone: 'utc' });
}

/** Whether a user is in some workgroup that opens the community at this moment. */
export function hasCommunityAccess(
	state: KnolyxState,
	user: KnolyxUser,
	communityId: number,
): boolean {
	return [...state.workgroups.values()].some((workgroup) => {
		const member = workgroup.members.get(user.email.toLowerCase());
		if (!member || !workgroup.opensCommunities.includes(communityId)) return false;
		return !member.removalDate || parseKnolyxDateTime(member.removalDate) > DateTime.utc();
	});
}
