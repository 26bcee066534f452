import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { asRecord } from '../../shared/answer';
import { Failure } from '../../shared/failure';
import { simplify } from '../../shared/fields';
import type { ListRequest } from '../../shared/pages';
import type { Poll } from '../../shared/poll';
import { type Polling, changeOf } from '../../shared/polling';
import {
	announceMassCancellations,
	costNotice,
	startWith,
	triggerOn,
	triggerOptions,
} from '../../shared/pollingFields';
import { type Listed, type RosterMemory, newsOf } from '../../shared/roster';
import { centerId, sessionId, workshopId } from '../fields';
import { simplified } from '../simplified';
import { zenoti } from '../zenoti';
import { SIMPLIFIED } from './getMany.operation';
import { registrationsPath, statusNamed } from './registrations';

const KINDS = ['registered', 'cancelled', 'checkedIn'] as const;

type Kind = (typeof KINDS)[number];

const fields: INodeProperties[] = [
	costNotice(
		"Every poll reads the session's whole roster: one call per 100 registrations, of the 60 calls per minute that Zenoti allows the whole organization.",
	),
	triggerOn([
		{
			name: 'Registered',
			value: 'registered',
			description: 'Somebody has a place, also one from the waiting list',
		},
		{
			name: 'Cancelled',
			value: 'cancelled',
			description: 'Somebody who had a place has none any more',
		},
		{ name: 'Checked In', value: 'checkedIn', description: 'Somebody is signed in' },
	]),
	workshopId,
	centerId,
	sessionId,
	startWith('Registrations'),
	simplify,
	triggerOptions([announceMassCancellations]),
];

/** Who registers for a Zenoti workshop, cancels, and is checked in, told from the roster of one of its sessions. */
export const rosterChanges: Polling<RosterMemory> & { fields: INodeProperties[] } = {
	provider: zenoti,
	attempt: 'look for changes of the roster',
	fields,
	async sample(poll) {
		const [session, kinds] = [sessionOf(poll), poll.chosen('events', KINDS)];
		const { records } = await poll.reader.page(listOf(session), 0, zenoti.paging.largestPage);
		const changes = records.map(listedOf).flatMap((line) => {
			const possible = kindsOf(undefined, line.state, true);
			const kind = possible.filter((each) => kinds.includes(each)).at(-1);
			return kind ? [change(poll, session, kind, line.id, line.record)] : [];
		});
		return changes.slice(0, 5);
	},
	async look(poll, memory) {
		const [session, kinds] = [sessionOf(poll), poll.chosen('events', KINDS)];
		return await newsOf(poll, memory, {
			of: [session.workshopId, session.centerId, session.sessionId].join('/'),
			read: async () => await readAll(poll, session),
			counts: hasPlace,
			changesOf: ({ id, from, to, record }, isStart) =>
				kindsOf(from, to, isStart)
					.filter((kind) => kinds.includes(kind))
					.map((kind) => change(poll, session, kind, id, record)),
		});
	},
};

// Whatever else Zenoti calls a registration, it stands for a place.
const WITHOUT_PLACE = ['Cancelled', 'ClassCancelled', 'Rejected', 'Waitlisted'];

function hasPlace(state: string | undefined): boolean {
	return state !== undefined && !WITHOUT_PLACE.includes(state);
}

/** What a change of the status means; a registration that came and went between two polls did both. */
function kindsOf(from: string | undefined, to: string | undefined, isStart: boolean): Kind[] {
	const isCancelled = to === 'Cancelled' || to === 'ClassCancelled';
	if (from === undefined && isCancelled)
		return isStart ? ['cancelled'] : ['registered', 'cancelled'];
	if (hasPlace(from) && !hasPlace(to)) return ['cancelled'];
	return [
		...(!hasPlace(from) && hasPlace(to) ? (['registered'] as const) : []),
		...(from !== 'SignedIn' && to === 'SignedIn' ? (['checkedIn'] as const) : []),
	];
}

interface Session {
	workshopId: string;
	centerId: string;
	sessionId: string;
}

function sessionOf(poll: Poll): Session {
	return {
		workshopId: poll.integerId('workshopId'),
		centerId: poll.guid('centerId'),
		sessionId: poll.opaqueId('sessionId'),
	};
}

// https://docs.zenoti.com/reference/fetch-a-list-of-booked-users-of-a-workshop-event
function listOf(session: Session): ListRequest {
	const query = { center_id: session.centerId, session_id: session.sessionId };
	return { path: registrationsPath(session.workshopId), query };
}

async function readAll(poll: Poll, session: Session): Promise<Listed[]> {
	const listed: Listed[] = [];
	for await (const page of poll.reader.pages(listOf(session))) listed.push(...page.map(listedOf));
	return listed;
}

function listedOf(record: IDataObject): Listed {
	const { id, status } = record;
	if (typeof id === 'number' || (typeof id === 'string' && id !== '')) {
		// A status that is not documented counts by its own name.
		const state = statusNamed(status) ?? String(status ?? 'Registered').replace(/[^a-z0-9]/gi, '');
		return { id: String(id), state, record };
	}
	throw new Failure(
		'unexpectedAnswer',
		'The roster does not name the IDs of all registrations, so nobody can be told from another',
		'Nothing was announced. Report this, with the names of the fields that Zenoti lists.',
	);
}

function change(
	poll: Poll,
	session: Session,
	kind: Kind,
	id: string,
	record: IDataObject,
): IDataObject {
	const { id: guestId } = asRecord(record.guest);
	const ids = { ...session, registrationId: id, ...(guestId ? { guestId } : {}) };
	const [shown = {}] = simplified(poll, [record], SIMPLIFIED);
	return changeOf(kind, ids, shown);
}
