import type { ICredentialTestRequest } from 'n8n-workflow';

const FAULTS = [500, 501, 502, 503, 504, 520, 521, 522, 523, 524, 525, 530];
const REDIRECTS = [301, 302, 303, 307, 308];

/** What a credential's test says of every HTTP status that is not a success, in words that tell what to do. */
export function wordedStatuses(
	provider: string,
	keyFields: string,
): ICredentialTestRequest['rules'] {
	const words: Array<[number[], string]> = [
		[[401], `${provider} does not know this key. Enter ${keyFields} again.`],
		[[403], `${provider} knows this key but does not allow it to read. Ask for the permission.`],
		[[404, 405, 410], `There is no ${provider} API at this address. Check 'Base URL'.`],
		[[400, 406, 415, 422], `${provider} refused the test call. Check 'Base URL'.`],
		[[408, 429], `${provider} is receiving too many calls. Wait a minute and test again.`],
		[REDIRECTS, `This address leads elsewhere. Check 'Base URL'.`],
		[FAULTS, `${provider} is not working right now. Test again later.`],
	];
	return words.flatMap(([statuses, message]) =>
		statuses.map((value) => ({ type: 'responseCode' as const, properties: { value, message } })),
	);
}
