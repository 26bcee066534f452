import type { IDataObject } from 'n8n-workflow';

import { Failure } from '../../shared/failure';
import type { Item } from '../../shared/item';
import type { Forecast, Outcome, Written } from '../../shared/outcome';
import { hasToJoin, joinGroup } from '../group/joinGroup';
import { joinSession } from '../session/joinSession';
import { foresee, idIn } from './foreseen';
import { type People, type Registrant, toRegistrant } from './people';
import type { Registration } from './registrantWrites';
import { type Plan, carryOut, foreseePlan } from './upsertRegistrant';

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

/** What {@link register} would do. */
export async function forecast(item: Item, wish: Wish): Promise<Written> {
	const { registration, plan, primary, joins } = wish;
	const upserted = foreseePlan(item, registration, plan);
	const grouped = primary && joins ? foresee(item, upserted, { group_id: primary.id }) : upserted;
	const seated = await seat(item, wish, grouped);
	const steps: Steps = { upsert: FORECASTS[plan.kind] };
	if (primary) steps.addToGroup = joins ? 'wouldCreate' : 'unchanged';
	if (wish.sessions.length > 0) steps.addToSessions = seated.outcome;
	const hasChanged = seated.person !== upserted;
	const kind = plan.kind === 'unchanged' && hasChanged ? 'update' : plan.kind;
	const known = plan.kind === 'create' ? undefined : plan.person;
	return item.would(kind, { ...idsOf(wish, known), steps }, known?.record);
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
		...idIn(registrant),
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
