import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';

import { searchList, type EditorForm } from '../support/editor';
import { located, useSwoogo } from './swoogoRun';

/** Opens a sandbox for the test file, with what the tests of lists in the editor ask of it. */
export function usePickers() {
	const swoogo = useSwoogo();
	/** A form in the editor; its event is chosen unless `parameters` say otherwise. */
	const form = (parameters: IDataObject = { eventId: located('list', '700') }): EditorForm => ({
		node: {
			type: 'n8n-nodes-event-registration.swoogoRegistrant',
			parameters: { resource: 'session', operation: 'addRegistrant', ...parameters } as never,
		},
		credentials: swoogo.credentials(),
	});
	return {
		swoogo,
		form,
		/** The first page of a list. */
		search: async (method: string, typed?: string, parameters?: IDataObject) =>
			(await searchList(form(parameters), method, typed)).results,
		namesOf: (entries: INodeListSearchItems[]) => entries.map(({ name }) => name),
		/** The requests for lists. */
		lists: () => swoogo.requests().filter((request) => request.startsWith('GET')),
		/** What Swoogo was asked to search for. */
		searches: () => swoogo.sent('GET', /./).map(({ query }) => query.search),
	};
}
