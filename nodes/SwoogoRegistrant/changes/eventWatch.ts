import type { EventList, PeoplePage } from './eventList';
import {
	type EventMemory,
	type KnownPeople,
	type WholeReading,
	forgetOldest,
	justAfter,
	packPeople,
	remember,
	unpackPeople,
} from './eventMemory';
import { type Kind, isOld, kindsAtStart, kindsOf } from './kinds';
import { type Person, momentOf, secondsOf } from './person';

/** One change of one registrant. */
export interface Change {
	kind: Kind;
	person: Person;
}

// A tenth of Swoogo's credits; what is left of the changes is read by the next poll.
const MOST_CALLS = 20;
// A change may become visible a little later than one that bears a later time.
const OVERLAP_SECONDS = 5 * 60;
// Now and then much later. And if Swoogo's times follow a clock that is put back in autumn, an hour comes twice.
const LOOK_BACK_SECONDS = 70 * 60;
const LOOK_BACK_EVERY_MS = 30 * 60 * 1000;
const CROWD = 100;

/**
 * Tells what has changed in one event since the last look, by what the data says: no clock is compared with Swoogo's.
 *
 * Changes are read in the order of `updated_at`, from a little before the newest that is known; who is remembered with
 * the same change is passed over. Where Swoogo ignores the filter or the order, or more people than a page holds changed
 * within one second, the whole event is read by id instead. A look that is cut short goes on with the next one.
 */
export class EventWatch {
	readonly changes: Change[] = [];

	private readonly people: KnownPeople;

	private callsLeft = MOST_CALLS;

	private constructor(
		private readonly list: EventList,
		private readonly memory: EventMemory,
		private readonly now: number,
	) {
		this.people = unpackPeople(memory.people);
	}

	/** The first look: announces nobody yet, or everybody. `undefined` when there is no time for it. */
	static async begin(
		list: EventList,
		announcesAll: boolean,
		now: number,
	): Promise<EventWatch | undefined> {
		const page = await list.latest();
		if (!page) return undefined;
		const fresh = { start: '', newest: '', newestSeenAt: now, lookedBackAt: now, people: '' };
		const watch = new EventWatch(list, fresh, now);
		watch.findStart(page, announcesAll);
		await watch.readWhole();
		return watch;
	}

	/** A further look. */
	static async goOn(list: EventList, memory: EventMemory, now: number): Promise<EventWatch> {
		const watch = new EventWatch(list, { ...memory }, now);
		if (!memory.whole) await watch.readChanges();
		await watch.readWhole();
		return watch;
	}

	/** What to remember, of at most `mostPeople`. */
	remembered(mostPeople: number): EventMemory {
		forgetOldest(this.memory, this.people, mostPeople);
		return { ...this.memory, people: packPeople(this.people) };
	}

	private findStart({ people, isLast }: PeoplePage, announcesAll: boolean): void {
		const isSorted = isDescending(people);
		if (isSorted) this.takeAsBaseline(people);
		const { newest } = this.memory;
		if (announcesAll) {
			this.people.clear();
			this.memory.whole = { afterId: '', purpose: 'start', since: '', newest };
		} else if (!isSorted) {
			this.memory.whole = { afterId: '', purpose: 'baseline', since: '', newest };
		} else {
			const mayBeMore = !isLast && people.at(-1)?.updatedAt === newest;
			this.memory.start = mayBeMore ? justAfter(newest) : newest;
		}
	}

	private async readChanges(): Promise<void> {
		const { since, isInclusive } = this.edge();
		this.memory.goOnFrom = await this.read(since, isInclusive);
		if (this.memory.goOnFrom || this.memory.whole) return;
		const isDue = this.now - this.memory.lookedBackAt >= LOOK_BACK_EVERY_MS;
		if (isDue && since) {
			this.memory.lookBackFrom = momentOf(secondsOf(since) - LOOK_BACK_SECONDS);
			this.memory.lookedBackAt = this.now;
		}
		const { lookBackFrom } = this.memory;
		if (lookBackFrom) this.memory.lookBackFrom = await this.read(lookBackFrom, true, since);
	}

	/** From where to read. All moments are texts of Swoogo's; only how long it has been quiet is measured here. */
	private edge(): { since?: string; isInclusive: boolean } {
		const { newest, goOnFrom, newestSeenAt } = this.memory;
		if (goOnFrom) return { since: goOnFrom, isInclusive: true };
		if (newest === '') return { isInclusive: true };
		const isQuiet = this.now - newestSeenAt >= OVERLAP_SECONDS * 1000;
		if (!isQuiet)
			return { since: momentOf(secondsOf(newest) - OVERLAP_SECONDS), isInclusive: true };
		const atEdge = [...this.people.values()].filter(({ updatedAt }) => updatedAt === newest);
		return { since: newest, isInclusive: atEdge.length < CROWD };
	}

	/**
	 * Reads changes in their order, to the end or until those after `until` begin.
	 * @returns where to go on, when the time or the calls of this look were used up before
	 */
	private async read(
		from: string | undefined,
		isInclusive: boolean,
		until?: string,
	): Promise<string | undefined> {
		let since = from;
		for (let isFirst = true; this.callsLeft-- > 0; isFirst = false) {
			const page = await this.list.changedSince(since, isInclusive || !isFirst);
			if (!page) return since;
			const { people, isLast } = page;
			const [first, last] = [people[0]?.updatedAt, people.at(-1)?.updatedAt];
			if (!first || !last)
				return isFirst && from && isInclusive ? await this.findNewest(from) : undefined;
			if (!isAscending(people, since)) return this.beginWhole(since ?? '');
			this.take(people);
			this.note(last);
			if (isLast || (until && last > until)) return undefined;
			// A full page of one second: going on from there would bring the same page.
			if (last === since || first === last) return this.beginWhole(last);
			since = last;
		}
		return since;
	}

	/** Nobody at all matched, though at least the newest must: they are gone, or the filter was misunderstood. */
	private async findNewest(since: string): Promise<undefined> {
		const page = await this.list.latest();
		if (!page) return;
		const newest = page.people[0]?.updatedAt ?? '';
		if (!isDescending(page.people) || newest >= this.memory.newest) return this.beginWhole(since);
		this.memory.newest = newest;
		this.memory.newestSeenAt = this.now;
	}

	private beginWhole(since: string): undefined {
		const { newest } = this.memory;
		this.memory.whole = { afterId: '', purpose: 'changes', since, newest };
	}

	private async readWhole(): Promise<void> {
		const { whole } = this.memory;
		if (!whole) return;
		const isBeginning = whole.afterId === '';
		while (this.callsLeft-- > 0) {
			const page = await this.list.after(whole.afterId);
			if (!page) return;
			if (!isAscendingById(page.people, whole.afterId)) {
				for await (const people of this.list.everybody()) this.takeOfWhole(people, whole, true);
				return this.endOfWhole(whole);
			}
			this.takeOfWhole(page.people, whole, isBeginning);
			if (page.isLast || page.people.length === 0) return this.endOfWhole(whole);
			whole.afterId = page.people.at(-1)?.id ?? whole.afterId;
		}
	}

	private takeOfWhole(people: Person[], whole: WholeReading, isBeginning: boolean): void {
		for (const { updatedAt } of people) {
			// What is read later may hide changes behind it that were made after their page was read.
			if (isBeginning && updatedAt > whole.newest) whole.newest = updatedAt;
		}
		if (whole.purpose === 'baseline') return this.takeAsBaseline(people);
		if (whole.purpose === 'changes') {
			return this.take(people.filter(({ updatedAt }) => updatedAt >= whole.since));
		}
		for (const person of people) {
			if (this.people.has(person.id)) continue;
			this.changes.push(...kindsAtStart(person).map((kind) => ({ kind, person })));
			remember(this.people, person);
		}
	}

	private endOfWhole({ purpose, newest }: WholeReading): void {
		delete this.memory.whole;
		delete this.memory.goOnFrom;
		delete this.memory.lookBackFrom;
		this.memory.lookedBackAt = this.now;
		this.note(newest);
		if (purpose === 'baseline') this.memory.start = this.memory.newest;
	}

	private take(people: Person[]): void {
		const { start } = this.memory;
		for (const person of people) {
			const known = this.people.get(person.id);
			if (isOld(person, known, start)) continue;
			this.changes.push(...kindsOf(person, known, start).map((kind) => ({ kind, person })));
			remember(this.people, person);
		}
	}

	/** Remembers, unannounced, those of the newest second: others of that second may come later. */
	private takeAsBaseline(people: Person[]): void {
		for (const person of people) {
			if (person.updatedAt > this.memory.newest) this.people.clear();
			this.note(person.updatedAt);
			if (person.updatedAt === this.memory.newest) remember(this.people, person);
		}
	}

	private note(moment: string): void {
		if (moment <= this.memory.newest) return;
		this.memory.newest = moment;
		this.memory.newestSeenAt = this.now;
	}
}

function isAscending(people: Person[], from = ''): boolean {
	return people.every(({ updatedAt }, i) => updatedAt >= (people[i - 1]?.updatedAt ?? from));
}

function isDescending(people: Person[]): boolean {
	return isAscending([...people].reverse());
}

function isAscendingById(people: Person[], after: string): boolean {
	return people.every(({ id }, i) => Number(id) > Number(people[i - 1]?.id ?? (after || -1)));
}
