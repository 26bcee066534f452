import type { Person } from './person';

export const KINDS = ['created', 'updated', 'cancelled', 'checkedIn'] as const;

/** What happened to a registrant. */
export type Kind = (typeof KINDS)[number];

/** What is remembered of a registrant's last change. */
export interface Known {
	updatedAt: string;
	fingerprint: string;
	isCancelled: boolean;
	isCheckedIn: boolean;
}

/** True for a change that was dealt with before, or an older state of it that comes late. */
export function isOld(person: Person, known: Known | undefined, start: string): boolean {
	if (!known) return person.updatedAt < start;
	if (person.updatedAt !== known.updatedAt) return person.updatedAt < known.updatedAt;
	return person.fingerprint === known.fingerprint;
}

/**
 * What has happened, most telling first in time: a registrant who is new and cancelled already was created, then
 * cancelled. `updated` is whatever is none of the others.
 *
 * Somebody who is not remembered has not changed since `start`, so they were cancelled or checked in before it only if
 * Swoogo dates that before it. All moments are from Swoogo and compared as text.
 */
export function kindsOf(person: Person, known: Known | undefined, start: string): Kind[] {
	const isCreated = !known && person.createdAt !== '' && person.createdAt >= start;
	const kinds: Kind[] = isCreated ? ['created'] : [];
	const wasBefore = (at: string) => !known && !isCreated && at !== '' && at < start;
	const wasCancelled = known?.isCancelled ?? wasBefore(person.cancelledAt);
	const wasCheckedIn = known?.isCheckedIn ?? wasBefore(person.checkedInAt);
	if (person.isCheckedIn && !wasCheckedIn) kinds.push('checkedIn');
	if (person.isCancelled && !wasCancelled) kinds.push('cancelled');
	return kinds.length > 0 ? kinds : ['updated'];
}

/** What somebody is announced as who is there at the start: registered, unless they have cancelled. */
export function kindsAtStart(person: Person): Kind[] {
	if (person.isCancelled) return ['cancelled'];
	return person.isCheckedIn ? ['created', 'checkedIn'] : ['created'];
}
