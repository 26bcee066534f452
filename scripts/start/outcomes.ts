import type { ProviderName } from '../../sandbox/kernel/records';

/** What the main example's last node says of one row at one provider. */
export interface OutcomeLine {
	/** The row's number in the sheet, from 1. */
	row: number;
	provider: ProviderName;
	email: string;
	/** `created`, `updated`, `unchanged` or `waitlisted`; missing when the row went to the error output. */
	outcome?: string;
	/** The machine word of a failure, for example `full`. */
	reason?: string;
	/** The sentence of a failure. */
	sentence: string;
	/** What the row was to be registered for, as the sandbox's ledger names it. */
	target: string;
}

/** What differs between the providers when their outcomes are told and counted. */
export interface ProviderWords {
	provider: ProviderName;
	label: string;
	/** The ledger's word for "this person is in now". */
	ledgerAction: string;
	/** The sheet's column that says for what. */
	targetColumn: string;
	done: string;
	alreadyDone: string;
}

export const providers: ProviderWords[] = [
	{
		provider: 'zenoti',
		label: 'Zenoti',
		ledgerAction: 'register',
		targetColumn: 'workshopId',
		done: 'registered',
		alreadyDone: 'already registered',
	},
	{
		provider: 'knolyx',
		label: 'Knolyx',
		ledgerAction: 'attend',
		targetColumn: 'eventId',
		done: 'attending',
		alreadyDone: 'already attending',
	},
	{
		provider: 'swoogo',
		label: 'Swoogo',
		ledgerAction: 'group.add',
		targetColumn: 'groupId',
		done: 'added to the group',
		alreadyDone: 'already in the group',
	},
];

const reasonWords: Record<string, string> = {
	invalidInput: 'bad input',
	notFound: 'not found',
	ambiguous: 'several people match',
	full: 'full',
	notOpen: 'not open',
	noAccess: 'no access',
	keyLacksPermission: 'key lacks a permission',
	credentialsRejected: 'credentials rejected',
	rejected: 'refused',
	rateLimited: 'limit reached',
	unreachable: 'no answer',
	outcomeUnknown: 'outcome unknown',
	unexpectedAnswer: 'unexpected answer',
};

/** The result of one line in plain words. */
export function resultInWords(line: OutcomeLine): string {
	const words = providers.find(({ provider }) => provider === line.provider);
	switch (line.outcome) {
		case 'created':
		case 'updated':
			return words?.done ?? line.outcome;
		case 'unchanged':
			return words?.alreadyDone ?? line.outcome;
		case 'waitlisted':
			return 'on the waiting list';
		default:
			return `NOT DONE: ${reasonWords[line.reason ?? ''] ?? line.reason ?? 'no reason given'}`;
	}
}

/** Reads one item of the example's last node. */
export function readOutcomeLine(item: Record<string, unknown>): OutcomeLine {
	const words = providers.find(({ label }) => label === item.provider);
	const details = (item.details ?? {}) as { reason?: string };
	return {
		row: Number(item.row),
		provider: words?.provider ?? 'zenoti',
		email: String(item.email ?? ''),
		...(typeof item.outcome === 'string' && { outcome: item.outcome }),
		...(details.reason !== undefined && { reason: details.reason }),
		sentence: String(item.error ?? ''),
		target: String(item[words?.targetColumn ?? ''] ?? ''),
	};
}
