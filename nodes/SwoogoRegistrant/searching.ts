import type { IDataObject } from 'n8n-workflow';

/** One condition of a list. https://swoogo.readme.io/docs/searching */
export interface Condition {
	field: string;
	/** As the search's grammar spells it. */
	operator: '=' | '=*contains*' | '>=' | '<=';
	value: string;
	/** Whether a record that came meets it: Swoogo may ignore a condition without a word. */
	holds: (record: IDataObject) => boolean;
}

/** Conditions as a list request needs them. */
export interface Search {
	/** One condition for Swoogo: how several are joined on the wire is not clear from its documentation. */
	search?: string;
	/** All conditions, for the records that come. */
	keep?: (record: IDataObject) => boolean;
	/** The fields that `keep` reads. */
	needs: string[];
}

/** Joins those conditions that a user has set. */
export function searchFor(conditions: Array<Condition | undefined>): Search {
	const set = conditions.filter((condition) => condition !== undefined);
	if (set.length === 0) return { needs: [] };
	const sent = set.find(({ value }) => isSearchable(value));
	return {
		search: sent && `${sent.field}${sent.operator}${sent.value}`,
		keep: (record) => set.every(({ holds }) => holds(record)),
		needs: set.map(({ field }) => field),
	};
}

/** Whether a value can stand in a search without its characters being read as the search's grammar. */
export function isSearchable(value: string): boolean {
	return !/[&*|=<>!]/.test(value);
}
