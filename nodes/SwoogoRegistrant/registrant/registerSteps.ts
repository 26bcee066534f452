import type { IDataObject } from 'n8n-workflow';

import { Failure } from '../../shared/failure';
import type { Item } from '../../shared/item';
import type { Forecast, Outcome, Written } from '../../shared/outcome';
import { hasToJoin, joinGroup } from '../group/joinGroup';
import { joinSession } from '../session/joinSession';
import { type People, type Registrant, toRegistrant } from './people';
import type { Registration } from './registrantWrites';
import { type Plan, carryOut } from './upsertRegistrant';

/** What a row wants of somebody, and what was found out about it. */
export interface Wish {
	registration: Registration;
	plan: Plan;
	/** The primary registrant of the group to join, if any. */
	primary?: Registrant;
	/** Whether the person has yet to join the group. */
	joins: boolean;
	/** IDs of the sessions to join. */
	sessions: string[];
	people?: People;
}

/** What became of each step that a row asks for. */
type Steps = Partial<Record<'upsert' | 'addToGroup' | 'addToSessions', Outcome | Forecast>>;

/**
 * Registers or updates the person, then puts them into the group, then into the sessions.
 * @throws Failure of the first step that does not work; what was done before stays and is recognised on a re-run
 */
export async function register(item: Item, wish: Wish): Promise<Written> {
	const { registration, plan, people } = wish;
	item.step = 'upsert';
	const { outcome, registrant, record } = await carryOut(item, registration, plan, people);
	const steps: Steps = { upsert: outcome };
	if (!registrant) {
		if (wish.primary || wish.sessions.length > 0) throw unknownId();
		return item.done(outcome, { ...registration.person, steps }, record);
	}
	const grouped = await group(item, wish, registrant, outcome === 'created');
	const seated = await seat(item, wish, grouped.person);
	if (wish.primary) steps.addToGroup = grouped.outcome;
	if (wish.sessions.length > 0) steps.addToSessions = seated.outcome;
	const hasChanged = seated.person !== registrant;
	const ids = idsOf(wish, registrant);
	return item.done(
		outcome === 'unchanged' && hasChanged ? 'updated' : outcome,
		{ ...ids, steps },
		{
			...record,
			...grouped.record,
			...sessionsOf(seated.person),
		},
	);
}

/** What {@link register} would do. Sessions are asked about for people who are registered already: nobody else has an ID. */
export async function forecast(item: Item, wish: Wish): Promise<Written> {
	const { plan, joins } = wish;
	const ids = idsOf(wish, plan.kind === 'create' ? undefined : plan.person);
	const seats =
		plan.kind === 'create'
			? ({ outcome: 'wouldCreate' } as const)
			: await seat(item, wish, plan.person);
	const seatsChange = wish.sessions.length > 0 && seats.outcome === 'wouldCreate';
	const changes = joins || seatsChange;
	const kind = plan.kind === 'unchanged' && changes ? 'update' : plan.kind;
	const record = plan.kind === 'create' ? {} : plan.person.record;
	const result = item.would(kind, ids, record);
	const isRepeat = kind === 'create' && result.outcome === 'unchanged';
	const steps: Steps = { upsert: isRepeat ? 'unchanged' : FORECASTS[plan.kind] };
	if (wish.primary) steps.addToGroup = joins && !isRepeat ? 'wouldCreate' : 'unchanged';
	if (wish.sessions.length > 0) steps.addToSessions = isRepeat ? 'unchanged' : seats.outcome;
	return { ...result, ids: { ...ids, steps } };
}

const FORECASTS = { create: 'wouldCreate', update: 'wouldUpdate', unchanged: 'unchanged' } as const;

interface Step {
	outcome: Outcome | Forecast;
	/** As they are known after the step; the same object when nothing changed. */
	person: Registrant;
	record?: IDataObject;
}

async function group(item: Item, wish: Wish, person: Registrant, isNew: boolean): Promise<Step> {
	const { primary, people, plan } = wish;
	if (!primary) return { outcome: 'unchanged', person };
	item.step = 'addToGroup';
	// Somebody who turned up only while they were to be created was not asked about before.
	const turnedUp = plan.kind === 'create' && !isNew;
	const joins = turnedUp ? await hasToJoin(item, person, primary, people) : wish.joins;
	if (!joins) return { outcome: 'unchanged', person };
	const { record } = await joinGroup(item, person, primary, people);
	const joined = toRegistrant({ ...person.record, ...record, group_id: primary.id });
	return { outcome: 'created', person: joined, record };
}

async function seat(item: Item, wish: Wish, person: Registrant): Promise<Step> {
	const { overrideCapacity } = wish.registration;
	const outcomes: Array<Step['outcome']> = [];
	let current = person;
	for (const sessionId of wish.sessions) {
		item.step = 'addToSessions';
		// The registration itself is what is mailed about, once.
		const joining = { sessionId, overrideCapacity, sendEmail: false };
		const joined = await joinSession(item, current, joining, wish.people);
		outcomes.push(joined.outcome);
		current = joined.person;
	}
	const main = (['created', 'wouldCreate', 'waitlisted'] as const).find((each) =>
		outcomes.includes(each),
	);
	return { outcome: main ?? 'unchanged', person: current };
}

function idsOf({ registration, primary }: Wish, registrant: Registrant | undefined): IDataObject {
	return {
		...registration.person,
		...(registrant ? { registrantId: registrant.id } : {}),
		...(primary ? { groupId: primary.id } : {}),
	};
}

function sessionsOf({ record }: Registrant): IDataObject {
	const { session_ids, waitlisted_session_ids } = record;
	return {
		...(session_ids === undefined ? {} : { session_ids }),
		...(waitlisted_session_ids === undefined ? {} : { waitlisted_session_ids }),
	};
}

function unknownId(): Failure {
	return new Failure(
		'unexpectedAnswer',
		'The person is registered, but Swoogo did not say which ID they have',
		'Run the row again: they will be recognised, and the further steps follow.',
	);
}
