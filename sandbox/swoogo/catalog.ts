import type { FastifyInstance } from 'fastify';

import type { HandlerContext } from '../kernel/providerSandbox';
import { integerFromPath, swoogoRefusal } from './answers';
import { answerList, answerOne, recordsOfEvent } from './listing';
import { publicQuestions } from './questions';
import type { SwoogoEventPart, SwoogoRecord, SwoogoState } from './state';

/**
 * What can only be read: events, their parts, and contacts.
 * inferred: the default fields where the documentation names none, and `GET /{list}/{id}` of all.
 * @see https://developer.swoogo.com/api-reference/events/get-all-events
 * @see https://developer.swoogo.com/api-reference/sessions/get-all-sessions
 * @see https://developer.swoogo.com/api-reference/registrant-types/get-all-types
 * @see https://developer.swoogo.com/api-reference/packages/get-all-packages
 * @see https://developer.swoogo.com/api-reference/contacts/get-one-contact
 */
export function installCatalogRoutes(
	app: FastifyInstance,
	{ state }: HandlerContext<SwoogoState>,
): void {
	const accountLists: Array<[string, () => Map<number, SwoogoRecord>, string[]]> = [
		['events', () => state.events, ['id', 'name']],
		['contacts', () => state.contacts, ['id', 'first_name', 'last_name']],
	];
	const eventLists: Array<[string, () => Map<number, SwoogoEventPart>, string[]]> = [
		['sessions', () => state.sessions, ['id', 'name']],
		['reg-types', () => state.regTypes, ['id', 'name']],
		['packages', () => state.packages, ['id', 'name', 'capacity']],
		['event-questions', () => publicQuestions(state), ['id', 'name']],
	];
	for (const [name, records, defaultFields] of accountLists) {
		app.get(`/${name}`, async (request) =>
			answerList(request, state, records().values(), defaultFields),
		);
	}
	for (const [name, records, defaultFields] of eventLists) {
		app.get(`/${name}`, async (request) => {
			const parts = recordsOfEvent(request, state, records().values());
			return answerList(request, state, parts, defaultFields);
		});
	}
	for (const [name, records] of [...accountLists, ...eventLists]) {
		app.get(`/${name}/:id`, async (request) => {
			const record = records().get(integerFromPath(request, 'id'));
			if (!record) throw swoogoRefusal(404, 'Object not found.');
			return answerOne(request, record);
		});
	}
}
