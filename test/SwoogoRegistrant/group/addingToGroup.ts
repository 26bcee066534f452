import type { IDataObject } from 'n8n-workflow';

import { byId, emailOf, known, useSwoogo } from '../swoogoRun';

/** Takes the group from the column `groupId`. */
export const groupId = '={{ $json.groupId }}';

/** A row that puts somebody into Petra's group, unless another one is given. */
export const row = (name: keyof typeof known, group: unknown = known.petra): IDataObject => ({
	id: known[name],
	email: emailOf(name),
	groupId: group as number,
});

/** So few rows that people are searched for one by one. */
export const few = (...items: IDataObject[]) => items;

/** Enough rows for the whole event to be read once; the further ones change nothing. */
export const many = (...items: IDataObject[]) => [
	...items,
	...Array.from({ length: 6 }, () => row('grace', known.marcus)),
];

/** The request that adds somebody to a group. */
export const post = (id: number, group: number) => `POST /registrants/${id}/groups/${group}`;

/** Opens a sandbox for the test file, with what the tests of "Add Registrant" ask of it. */
export function useGroups() {
	const swoogo = useSwoogo();
	return {
		swoogo,
		/** Runs the operation; registrants are named by id unless `parameters` say otherwise. */
		add: async (items: IDataObject[], parameters: IDataObject = byId) =>
			await swoogo.run({
				resource: 'group',
				operation: 'addRegistrant',
				parameters: { groupId, ...parameters },
				items,
			}),
		/** The requests that added somebody, as `post` writes them. */
		posts: () => swoogo.requests().filter((request) => request.startsWith('POST')),
		/** The other requests. */
		reads: () => swoogo.requests().filter((request) => request.startsWith('GET')),
	};
}
