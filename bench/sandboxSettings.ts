/** How long the simulated Knolyx takes for every answer. */
export const latencyMilliseconds = 50;

/** Ids of the events of the simulated Knolyx start at 1; the last one is left to the bare client. */
export const eventOfBareClient = 100;

/** Rows of the runs at that latency and of those under a budget. */
export const rowsOfPacedRuns = 300;

/** Zenoti's minute lasts six seconds. Shorter, the whole seconds of its headers would be too coarse. */
export const windowScale = 0.1;

/** One workshop of the simulated Zenoti, with room for every row. */
export const zenotiIds = {
	workshopId: 11900,
	trackId: 1201,
	centerId: '88888888-8888-4888-8888-888888888888',
};

/** The GUID of the guest of a row. */
export const guestOfRow = (row: number) =>
	`33333333-3333-4333-8333-${String(row).padStart(12, '0')}`;

/** Where a simulated provider listens and what it accepts. */
export interface Address {
	url: string;
	credentials: Record<string, string>;
}

/** Knolyx answers late; each of the Zenotis has a full budget of its own. */
export type SandboxAddresses = Record<
	'knolyx' | 'tokenBucket' | 'fixedWindow' | 'forHttpRequest',
	Address
>;
