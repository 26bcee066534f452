import type { INodeParameters } from 'n8n-workflow';

import { knolyx } from '../nodes/KnolyxCommunity/knolyx';

/** A way to mark one user per row as attending a Knolyx event. */
export interface Contender {
	label: string;
	type: string;
	typeVersion: number;
	/** The node's parameters for this event at this address. */
	parameters(eventId: string, baseUrl: string): INodeParameters;
}

/** The package that the contenders of `contenderNodes/` are loaded as. */
export const contenderPackage = 'n8n-nodes-bench-contenders';

export const communityId = 55;

const userOfRow = '={{ $json.userId }}';
const located = (value: string) => ({ __rl: true, mode: 'id', value });

/** This package's node as a user sets it up: the person comes from a column. */
export const ourNode: Contender = {
	label: 'Knolyx Community (this package)',
	type: 'n8n-nodes-event-registration.knolyxCommunity',
	typeVersion: 1,
	parameters: (eventId) => ({
		resource: 'attendance',
		operation: 'attend',
		communityId: located(String(communityId)),
		eventId: located(eventId),
		userId: located(userOfRow),
	}),
};

/** n8n's own HTTP Request node with the same credential. */
export const httpRequest: Contender = {
	label: "n8n's HTTP Request",
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.5,
	parameters: (eventId, baseUrl) => ({
		method: 'POST',
		url: `=${baseUrl}/public/api/v1/community/${communityId}/event/${eventId}/attend/{{ $json.userId }}`,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'knolyxApi',
		options: {},
	}),
};

export const declarative: Contender = {
	label: 'Equivalent declarative node',
	type: `${contenderPackage}.declarative`,
	typeVersion: 1,
	parameters: (eventId) => ({ communityId: String(communityId), eventId, userId: userOfRow }),
};

const floorNode = { type: `${contenderPackage}.floor`, typeVersion: 1 };

/** The floor of the goals: one request after the other, and nothing else. */
export const floor: Contender = {
	...floorNode,
	label: 'Floor, one request after the other',
	parameters: (eventId) => ({ eventId, requestsAtATime: 1 }),
};

/** The same with as many requests at a time as our node sends. */
export const floorAtOurConcurrency: Contender = {
	...floorNode,
	label: `Floor, ${knolyx.concurrency} at a time`,
	parameters: (eventId) => ({ eventId, requestsAtATime: knolyx.concurrency }),
};

/** The floor of any node whose user takes the person from a column. */
export const floorWithField: Contender = {
	...floorNode,
	label: `Floor, ${knolyx.concurrency} at a time, reading the row's column`,
	parameters: (eventId) => ({
		eventId,
		requestsAtATime: knolyx.concurrency,
		userId: userOfRow,
	}),
};
