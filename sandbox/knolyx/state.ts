import { Directory } from '../kernel/directory';

export interface KnolyxUser {
	id: number;
	firstName: string;
	lastName: string;
	email: string;
	gender: string;
}

export interface KnolyxWorkgroup {
	id: number;
	name: string;
	/** Ids of the communities that membership opens. */
	opensCommunities: number[];
	/** Members by lower-case e-mail; `removalDate` is `yyyy-MM-dd HH:mm:ss` UTC, or null for no end. */
	members: Map<string, { email: string; removalDate: string | null }>;
}

export interface KnolyxEvent {
	id: number;
	communityId: number;
	title: string;
	/** `yyyy-MM-dd HH:mm:ss`, UTC. */
	startDateTime: string;
	endDateTime: string;
	/** inferred: a place is not documented. */
	location?: string;
	/** User ids. */
	attendees: Set<number>;
}

export interface KnolyxCourse {
	id: number;
	title: string;
	description: string;
	level: string;
	/** Minutes. */
	duration: number;
	numberOfStudentsEnrolled: number;
	fromTrainingTracker: boolean;
	avatar: unknown;
}

export type KnolyxBusinessRule = Record<string, unknown> & { id: number };

export interface KnolyxWebhook {
	id: number;
	name: string;
	url: string;
	securityToken: string;
}

/** Everything the simulated Knolyx knows, and the switches for what its documentation leaves open. */
export interface KnolyxState {
	/** The next id given to a user, rule or webhook. */
	nextId: number;
	users: Directory<number, KnolyxUser>;
	communities: Map<number, { id: number; name: string }>;
	workgroups: Map<number, KnolyxWorkgroup>;
	events: Map<number, KnolyxEvent>;
	courses: Map<number, KnolyxCourse>;
	/** By course id. */
	businessRules: Map<number, KnolyxBusinessRule[]>;
	webhooks: Map<number, KnolyxWebhook>;
	/** What the key may do. */
	permissions: string[];
	/** The verb that provision accepts; the other one answers 405. */
	provisionVerb: 'POST' | 'PUT' | 'both';
	/** Whether a repeated provision (200) answers with the user's id. */
	idInRepeatedProvision: boolean;
	/** Whether lists come as `{ list: [...] }` or as a bare array. */
	listWrapper: 'list' | 'bareArray';
	/** Which field carries the name of an event; none but `id` is documented. */
	eventTitleField: 'title' | 'name' | 'subject';
	/** What saving the rules of a course answers; the documentation does not say. */
	savedRulesAnswer: 'rules' | 'emptyObject';
	/** Larger pages are cut to this size without a word. */
	maximumPageSize: number;
	webhookVerb: 'PUT' | 'POST';
	/** Real milliseconds until a delivery without an answer counts as failed. */
	webhookTimeoutMs: number;
	/** Repeats the last pause for ever, in place of giving up. */
	webhookUntilAcknowledged: boolean;
	/** When a new webhook is pinged, and whether a failed ping refuses it; the documentation does not say. */
	pingOnCreate: 'afterAnswer' | 'mustSucceed';
	/** What the creation of a webhook answers; the documentation does not say. */
	webhookCreateAnswer: 'webhook' | 'empty';
	/** How the list of webhooks comes; the documentation does not say. */
	webhookListWrapper: 'list' | 'bareArray';
	/** The real service wants public https addresses; off, so that tests can receive on loopback. */
	webhooksNeedPublicHttps: boolean;
	/** Real pauses before a delivery that was not answered with 2xx is sent again; a ping is sent once. */
	webhookRetryPausesMs: number[];
}

const allPermissions = [
	'USER_PROVISION',
	'WORKGROUP_LIST',
	'WORKGROUP_ADD_MEMBER',
	'WORKGROUP_REMOVE_MEMBER',
	'COMMUNITY_READ',
	'EVENT_READ',
	'EVENT_MANAGE',
	'COURSE_LIST',
	'COURSE_GET',
	'BUSINESS_RULE_MANAGE',
	'WEBHOOK_MANAGE',
];

/** A Knolyx without people, events or groups, and a key that may do everything. */
export function emptyKnolyxState(): KnolyxState {
	return {
		nextId: 50001,
		users: new Directory((user) => user.email),
		communities: new Map(),
		workgroups: new Map(),
		events: new Map(),
		courses: new Map(),
		businessRules: new Map(),
		webhooks: new Map(),
		permissions: [...allPermissions],
		provisionVerb: 'POST',
		idInRepeatedProvision: true,
		listWrapper: 'list',
		eventTitleField: 'title',
		savedRulesAnswer: 'rules',
		maximumPageSize: 100,
		webhookVerb: 'PUT',
		webhooksNeedPublicHttps: false,
		webhookTimeoutMs: 10_000,
		webhookUntilAcknowledged: true,
		pingOnCreate: 'afterAnswer',
		webhookCreateAnswer: 'webhook',
		webhookListWrapper: 'bareArray',
		webhookRetryPausesMs: [200, 400, 800, 1600, 3200],
	};
}
