import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';

import { type Picker, labelWith, listSearchOf, loadOptionsOf } from '../shared/editor';
import { getCustomFields } from './customFields';
import { type Condition, isSearchable, searchFor } from './searching';
import { swoogo } from './swoogo';

/** A list to choose from. */
interface Catalog {
	/** Completes "Could not …". */
	attempt: string;
	path: string;
	/** Whether it is that of the event in the form. */
	ofEvent: boolean;
	/** What the label needs. */
	fields: string;
	labelOf(record: IDataObject): string;
	/** The fields in which a word is searched for, one after the other. */
	searchedIn: string[];
	/** The field with the day, where there is one. */
	day?: string;
	/** Which records may be chosen at all. */
	isChoice?: (record: IDataObject) => boolean;
}

// https://developer.swoogo.com/api-reference/events/get-all-events
const events: Catalog = {
	attempt: 'list the events',
	path: '/events',
	ofEvent: false,
	fields: 'id,name,status,start_date,start_time',
	searchedIn: ['name'],
	day: 'start_date',
	labelOf: ({ name, start_date: date, start_time: time, status }) =>
		labelWith(name, startOf(date, time), status),
};

// https://developer.swoogo.com/api-reference/sessions/get-all-sessions
const sessions: Catalog = {
	attempt: 'list the sessions of the event',
	path: '/sessions',
	ofEvent: true,
	fields: 'id,name,admin_short_name,date,start_time,capacity',
	searchedIn: ['name'],
	day: 'date',
	labelOf: ({ name, admin_short_name: shortName, date, start_time: time, capacity }) =>
		labelWith(name, shortName, startOf(date, time), placesOf(capacity)),
};

// https://developer.swoogo.com/api-reference/registrant-types/get-all-types
const registrationTypes: Catalog = {
	attempt: 'list the registration types of the event',
	path: '/reg-types',
	ofEvent: true,
	fields: 'id,name,admin_short_name,capacity',
	searchedIn: ['name'],
	labelOf: ({ name, admin_short_name: shortName, capacity }) =>
		labelWith(name, shortName, placesOf(capacity)),
};

// https://developer.swoogo.com/api-reference/packages/get-all-packages
const packages: Catalog = {
	...registrationTypes,
	attempt: 'list the packages of the event',
	path: '/packages',
};

// https://developer.swoogo.com/api-reference/registrants/get-all-registrants
const registrants: Catalog = {
	attempt: 'list the registrants of the event',
	path: '/registrants',
	ofEvent: true,
	fields: 'id,group_id,email,first_name,last_name,company,registration_status',
	searchedIn: ['last_name', 'first_name'],
	labelOf: (person) => labelWith(nameOf(person), person.email, person.registration_status),
};

/** Swoogo lists no groups: they are named by their primary registrants, and somebody on their own is one. */
const groups: Catalog = {
	...registrants,
	attempt: 'list the groups of the event',
	labelOf: (person) => labelWith(nameOf(person), person.company, person.email),
	isChoice: ({ id, group_id: group }) => String(group ?? id) === String(id),
};

// https://developer.swoogo.com/api-reference/contacts/get-all-contacts
const contacts: Catalog = {
	attempt: 'list the contacts',
	path: '/contacts',
	ofEvent: false,
	fields: 'id,email,first_name,last_name,company',
	searchedIn: ['last_name', 'first_name'],
	labelOf: (person) => labelWith(nameOf(person), person.email, person.company),
};

/** What the editor loads while the form is filled in. */
export const methods = {
	listSearch: {
		searchEvents: searchIn(events),
		searchRegistrants: searchIn(registrants),
		searchGroups: searchIn(groups),
		searchSessions: searchIn(sessions),
		searchRegistrationTypes: searchIn(registrationTypes),
		searchPackages: searchIn(packages),
		searchContacts: searchIn(contacts),
	},
	loadOptions: {
		getEvents: loadOptionsOf(swoogo, pickerOf(events)),
		getSessions: loadOptionsOf(swoogo, pickerOf(sessions)),
	},
	resourceMapping: { getCustomFields },
};

/** Where a list was left: in which of its searches, and there on which page. */
interface Place {
	search: number;
	page?: string;
}

/** Swoogo takes one condition at a time for certain, so several fields are searched one after the other. */
function searchIn(catalog: Catalog) {
	const search: ReturnType<typeof listSearchOf> = async function (typed, token) {
		const found: INodeListSearchItems[] = [];
		const conditions = conditionsFor(catalog, typed?.trim() ?? '');
		const place: Place = token ? (JSON.parse(token) as Place) : { search: 0 };
		do {
			const picker = pickerOf(catalog, conditions, place.search);
			const page = await listSearchOf(swoogo, picker).call(this, typed, place.page);
			found.push(...page.results);
			place.page = page.paginationToken as string | undefined;
			if (place.page) return { results: found, paginationToken: JSON.stringify(place) };
		} while (++place.search < conditions.length);
		return { results: found };
	};
	return search;
}

/** One of the searches; what an earlier one has shown is left out. */
function pickerOf(catalog: Catalog, conditions: Condition[] = [], number = 0): Picker {
	const { attempt, path, ofEvent, fields, labelOf, isChoice = () => true } = catalog;
	const condition = conditions[number];
	const earlier = conditions.slice(0, number);
	return {
		attempt,
		labels: { eventId: 'Event' },
		list: (form) => ({
			path,
			query: {
				...(ofEvent ? { event_id: form.integerId('eventId') } : {}),
				fields,
				...(condition ? { search: searchFor([condition]).search } : {}),
			},
		}),
		entry(record) {
			const isWanted = condition?.holds(record) ?? true;
			if (!isWanted || earlier.some(({ holds }) => holds(record))) return undefined;
			return isChoice(record) ? { name: labelOf(record), value: String(record.id) } : undefined;
		},
	};
}

/** What to ask Swoogo for; the words that are not asked for are looked for in the labels here. */
function conditionsFor({ searchedIn, day }: Catalog, typed: string): Condition[] {
	const words = typed.toLowerCase().split(/\s+/).filter(isSearchable);
	// Numbers and long words are in the fewest names; a year, a month or a time is in the label only.
	const weightOf = (word: string) => {
		if (day && /^(\d{4}(-\d{0,2})?|\d\d?:\d*)$/.test(word)) return 0;
		return word.length + (/\d/.test(word) ? typed.length : 0);
	};
	const [rarest] = words.sort((a, b) => weightOf(b) - weightOf(a));
	if (!rarest) return [];
	if (rarest.includes('@')) return [contains('email', rarest)];
	if (day && /^\d{4}-\d\d-\d\d$/.test(rarest)) return [equals(day, rarest)];
	if (!/^\d+$/.test(typed)) return searchedIn.map((field) => contains(field, rarest));
	// People's names hold no digits.
	const named = searchedIn.filter((field) => field === 'name');
	return [...named.map((field) => contains(field, rarest)), equals('id', rarest)];
}

function contains(field: string, word: string): Condition {
	const holds = (record: IDataObject) => textOf(record[field]).toLowerCase().includes(word);
	return { field, operator: '=*contains*', value: word, holds };
}

function equals(field: string, value: string): Condition {
	return { field, operator: '=', value, holds: (record) => String(record[field]) === value };
}

function nameOf({ first_name: first, last_name: last }: IDataObject): string {
	return [first, last].map(textOf).filter(Boolean).join(' ');
}

// In the time zone of the event, as Swoogo answers it.
function startOf(date: unknown, time: unknown): string {
	return [textOf(date), textOf(time).slice(0, 5)].filter(Boolean).join(' ');
}

function placesOf(capacity: unknown): string | undefined {
	return Number(capacity) > 0 ? `capacity ${Number(capacity)}` : undefined;
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}
