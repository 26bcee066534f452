import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { simplify } from '../../shared/fields';
import type { Poll } from '../../shared/poll';
import { type Polling, changeOf } from '../../shared/polling';
import { costNotice, startWith, triggerOn, triggerOptions } from '../../shared/pollingFields';
import { ALL_FIELDS } from '../registrant/registrantFields';
import { swoogo } from '../swoogo';
import { EventList } from './eventList';
import type { EventMemory } from './eventMemory';
import { type Change, EventWatch } from './eventWatch';
import { KINDS, type Kind, kindsAtStart } from './kinds';
import { NEEDED_FIELDS, type Person } from './person';

/** What the trigger remembers of all its events. */
interface Memory {
	events: Record<string, EventMemory>;
}

const eventIds: INodeProperties = {
	displayName: 'Event Names or IDs',
	name: 'eventIds',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getEvents' },
	required: true,
	default: [],
	description:
		'Events to watch. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

const fieldNames: INodeProperties = {
	displayName: 'Fields',
	name: 'fields',
	type: 'string',
	default: '',
	placeholder: 'e.g. email,job_title,c_1234',
	description:
		"Names of the fields to return, with commas between them. It replaces 'Simplify'. A custom question is c_ and its ID.",
};

const fields: INodeProperties[] = [
	costNotice(
		"Every poll costs 10 of Swoogo's 2,000 credits per 10 minutes for each event. One event costs about 600 credits an hour when polled every minute, 120 every 5 minutes, 40 every 15 minutes.",
	),
	triggerOn([
		{
			name: 'Created',
			value: 'created',
			description: 'Somebody registers, also when they have not finished yet',
		},
		{ name: 'Updated', value: 'updated', description: 'Something else changes, whatever it is' },
		{ name: 'Cancelled', value: 'cancelled', description: 'The status becomes cancelled' },
		{ name: 'Checked In', value: 'checkedIn', description: 'The status becomes attended' },
	]),
	eventIds,
	startWith('Registrants'),
	simplify,
	triggerOptions([fieldNames]),
];

/** Who registers for Swoogo events, changes, cancels and is checked in, told from the times of their last changes. */
export const registrantChanges: Polling<Memory> & { fields: INodeProperties[] } = {
	provider: swoogo,
	attempt: 'look for changes of the registrants',
	fields,
	async sample(poll) {
		const kinds = poll.chosen('events', KINDS);
		const show = outputOf(poll);
		for (const eventId of eventsOf(poll)) {
			const page = await new EventList(poll, eventId, fieldsToRead(poll)).latest();
			const changes = (page?.people ?? []).flatMap((person) => {
				const kind = kindsToShow(person).find((each) => kinds.includes(each));
				return kind ? [show(eventId, { kind, person })] : [];
			});
			if (changes.length > 0) return changes.slice(0, 5);
		}
		return [];
	},
	async look(poll, before) {
		const kinds = poll.chosen('events', KINDS);
		const [show, ids, read] = [outputOf(poll), eventsOf(poll), fieldsToRead(poll)];
		const announcesAll = poll.text('startWith') !== 'newChangesOnly';
		const events: Memory['events'] = {};
		const changes: IDataObject[] = [];
		const failure = await poll.inTurn(ids, 'event', async (eventId) => {
			const list = new EventList(poll, eventId, read);
			const known = before?.events[eventId];
			const watch = known
				? await EventWatch.goOn(list, known, Date.now())
				: await EventWatch.begin(list, announcesAll, Date.now());
			if (!watch) return;
			events[eventId] = watch.remembered(Math.ceil(MOST_PEOPLE / ids.length));
			const wanted = watch.changes.filter(({ kind }) => kinds.includes(kind));
			changes.push(...byTime(wanted).map((change) => show(eventId, change)));
		});
		if (failure && Object.keys(events).length === 0) throw failure;
		return { changes, memory: { events: { ...keep(before, ids), ...events } }, failure };
	},
};

// About 360 kB in all, which n8n still writes into its database without effort.
const MOST_PEOPLE = 20_000;

function eventsOf(poll: Poll): string[] {
	const ids = poll.several('eventIds');
	if (ids.every((id) => /^[1-9]\d{0,18}$/.test(id))) return ids;
	throw poll.invalid(
		'eventIds',
		'must be whole numbers',
		'Enter the IDs of events, e.g. 700, 701.',
	);
}

/** What is remembered of the events that are still watched. */
function keep(before: Memory | undefined, ids: string[]): Memory['events'] {
	const known = Object.entries(before?.events ?? {});
	return Object.fromEntries(known.filter(([id]) => ids.includes(id)));
}

function byTime(changes: Change[]): Change[] {
	return changes.sort(({ person: a }, { person: b }) =>
		a.updatedAt === b.updatedAt ? Number(a.id) - Number(b.id) : a.updatedAt < b.updatedAt ? -1 : 1,
	);
}

/** What a test may show a registrant as, the most telling first. */
function kindsToShow(person: Person): Kind[] {
	return [...kindsAtStart(person).reverse(), 'updated'];
}

const SIMPLE_FIELDS = [
	...['id', 'group_id', 'contact_id', 'email', 'first_name', 'last_name', 'company'],
	...['registration_status', 'registered_at', 'updated_at'],
];

/** The fields that go to the workflow. */
function fieldsToShow(poll: Poll): string[] {
	const chosen = poll.text('options.fields');
	if (chosen) return [...new Set(['id', ...chosen.split(',').map((name) => name.trim())])];
	return poll.flag('simplify', true) ? SIMPLE_FIELDS : ALL_FIELDS;
}

function fieldsToRead(poll: Poll): string[] {
	return [...new Set([...NEEDED_FIELDS, ...fieldsToShow(poll)])].filter(Boolean);
}

function outputOf(poll: Poll) {
	const names = fieldsToShow(poll);
	return (eventId: string, { kind, person: { id, record } }: Change): IDataObject => {
		const shown = names.filter((name) => name in record).map((name) => [name, record[name]]);
		return changeOf(kind, { eventId, registrantId: id }, Object.fromEntries(shown) as IDataObject);
	};
}
