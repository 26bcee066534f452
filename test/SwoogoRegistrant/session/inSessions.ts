import type { IDataObject } from 'n8n-workflow';

import { byId, emailOf, known, located, useSwoogo } from '../swoogoRun';

/** The sessions that the simulated event has. */
export const sessions = {
	keynote: 61,
	workshop: 62,
	/** Has one place, and Cleo has it. */
	full: 63,
	/** Of the other event. */
	elsewhere: 64,
} as const;

/** Takes the session from the column `sessionId`. */
export const sessionId = located('id', '={{ $json.sessionId }}');

/** A row about somebody and the keynote, unless another session is given. */
export const row = (
	name: keyof typeof known,
	session: unknown = sessions.keynote,
): IDataObject => ({ id: known[name], email: emailOf(name), sessionId: session as number });

/** So few rows that people are searched for one by one. */
export const few = (...items: IDataObject[]) => items;

/** Enough rows for the whole event to be read once; the further ones change nothing. */
export const many = (...items: IDataObject[]) => [
	...items,
	...Array.from({ length: 6 }, () => row('cleo', sessions.full)),
];

/** The path of a registrant's place in a session. */
export const place = (id: number, session: number) => `/registrants/${id}/session/${session}`;

/** Opens a sandbox for the test file, with sessions in it. */
export function useSessions(operation: 'addRegistrant' | 'removeRegistrant') {
	const swoogo = useSwoogo();
	const arrange = () => {
		const { state } = swoogo.provider;
		const add = (id: number, name: string, changes: IDataObject = {}) =>
			state.sessions.set(id, { id, event_id: known.event, name, capacity: null, ...changes });
		add(sessions.keynote, 'Keynote');
		add(sessions.workshop, 'Workshop');
		add(sessions.full, 'Breakfast', { capacity: 1 });
		add(sessions.elsewhere, 'Elsewhere', { event_id: known.otherEvent });
		swoogo.registrant(known.cleo).session_ids = [String(sessions.full)];
	};
	beforeEach(arrange);
	return {
		swoogo,
		arrange,
		/** Runs the operation; registrants are named by id unless `parameters` say otherwise. */
		run: async (items: IDataObject[], parameters: IDataObject = byId) =>
			await swoogo.run({
				resource: 'session',
				operation,
				parameters: { sessionId, ...parameters },
				items,
			}),
		/** The sessions that somebody is in. */
		sessionsOf: (name: keyof typeof known) => swoogo.registrant(known[name]).session_ids,
		/** Puts somebody where the test wants them. */
		put(name: keyof typeof known, changes: IDataObject) {
			Object.assign(swoogo.registrant(known[name]), changes);
		},
		/** The requests that are no reads. */
		changes: () => swoogo.requests().filter((request) => !request.startsWith('GET')),
		/** The requests that are reads. */
		reads: () => swoogo.requests().filter((request) => request.startsWith('GET')),
	};
}
