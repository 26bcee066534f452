import type { IDataObject } from 'n8n-workflow';

import { emailOf, known, located, useSwoogo } from '../swoogoRun';

/** The event, and what the rows call the person. */
export const parameters = {
	eventId: located('id', '={{ $json.eventId }}'),
	email: '={{ $json.email }}',
};

/** Takes what a row says beyond the e-mail from columns of the same name. */
export const additionalFields = {
	firstName: '={{ $json.firstName }}',
	lastName: '={{ $json.lastName }}',
	company: '={{ $json.company }}',
};

/** A row about somebody; the columns that are not given are empty. */
export const row = (email: string, columns: IDataObject = {}): IDataObject => ({
	eventId: known.event,
	email,
	...columns,
});

/** Not registered yet. */
export const nora = row('nora.ibsen@example.com', { firstName: 'Nora', lastName: 'Ibsen' });

/** Registered, with the name that she has and a company that is new. */
export const ada = row(emailOf('ada'), { firstName: 'Ada', company: 'Northwind' });

/** So few rows that people are searched for one by one. */
export const few = (...items: IDataObject[]) => items;

/** Enough rows for the whole event to be read once; the further ones change nothing. */
export const many = (...items: IDataObject[]) => [
	...items,
	...Array.from({ length: 6 }, () => row(emailOf('cleo'))),
];

/** Opens a sandbox for the test file, with what the tests of "Create or Update" ask of it. */
export function useUpserts() {
	const swoogo = useSwoogo();
	return {
		swoogo,
		upsert: async (items: IDataObject[], options: IDataObject = {}, further: IDataObject = {}) =>
			await swoogo.run({
				resource: 'registrant',
				operation: 'upsert',
				parameters: { ...parameters, additionalFields, options, ...further },
				items,
			}),
		/** The requests that created somebody. */
		posts: () => swoogo.sent('POST', '/registrants/create'),
		/** The requests that changed somebody. */
		puts: () => swoogo.sent('PUT', /./),
	};
}
