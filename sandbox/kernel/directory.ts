/**
 * A map of records by id that also finds them by a natural key (such as the e-mail), so that
 * thousands of people stay quick. A record whose key was changed in place must be `set` again.
 */
export class Directory<Id, Entry> extends Map<Id, Entry> {
	private readonly idsByKey = new Map<string, Set<Id>>();

	/** @param keyOf reads the natural key of a record; compared trimmed and without case */
	constructor(private readonly keyOf: (entry: Entry) => string) {
		super();
	}

	override set(id: Id, entry: Entry): this {
		super.set(id, entry);
		const key = normalize(this.keyOf(entry));
		const ids = this.idsByKey.get(key) ?? new Set<Id>();
		this.idsByKey.set(key, ids.add(id));
		return this;
	}

	/** Every record with this natural key, in the order they were added; `[]` when there is none. */
	withKey(key: string): Entry[] {
		const wanted = normalize(key);
		const ids = [...(this.idsByKey.get(wanted) ?? [])];
		return ids
			.map((id) => this.get(id))
			.filter((entry) => entry !== undefined)
			.filter((entry) => normalize(this.keyOf(entry)) === wanted);
	}
}

function normalize(key: string): string {
	return key.trim().toLowerCase();
}
