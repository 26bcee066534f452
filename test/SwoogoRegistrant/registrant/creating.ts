import type { IDataObject } from 'n8n-workflow';

import { emailOf, known, located, useSwoogo } from '../swoogoRun';

/** Takes everything that is required from columns of the same name. */
export const parameters = {
	eventId: located('id', '={{ $json.eventId }}'),
	email: '={{ $json.email }}',
	firstName: '={{ $json.firstName }}',
	lastName: '={{ $json.lastName }}',
};

/** A row that registers somebody. */
export const row = (email: string): IDataObject => ({
	eventId: known.event,
	email,
	firstName: 'Nora',
	lastName: 'Ibsen',
});

/** Not registered yet. */
export const nora = row('nora.ibsen@example.com');

/** Registered already. */
export const ada = row(emailOf('ada'));

/** Sixteen people who are not registered yet. */
export const newcomers = Array.from({ length: 16 }, (_, index) =>
	row(`newcomer.${index}@example.com`),
);

/** So few rows that people are searched for one by one. */
export const few = (...items: IDataObject[]) => items;

/** Enough rows for the whole event to be read once; the further ones change nothing. */
export const many = (...items: IDataObject[]) => [
	...items,
	...Array.from({ length: 6 }, () => row(emailOf('cleo'))),
];

/** Opens a sandbox for the test file, with what the tests of "Create" ask of it. */
export function useCreation() {
	const swoogo = useSwoogo();
	return {
		swoogo,
		create: async (items: IDataObject[], options: IDataObject = {}, further: IDataObject = {}) =>
			await swoogo.run({
				resource: 'registrant',
				operation: 'create',
				parameters: { ...parameters, options, ...further },
				items,
			}),
		/** The requests that created somebody. */
		posts: () => swoogo.sent('POST', '/registrants/create'),
	};
}
