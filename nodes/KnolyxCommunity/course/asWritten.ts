import type { IDataObject } from 'n8n-workflow';

import type { Item } from '../../shared/item';
import type { Written } from '../../shared/outcome';
import type { RulesChange } from './courseRules';

const FORECASTS = {
	created: 'create',
	updated: 'update',
	removed: 'remove',
	unchanged: 'unchanged',
} as const;

/** The result of a change of a course's rules, or what 'Check Only' says instead. */
export function asWritten(item: Item, { outcome, record }: RulesChange, ids: IDataObject): Written {
	return item.checksOnly
		? item.would(FORECASTS[outcome], ids, record)
		: item.done(outcome, ids, record);
}
