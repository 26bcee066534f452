import { randomUUID } from 'node:crypto';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { TriggerHost, type TriggerOptions } from '../../support/webhooks';
import { openKnolyx } from '../knolyxCommunity';

export const user = { id: 50417, name: 'Ines Duarte', email: 'ines.duarte@example.com' };
export const course = { id: 311, name: 'Onboarding basics' };

/** An event as Knolyx sends it. */
export function event(type = 'COURSE_COMPLETED', data: IDataObject = { user, course }) {
	return { id: randomUUID() as string, type, data };
}

/** The simulated Knolyx of one test file, and triggers that end with their test. */
export function openKnolyxTriggers() {
	const opened = openKnolyx();
	const hosts: TriggerHost[] = [];
	beforeEach(() => opened.arrange());
	afterEach(async () => {
		await Promise.all(hosts.splice(0).map(async (host) => await host.stop()));
	});

	const openTrigger = async (
		parameters: INodeParameters = { events: ['*'] },
		options: Partial<TriggerOptions> = {},
	) => {
		const host = await TriggerHost.start({
			type: 'n8n-nodes-event-registration.knolyxCommunityTrigger',
			parameters,
			credentials: opened.credentials(),
			...options,
		});
		hosts.push(host);
		const { deliveries } = opened.knolyx();
		deliveries.localOrigins[new URL(host.publicUrl()).origin] = host.localOrigin;
		return host;
	};
	/** A webhook at Knolyx that this n8n knows nothing about. */
	const addHook = (url: string, name: string): number => {
		const { state } = opened.knolyx();
		const id = state.nextId++;
		state.webhooks.set(id, { id, name, url, securityToken: 'unknown' });
		return id;
	};
	const hooks = () => [...opened.knolyx().state.webhooks.values()];
	/** The requests that change webhooks, in order. */
	const writes = () =>
		opened
			.knolyx()
			.diary.filter(({ method }) => method !== 'GET')
			.map(({ method, path }) => `${method} ${path}`);
	return { ...opened, openTrigger, hooks, addHook, writes };
}

/** Delivers as Knolyx does; `token` undefined leaves the header out. */
export async function deliver(
	url: string,
	body: unknown,
	token: string | undefined,
	method: 'PUT' | 'POST' = 'PUT',
): Promise<number> {
	const response = await fetch(url, {
		method,
		headers: {
			'content-type': 'application/json',
			...(token === undefined ? {} : { 'x-webhook-security-token': token }),
		},
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
	await response.text();
	return response.status;
}
