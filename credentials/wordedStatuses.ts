import type { ICredentialTestRequest } from 'n8n-workflow';

/** What a credential's test says of every HTTP status that is not a success, in words that tell what to do. */
export function wordedStatuses(
	provider: string,
	keyFields: string,
): ICredentialTestRequest['rules'] {
	const refusals = new Map([
		[401, `${provider} does not know this key. Enter ${keyFields} again.`],
		[403, `${provider} knows this key but does not allow it to read. Ask for the permission.`],
		[404, `There is no ${provider} API at this address. Check 'Base URL'.`],
		[429, `${provider} is receiving too many calls. Wait a minute and test again.`],
	]);
	const wordsFor = (status: number) => {
		if (status < 400) return "This address leads elsewhere. Check 'Base URL'.";
		if (status >= 500) return `${provider} is not working right now. Test again later.`;
		return `${provider} refused the test call. Check 'Base URL'.`;
	};
	return Array.from({ length: 300 }, (_, index) => {
		const value = 300 + index;
		const message = refusals.get(value) ?? wordsFor(value);
		return { type: 'responseCode', properties: { value, message } };
	});
}
