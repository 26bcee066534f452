import type { IDataObject } from 'n8n-workflow';

/** What became of a record; saved workflows branch on these words, so they never change. */
export type Outcome = 'created' | 'updated' | 'removed' | 'unchanged' | 'waitlisted';

/** What the option 'Check Only' says would become of a record; they never change either. */
export type Forecast = 'wouldCreate' | 'wouldUpdate' | 'wouldRemove' | 'unchanged' | 'waitlisted';

/** What an operation makes of one item. */
export type Result = Written | IDataObject[];

/** A write's result: the outcome, the ids it acted on under our field names, and the provider's record. */
export interface Written {
	outcome: Outcome | Forecast;
	ids: IDataObject;
	record: IDataObject;
}
