import type { Reply } from '../../shared/answer';
import type { Refusal } from '../../shared/refusal';
import { CODES, hasCode } from '../zenoti';

// Most refusals share code 1004, so the documented words decide.
// https://docs.zenoti.com/reference/cancel-a-guests-registration-to-a-workshop
// https://docs.zenoti.com/reference/check-in-registered-guests-to-workshops
const BY_WORDS: Array<[RegExp, Refusal]> = [
	[
		/invalid registration|registration id passed is not valid/i,
		{ reason: 'notFound', advice: "Check 'Registration ID'." },
	],
	[
		/not associated with given registration/i,
		{ advice: "Check that 'Workshop ID' and 'Registration ID' belong together." },
	],
	[
		/not associated with passed session/i,
		{ advice: "Check that 'Workshop ID', 'Registration ID' and 'Session' belong together." },
	],
];

/** What is known about a refusal of an existing registration; nothing for all others. */
export function knownRefusal(reply: Reply): Refusal {
	if (hasCode(reply, CODES.invoiceClosed)) {
		return { advice: 'Reopen the invoice in Zenoti, then run the row again.' };
	}
	return BY_WORDS.find(([words]) => words.test(reply.words))?.[1] ?? {};
}
