import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { Failure } from '../../shared/failure';
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
import { communityId, eventId } from '../fields';
import { knolyx } from '../knolyx';
import { type EventIds, attendeesPath, readAttendee } from './attendees';

const KINDS = ['registered', 'cancelled'] as const;

const rememberEmails: INodeProperties = {
	displayName: 'Remember Emails',
	name: 'rememberEmails',
	type: 'boolean',
	default: false,
	description:
		'Whether a cancellation names the e-mail address as well: Knolyx tells nothing of somebody who is off the list. The addresses are then kept in the workflow until they cancel.',
};

const fields: INodeProperties[] = [
	costNotice(
		"Every poll reads the event's whole list of attendees: one call per 100 people. Knolyx documents no limit of calls.",
	),
	triggerOn([
		{
			name: 'Registered',
			value: 'registered',
			description: 'Somebody is on the list of attendees',
		},
		{
			name: 'Cancelled',
			value: 'cancelled',
			description: 'Somebody is off the list, in two polls in a row',
		},
	]),
	communityId,
	eventId,
	startWith('Attendees'),
	triggerOptions([announceMassCancellations, rememberEmails]),
];

/** Who registers for a Knolyx event and who cancels, told from its list of attendees. */
export const attendanceChanges: Polling<RosterMemory> & { fields: INodeProperties[] } = {
	provider: knolyx,
	attempt: 'look for changes of the attendance',
	fields,
	async sample(poll) {
		const event = eventOf(poll);
		const [kind = 'registered'] = poll.chosen('events', KINDS);
		const { records } = await poll.reader.page({ path: pathOf(event) }, 0, 5);
		return records.slice(0, 5).map((record) => {
			const { id } = listedOf(record, false);
			return changeOf(kind, { ...event, userId: id }, kind === 'cancelled' ? {} : record);
		});
	},
	async look(poll, memory) {
		const event = eventOf(poll);
		const kinds: string[] = poll.chosen('events', KINDS);
		return await newsOf(poll, memory, {
			of: `${event.communityId}/${event.eventId}`,
			read: async () => await readAll(poll, event),
			counts: () => true,
			changesOf({ id, to, record, note }) {
				const kind = to === undefined ? 'cancelled' : 'registered';
				const ids = { ...event, userId: id, ...(note && to === undefined ? { email: note } : {}) };
				return kinds.includes(kind) ? [changeOf(kind, ids, record)] : [];
			},
		});
	},
};

function eventOf(poll: Poll): EventIds {
	return { communityId: poll.integerId('communityId'), eventId: poll.integerId('eventId') };
}

function pathOf({ communityId: community, eventId: event }: EventIds): string {
	return attendeesPath(community, event);
}

async function readAll(poll: Poll, event: EventIds): Promise<Listed[]> {
	const remembersEmails = poll.flag('options.rememberEmails', false);
	const listed: Listed[] = [];
	for await (const page of poll.reader.pages({ path: pathOf(event) })) {
		listed.push(...page.map((record) => listedOf(record, remembersEmails)));
	}
	return listed;
}

function listedOf(record: IDataObject, remembersEmail: boolean): Listed {
	const { userId, email } = readAttendee(record);
	if (userId !== undefined) {
		return { id: userId, state: 'attends', record, note: remembersEmail ? email : undefined };
	}
	throw new Failure(
		'unexpectedAnswer',
		'The list of attendees does not name the user IDs of all of them, so nobody can be told from another',
		'Nothing was announced. Report this, with the names of the fields that Knolyx lists.',
	);
}
