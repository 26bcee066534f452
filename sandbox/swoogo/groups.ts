import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { HandlerContext } from '../kernel/providerSandbox';
import { integerFromPath, invalidField, requireRegistrant, swoogoRefusal } from './answers';
import { changeRegistrant } from './changes';
import type { SwoogoRegistrant, SwoogoState } from './state';

type Context = HandlerContext<SwoogoState>;

/**
 * Adding to and removing from a group, which is named by its primary registrant's id.
 * inferred: the status and words of refused business rules, and the plural path of the removal.
 * @see https://developer.swoogo.com/api-reference/registrant-groups/add-registrant-to-group
 * @see https://swoogo.readme.io/changelog/registrant-group-management-api-endpoints
 */
export function installGroupRoutes(app: FastifyInstance, context: Context): void {
	app.post('/registrants/:registrantId/groups/:groupId', async (request) =>
		addToGroup(request, context),
	);
	for (const path of ['groups', 'group'] as const) {
		app.delete(`/registrants/:registrantId/${path}`, async (request) => {
			if (context.state.groupRemovalPath !== path) throw swoogoRefusal(404, 'Page not found.');
			return removeFromGroup(request, context);
		});
	}
}

/**
 * inferred: someone in another group is moved without a word, and a member's id is taken as it is,
 * so that a client which does not look first is found out.
 */
function addToGroup(request: FastifyRequest, { state, ledger }: Context): unknown {
	const registrant = requireRegistrant(request, state);
	const primary = state.registrants.get(integerFromPath(request, 'groupId'));
	if (!primary) throw swoogoRefusal(404, 'Group not found.');
	if (primary.event_id !== registrant.event_id) {
		throw invalidField('group_id', 'Registrant and group must belong to the same event.');
	}
	if (primary.id === registrant.id) {
		throw invalidField('group_id', 'A registrant cannot be added to its own group.');
	}
	if (isPrimaryWithMembers(registrant, state)) {
		throw invalidField('registrant_id', 'Registrant is the primary of a group with members.');
	}
	for (const { id, registration_status: status } of [registrant, primary]) {
		if (['cancelled', 'denied'].includes(status)) {
			throw invalidField('registration_status', `Registrant ${id} has status ${status}.`);
		}
	}
	if (registrant.group_id !== primary.id) {
		const data = { registrantId: registrant.id, from: registrant.group_id };
		changeRegistrant(registrant, { group_id: primary.id }, state);
		ledger.record('group.add', { person: registrant.email, target: primary.id, data });
	}
	return withGroupNumber(registrant, state);
}

function removeFromGroup(request: FastifyRequest, { state, ledger }: Context): unknown {
	const registrant = requireRegistrant(request, state);
	if (registrant.group_id === registrant.id) {
		throw invalidField('registrant_id', 'The primary registrant cannot be removed from its group.');
	}
	const from = registrant.group_id;
	changeRegistrant(registrant, { group_id: registrant.id }, state);
	const data = { registrantId: registrant.id };
	ledger.record('group.remove', { person: registrant.email, target: from, data });
	return withGroupNumber(registrant, state);
}

function isPrimaryWithMembers(registrant: SwoogoRegistrant, state: SwoogoState): boolean {
	if (registrant.group_id !== registrant.id) return false;
	return membersOf(registrant.id, state).length > 1;
}

function membersOf(groupId: number, state: SwoogoState): SwoogoRegistrant[] {
	return [...state.registrants.values()].filter((registrant) => registrant.group_id === groupId);
}

/** inferred: `group_number` is the position in the group; it appears in this answer only. */
function withGroupNumber(registrant: SwoogoRegistrant, state: SwoogoState): unknown {
	const members = membersOf(registrant.group_id, state);
	return { ...registrant, group_number: members.indexOf(registrant) + 1 };
}
