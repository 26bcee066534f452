import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { HandlerContext } from '../kernel/providerSandbox';
import { integerFromPath, knolyxRefusal, pageOf, requirePermission } from './answers';
import { hasCommunityAccess } from './people';
import type { KnolyxEvent, KnolyxState, KnolyxUser } from './state';

type Context = HandlerContext<KnolyxState>;

/**
 * Community events and who attends them.
 * @see https://docs.knolyx.com/guides/event/
 * @see https://docs.knolyx.com/scenarios/event-registration/
 */
export function installEventRoutes(app: FastifyInstance, context: Context): void {
	const { state } = context;
	const base = '/community/:communityId/event';
	app.get(`${base}/paged`, async (request) => {
		requirePermission(state, 'EVENT_READ');
		const communityId = integerFromPath(request, 'communityId');
		if (!state.communities.has(communityId)) throw knolyxRefusal(404, 'Entity not found');
		const events = [...state.events.values()].filter((event) => event.communityId === communityId);
		const listed = events.map((event) => publicEvent(event, state));
		return pageOf(request, state, listed);
	});
	app.get(`${base}/:eventId`, async (request) => {
		requirePermission(state, 'EVENT_READ');
		return publicEvent(requireEvent(request, state), state);
	});
	app.get(`${base}/:eventId/attendees/paged`, async (request) => {
		requirePermission(state, 'EVENT_READ');
		const attendees = [...requireEvent(request, state).attendees];
		const users = attendees.map((userId) => state.users.get(userId));
		return pageOf(request, state, users.filter((user) => user !== undefined).map(publicAttendee));
	});
	app.post(`${base}/:eventId/attend/:userId`, async (request) => attend(request, context));
	app.delete(`${base}/:eventId/attend/:userId`, async (request) => cancel(request, context));
}

function attend(request: FastifyRequest, { state, ledger }: Context): string {
	requirePermission(state, 'EVENT_MANAGE');
	const event = requireEvent(request, state);
	const user = requireUser(request, state);
	if (!hasCommunityAccess(state, user, event.communityId)) {
		throw knolyxRefusal(403, 'User does not have access to the community');
	}
	if (event.attendees.has(user.id)) throw knolyxRefusal(409, 'User is already registered');
	event.attendees.add(user.id);
	ledger.record('attend', writeOf(event, user));
	return '';
}

function cancel(request: FastifyRequest, { state, ledger }: Context): string {
	requirePermission(state, 'EVENT_MANAGE');
	const event = requireEvent(request, state);
	const user = requireUser(request, state);
	if (!event.attendees.delete(user.id)) throw knolyxRefusal(404, 'User is not registered');
	ledger.record('attendance.cancel', writeOf(event, user));
	return '';
}

function writeOf(event: KnolyxEvent, user: KnolyxUser) {
	return {
		person: user.email,
		target: event.id,
		data: { userId: user.id, communityId: event.communityId },
	};
}

function requireEvent(request: FastifyRequest, state: KnolyxState): KnolyxEvent {
	const communityId = integerFromPath(request, 'communityId');
	const event = state.events.get(integerFromPath(request, 'eventId'));
	if (event?.communityId !== communityId) throw knolyxRefusal(404, 'Entity not found');
	return event;
}

/** inferred: 404 is documented for the event only. */
function requireUser(request: FastifyRequest, state: KnolyxState): KnolyxUser {
	const user = state.users.get(integerFromPath(request, 'userId'));
	if (!user) throw knolyxRefusal(404, 'Entity not found');
	return user;
}

/** inferred: no field but `id` is documented. */
function publicEvent(event: KnolyxEvent, { eventTitleField }: KnolyxState): unknown {
	const { id, title, startDateTime, endDateTime, location } = event;
	const place = location === undefined ? {} : { location };
	return { id, [eventTitleField]: title, startDateTime, endDateTime, ...place };
}

/** inferred: like the user in a webhook, https://docs.knolyx.com/guides/webhooks/ */
function publicAttendee({ id, firstName, lastName, email }: KnolyxUser): unknown {
	return { id, name: `${firstName} ${lastName}`, email };
}
