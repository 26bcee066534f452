import type { IDataObject } from 'n8n-workflow';

import { Failure } from './failure';
import type { Poll } from './poll';
import type { News } from './polling';

/** What a trigger remembers of the list it watches. */
export interface RosterMemory {
	/** Which list it is; another one starts anew. */
	of: string;
	roster: Roster;
}

/** One line of a list of people. */
export interface Listed {
	id: string;
	/** How they stand: a short word of letters. */
	state: string;
	record: IDataObject;
	/** What to remember of them beside, for when they are gone. */
	note?: string;
}

/** Who was on the list and how they stood: by state, the ids as one text, about six bytes a person. */
export type Roster = Record<string, string>;

/** What became of one line between two readings of the whole list. */
export interface Movement {
	id: string;
	/** `undefined` for somebody new. */
	from?: string;
	/** `undefined` for somebody who is gone. */
	to?: string;
	/** As listed; empty for somebody who is gone. */
	record: IDataObject;
	note?: string;
}

/** What a trigger says about the list it watches. */
export interface Watched {
	/** Names the list among all that the form can choose. */
	of: string;
	/** Reads all of it, to the end. */
	read: () => Promise<Listed[]>;
	/** Which states are a loss when they go missing. */
	counts: (state: string) => boolean;
	/** What a movement starts the workflow with; `isStart` for those who were there at the start. */
	changesOf: (movement: Movement, isStart: boolean) => IDataObject[];
}

/** Reads the list and tells what is new. The first reading announces only what 'Start With' asks for. */
export async function newsOf(
	poll: Poll,
	memory: RosterMemory | undefined,
	{ of, read, counts, changesOf }: Watched,
): Promise<News<RosterMemory>> {
	const before = memory?.of === of ? memory.roster : undefined;
	const isStart = before === undefined;
	const isSilent = isStart && poll.text('startWith') === 'newChangesOnly';
	const believesAll = poll.flag('options.announceMassCancellations', false);
	// Somebody who leaves while a list is read page by page moves another one to a page that was read before. Such a one
	// must not look new after the start.
	const listed = isSilent ? [...(await read()), ...(await read())] : await read();
	const { movements, roster } = compare(before, listed, { counts, believesAll });
	const changes = isSilent ? [] : movements.flatMap((movement) => changesOf(movement, isStart));
	return { changes, memory: { of, roster } };
}

/** How much of a list may go missing before it is taken for a list that is not complete. */
export interface Trust {
	/** Which states are a loss when they go missing. */
	counts: (state: string) => boolean;
	/** True to believe every list, however much is missing. */
	believesAll: boolean;
}

// A list cut by a page or more loses more than this; so many people rarely cancel between two polls.
const MOST_MISSING = 25;

/** Marks, in a state's name, those who were missing from the last reading. */
const MISSING = '-';

/**
 * Compares a complete reading of a list with the one before; without one, everybody is new.
 *
 * Somebody is gone only when two readings in a row miss them: a list may be cut short without a word. When many are
 * missing at once, or all of several, nothing is believed at all.
 * @throws Failure `unexpectedAnswer` for such a list
 */
export function compare(
	before: Roster | undefined,
	listed: Listed[],
	trust: Trust,
): { movements: Movement[]; roster: Roster } {
	const known = unpack(before ?? {});
	const now = new Map(listed.map((line) => [line.id, line]));
	const missing = [...known].filter(([id]) => !now.has(id));
	checkLoss(known, now, trust);
	const movements: Movement[] = [];
	const entries: Array<[string, Entry]> = [];
	for (const [id, { state, note }] of missing) {
		if (state.endsWith(MISSING)) movements.push({ id, from: stateOf(state), record: {}, note });
		else entries.push([id, { state: state + MISSING, note }]);
	}
	for (const { id, state, record, note } of now.values()) {
		const from = stateOf(known.get(id)?.state);
		if (from !== state) movements.push({ id, from, to: state, record, note });
		entries.push([id, { state, note }]);
	}
	return { movements, roster: pack(entries) };
}

function checkLoss(
	known: Map<string, Entry>,
	now: Map<string, Listed>,
	{ counts, believesAll }: Trust,
): void {
	if (believesAll) return;
	// Who was missing from the last reading as well was believed to be missing then.
	const there = [...known].filter(([, { state }]) => !state.endsWith(MISSING) && counts(state));
	const lost = there.filter(([id]) => !now.has(id)).length;
	const isEmptied = now.size === 0 && there.length > 1;
	if (!isEmptied && lost <= MOST_MISSING) return;
	const words = isEmptied
		? `The list is empty, although ${there.length} people were on it`
		: `${lost} of ${there.length} people are missing from the list at once`;
	throw new Failure(
		'unexpectedAnswer',
		`${words}, so it is taken for incomplete`,
		"Nothing was announced. If they have really left, switch on 'Announce Mass Cancellations' until the next poll.",
	);
}

interface Entry {
	state: string;
	note?: string;
}

function stateOf(state: string | undefined): string | undefined {
	return state?.endsWith(MISSING) ? state.slice(0, -MISSING.length) : state;
}

function pack(entries: Array<[string, Entry]>): Roster {
	const byState = new Map<string, string[]>();
	for (const [id, { state, note }] of entries) {
		const words = byState.get(state) ?? [];
		words.push(
			packedId(id) + (note === undefined ? '' : `=${encodeURIComponent(note.toWellFormed())}`),
		);
		byState.set(state, words);
	}
	return Object.fromEntries([...byState].map(([state, words]) => [state, words.join(' ')]));
}

function unpack(roster: Roster): Map<string, Entry> {
	const known = new Map<string, Entry>();
	for (const [state, words] of Object.entries(roster)) {
		for (const word of words.split(' ')) {
			const [id = '', note] = word.split('=');
			known.set(unpackedId(id), {
				state,
				...(note === undefined ? {} : { note: decodeURIComponent(note) }),
			});
		}
	}
	return known;
}

const SIGN_OF_TEXT = '~';

/** An id in few letters, without spaces or any of `= . ~` but as its first letter. */
export function packedId(id: string): string {
	const number = Number(id);
	const isPlain = /^[1-9]\d*$/.test(id) && Number.isSafeInteger(number);
	return isPlain
		? number.toString(36)
		: SIGN_OF_TEXT +
				encodeURIComponent(id.toWellFormed()).replace(/\./g, '%2E').replace(/~/g, '%7E');
}

/** The id that {@link packedId} was given. */
export function unpackedId(packed: string): string {
	return packed.startsWith(SIGN_OF_TEXT)
		? decodeURIComponent(packed.slice(SIGN_OF_TEXT.length))
		: String(parseInt(packed, 36));
}
