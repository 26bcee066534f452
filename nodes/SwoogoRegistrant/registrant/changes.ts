import type { IDataObject } from 'n8n-workflow';

import type { Details } from './registrantDetails';

/** Which of these details the record does not say already. Sessions are added to those that somebody has, none is left. */
export function changesIn(details: Details, record: IDataObject): Details {
	const changes: Details = {};
	for (const [name, wanted] of Object.entries(details)) {
		if (name === 'session_ids') {
			const further = sessionsToAdd([wanted].flat(), record);
			// Whether Swoogo replaces the list or adds to it is not documented: with all of them it is the same.
			if (further.length > 0) changes[name] = [...idsIn(record[name]), ...further];
		} else if (!isSame(name, wanted, record[name])) {
			changes[name] = wanted;
		}
	}
	return changes;
}

/** A place on a waiting list stays as it is. */
function sessionsToAdd(wanted: string[], record: IDataObject): string[] {
	const present = [...idsIn(record.session_ids), ...idsIn(record.waitlisted_session_ids)];
	return wanted.filter((id) => !present.includes(id));
}

function idsIn(list: unknown): string[] {
	return Array.isArray(list) ? list.map(String) : [];
}

function isSame(name: string, wanted: string | string[], present: unknown): boolean {
	const fold = FOLDS[name] ?? ((text: string) => text.trim());
	const known = entriesOf(present).map((spellings) => spellings.map(fold));
	const texts = [wanted].flat().filter((text) => text !== '');
	return (
		known.length === texts.length &&
		texts.every((text) => known.some((spellings) => spellings.includes(fold(text))))
	);
}

/** Fields in which letter case means nothing; a status was seen with capitals and with spaces. */
const FOLDS: Record<string, (text: string) => string> = {
	email: (text) => text.trim().toLowerCase(),
	registration_status: (text) => text.trim().toLowerCase().replace(/[ -]/g, '_'),
};

/**
 * The entries of a value, each with its spellings: text stands for itself, a choice for its id and its name.
 * An unset choice has neither. https://developer.swoogo.com/api-reference/registrants/get-one-registrant
 */
function entriesOf(value: unknown): string[][] {
	if (Array.isArray(value)) return value.flatMap(entriesOf);
	if (typeof value === 'boolean') return [[value ? 'TRUE' : 'FALSE']];
	const spellings =
		value !== null && typeof value === 'object'
			? [(value as IDataObject).id, (value as IDataObject).value]
			: [value];
	const known = spellings.filter((each) => each !== null && each !== undefined && each !== '');
	return known.length > 0 ? [known.map(String)] : [];
}
