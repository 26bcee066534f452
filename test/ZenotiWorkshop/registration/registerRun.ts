import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { known, located, useZenoti } from '../zenotiRun';

/** The fields of Register, each from the row's column except the center. */
export const registerParameters = {
	workshopId: '={{ $json.workshopId }}',
	trackId: '={{ $json.trackId }}',
	guestId: located('id', '={{ $json.guestId }}'),
	centerId: located('id', known.center),
} as INodeParameters;

export const ada = { workshopId: known.workshop, trackId: known.track, guestId: known.ada };

export const ben = { ...ada, guestId: known.ben };

/** Where the requests about the workshop of {@link ada} go. */
export const registrations = `/v1/workshops/${known.workshop}/registrations`;

/** The sandbox of the test file, and Register with its error output. */
export function useRegister() {
	const zenoti = useZenoti();
	return {
		zenoti,
		register: async (items: IDataObject[], options: IDataObject = {}) =>
			await zenoti.run({
				operation: 'register',
				parameters: { ...registerParameters, options },
				items,
				onError: 'continueErrorOutput',
			}),
		/** What was committed, for whom. */
		writes: () => zenoti.provider.ledger.map(({ action, person }) => [action, person]),
	};
}
