import type { IDataObject, INodeProperties, IWebhookFunctions } from 'n8n-workflow';

import { Cancelled, plainText } from '../../shared/failure';
import { Reader } from '../../shared/reader';
import { sleepUntil, unlessCancelled } from '../../shared/wait';
import { guestPath, guestRegistrationsPath } from '../guest/guests';
import { zenoti } from '../zenoti';
import type { ZenotiEvent } from './events';

export const fetchDetails: INodeProperties = {
	displayName: 'Fetch Details',
	name: 'fetchDetails',
	type: 'boolean',
	default: false,
	description:
		'Whether to add the guest and the registration as Zenoti has them now. Needs a credential, and costs two calls per booking.',
};

// Zenoti waits 10 seconds for the answer to its delivery. https://docs.zenoti.com/docs/webhook-failure-handling
const LONGEST_MS = 8000;

/**
 * The guest and the registration that an event is about, as far as Zenoti hands them over in time. Never throws: an
 * event without its details is better than none, so what is missing is null, and `detailsUnavailable` says why.
 */
export async function detailsOf(
	context: IWebhookFunctions,
	{ ids: { guestId, registrationId } }: ZenotiEvent,
): Promise<IDataObject> {
	if (guestId === undefined) return {};
	const [late, done] = [new AbortController(), new AbortController()];
	void sleepUntil(LONGEST_MS, done.signal).then(() => late.abort());
	const open = async () => await openFor(context, String(guestId), late.signal);
	const readings = {
		guest: readGuest(open, String(guestId)),
		...(registrationId === undefined
			? {}
			: { registration: readRegistration(open, String(guestId), String(registrationId)) }),
	};
	const details: IDataObject = {};
	const reasons = new Set<string>();
	const parts = Object.entries(readings).map(async ([part, reading]) => {
		const found = await unlessCancelled(reading, late.signal).catch(wordsOf);
		details[part] = typeof found === 'string' ? null : found;
		if (typeof found === 'string') reasons.add(found);
	});
	await Promise.all(parts).finally(() => done.abort());
	return reasons.size > 0 ? { ...details, detailsUnavailable: [...reasons].join('; ') } : details;
}

function wordsOf(error: Error): string {
	if (!(error instanceof Cancelled)) return plainText(error.message);
	return `Zenoti's limit or its answer took longer than ${LONGEST_MS / 1000} seconds`;
}

async function readGuest(open: () => Promise<Reader>, guestId: string): Promise<IDataObject> {
	const guest = { ...(await (await open()).record(guestPath(guestId), guestId)) };
	delete guest.error;
	return guest;
}

async function readRegistration(
	open: () => Promise<Reader>,
	guestId: string,
	registrationId: string,
): Promise<IDataObject> {
	const reader = await open();
	for await (const page of reader.pages({ path: guestRegistrationsPath(guestId) })) {
		const found = page.find(({ id }) => String(id) === registrationId);
		if (found) return found;
	}
	throw new Error(`Zenoti lists no registration ${registrationId} of this guest`);
}

const GUID = /^[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i;

// The ID goes into a path, and without a secret anybody who knows the address can send one.
async function openFor(
	context: IWebhookFunctions,
	guestId: string,
	signal: AbortSignal,
): Promise<Reader> {
	if (!GUID.test(guestId)) throw new Error('The guest has no valid ID');
	return await Reader.open(context, zenoti, signal);
}
