import { createHmac } from 'node:crypto';
import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox';
import { TriggerHost } from '../../support/webhooks';

export const secret = 'secret-of-the-webhook-1';
export const centerId = '88888888-8888-4888-8888-888888888888';
export const guestId = '33333333-3333-4333-8333-333333333333';

let lastEvent = 0;

/** A booking of a workshop as Zenoti sends it, with an envelope. */
export function booking(data: IDataObject = {}, type = 'Class.Booking.Created') {
	lastEvent += 1;
	const number = String(lastEvent).padStart(12, '0');
	return {
		id: `65f000000000${number}`,
		event_id: `66f000000000${number}`,
		event_schema: 'v1',
		event_resource: 'Class',
		event_type: type,
		event_timestamp: '2026-03-01T15:15:02.1234567Z',
		data: {
			workshop_id: 11900,
			track_id: 1201,
			class_id: 11900,
			session_id: 90010,
			guest_id: guestId,
			center_id: centerId,
			waitlist: false,
			registration_id: 120001,
			...data,
		},
	};
}

/** The signature as Zenoti's live deliveries were seen to spell it. */
export function signatureOf(body: string, key = secret): string {
	const bytes = createHmac('sha256', key).update(body).digest('hex').toUpperCase();
	return `sha256 =${bytes.match(/../g)!.join('-')}`;
}

export interface Sending {
	method?: string;
	/** `undefined` leaves the header out. */
	signature?: string;
	query?: string;
	contentType?: string;
}

/** Sends a delivery, rightly signed unless told otherwise. */
export async function deliver(
	url: string,
	content: unknown,
	sending: Sending = {},
): Promise<number> {
	const body = typeof content === 'string' ? content : JSON.stringify(content);
	const { method = 'POST', query = '', contentType = 'application/json' } = sending;
	const signature = 'signature' in sending ? sending.signature : signatureOf(body);
	const response = await fetch(url + query, {
		method,
		headers: {
			'content-type': contentType,
			...(signature === undefined ? {} : { 'zenoti-webhook-signature': signature }),
		},
		body: body === '' ? undefined : body,
	});
	await response.text();
	return response.status;
}

/** The simulated Zenoti of one test file, and triggers that end with their test. */
export function openZenotiTriggers() {
	let sandbox: Sandbox;
	const hosts: TriggerHost[] = [];
	beforeAll(async () => {
		sandbox = await startSandbox();
	});
	beforeEach(() => sandbox.zenoti.reset());
	afterEach(async () => {
		await Promise.all(hosts.splice(0).map(async (host) => await host.stop()));
	});
	afterAll(async () => await sandbox.close());

	/** Published, with a credential that holds `webhookSecret` unless told otherwise. */
	const openTrigger = async (
		parameters: INodeParameters = {},
		credential: ICredentialDataDecryptedObject | null = { webhookSecret: secret },
	) => {
		const { credentials, url } = sandbox.zenoti;
		const zenotiApi = { ...credentials, baseUrl: url, ...credential };
		const host = await TriggerHost.start({
			type: 'n8n-nodes-event-registration.zenotiWorkshopTrigger',
			parameters: { events: ['*'], ...parameters },
			credentials: credential ? { zenotiApi } : {},
		});
		hosts.push(host);
		await host.publish();
		return host;
	};
	return { openTrigger, zenoti: () => sandbox.zenoti };
}
