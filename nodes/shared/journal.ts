import type { INodeExecutionData } from 'n8n-workflow';

import type { Failure } from './failure';
import type { Forecast, Outcome } from './outcome';

/** How one input item ended. */
export interface Ending {
	/** The output items of an item that went well. */
	records?: INodeExecutionData[];
	outcome?: Outcome | Forecast;
	failure?: Failure;
}

// Keyed by the input item object: n8n makes new ones for every node run, loop iteration, branch, sub-workflow and tool
// call, and passes the same ones again only when Retry On Fail re-runs the node. So a re-run finds what is finished,
// nothing else does, and the entries are freed together with the items.
const journal = new WeakMap<INodeExecutionData, Map<string, Ending>>();

/** What an earlier try of this node made of this very item. */
export function recall(item: INodeExecutionData, nodeId: string): Ending | undefined {
	return journal.get(item)?.get(nodeId);
}

/**
 * Keeps how an item ended, if a re-run must not send it again: everything that went well, and failures after which
 * the record may exist all the same.
 */
export function remember(item: INodeExecutionData, nodeId: string, ending: Ending): void {
	if (ending.failure && ending.failure.details.reason !== 'outcomeUnknown') return;
	const endings = journal.get(item) ?? new Map<string, Ending>();
	endings.set(nodeId, ending);
	journal.set(item, endings);
}
