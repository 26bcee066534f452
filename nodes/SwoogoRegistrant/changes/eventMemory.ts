import { packedId, unpackedId } from '../../shared/roster';
import type { Known } from './kinds';
import { momentOf, secondsOf, type Person } from './person';

/** What the trigger remembers of one event, as plain JSON. */
export interface EventMemory {
	/** Who is not remembered and was last changed before this moment has not changed since the trigger began. */
	start: string;
	/** The newest `updated_at` that was read; empty as long as nobody is registered. */
	newest: string;
	/** When that was, by this computer's clock, in milliseconds. It only measures how long nothing happened. */
	newestSeenAt: number;
	/** When the trigger last looked far back, by the same clock. */
	lookedBackAt: number;
	/** Where to go on, when the last poll did not get to the end of the changes. */
	goOnFrom?: string;
	/** Where to go on looking far back. */
	lookBackFrom?: string;
	/** The whole event is being read, page by page. */
	whole?: WholeReading;
	/** Who has changed since the start: see {@link packPeople}. */
	people: string;
}

/** How far the reading of a whole event has come. */
export interface WholeReading {
	afterId: string;
	/** `start`: everybody is announced. `baseline`: nobody is. `changes`: who was changed since `since`. */
	purpose: 'start' | 'baseline' | 'changes';
	since: string;
	/** What will be `newest` in the end. */
	newest: string;
}

/** The registrants that are remembered, by id. */
export type KnownPeople = Map<string, Known>;

const CANCELLED = 1;
const CHECKED_IN = 2;
const FINGERPRINT_LETTERS = 4;

/** One word a person: the id, a point, a digit for the status, the seconds of `updated_at`, the fingerprint. */
export function packPeople(people: KnownPeople): string {
	const words = [...people].map(([id, { isCancelled, isCheckedIn, updatedAt, fingerprint }]) => {
		const status = (isCancelled ? CANCELLED : 0) + (isCheckedIn ? CHECKED_IN : 0);
		return `${packedId(id)}.${status}${secondsOf(updatedAt).toString(36)}${fingerprint}`;
	});
	return words.join(' ');
}

/** Reads what {@link packPeople} wrote. */
export function unpackPeople(packed: string): KnownPeople {
	const people: KnownPeople = new Map();
	for (const word of packed.split(' ').filter(Boolean)) {
		const [id = '', rest = ''] = word.split('.');
		const status = Number(rest[0]);
		people.set(unpackedId(id), {
			isCancelled: (status & CANCELLED) > 0,
			isCheckedIn: (status & CHECKED_IN) > 0,
			updatedAt: momentOf(parseInt(rest.slice(1, -FINGERPRINT_LETTERS), 36)),
			fingerprint: rest.slice(-FINGERPRINT_LETTERS),
		});
	}
	return people;
}

/**
 * Forgets those whose last change is longest ago when there are more than `most`; from then on they count as people who
 * have not changed since a later `start`.
 */
export function forgetOldest(memory: EventMemory, people: KnownPeople, most: number): void {
	const surplus = people.size - most;
	if (surplus <= 0) return;
	const byAge = [...people].sort(([, a], [, b]) => (a.updatedAt < b.updatedAt ? -1 : 1));
	for (const [id, { updatedAt }] of byAge.slice(0, surplus)) {
		people.delete(id);
		if (updatedAt >= memory.start) memory.start = justAfter(updatedAt);
	}
}

/** A text that sorts after this moment and before the next second. */
export function justAfter(moment: string): string {
	return `${moment}+`;
}

/** Remembers a registrant as they are now. */
export function remember(people: KnownPeople, person: Person): void {
	const { id, updatedAt, fingerprint, isCancelled, isCheckedIn } = person;
	people.set(id, { updatedAt, fingerprint, isCancelled, isCheckedIn });
}
