import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { ignore, refuse } from './deliveries';
import { type Claim, TakenDeliveries } from './takenDeliveries';
import { sleepUntil } from './wait';

// Shared on purpose by all requests of the process, which arrive in parallel.
const takenByTrigger = new Map<string, TakenDeliveries>();

/** Providers wait 10 seconds for an answer. */
const LONGEST_WAIT_MS = 8000;

/**
 * Starts the workflow with what `read` returns, once for a delivery, and confirms it when n8n has the execution: what
 * is not confirmed comes again, so a restart loses nothing. Repeats are confirmed and start nothing.
 *
 * Exact within one process, also across its restarts; several processes learn from each other with every save. A test
 * in the editor takes every delivery for new and remembers none.
 *
 * @param names what the delivery is known by; taken once by any of them, it is a repeat
 * @param remember adds to what is saved with it
 */
export async function takeOnce(
	context: IWebhookFunctions,
	names: readonly [string, ...string[]],
	read: () => IDataObject | Promise<IDataObject>,
	remember = () => {},
): Promise<IWebhookResponseData> {
	if (context.getMode() === 'manual') return { ...started(await read()), webhookResponse: '' };
	const saved = context.getWorkflowStaticData('node') as { seen?: string };
	const taken = takenBy(context);
	const over = Date.now() + LONGEST_WAIT_MS;
	for (;;) {
		taken.learn(saved.seen);
		if (taken.has(names)) return ignore(context);
		const claimed = taken.claimOn(names);
		if (!claimed) break;
		if (Date.now() >= over) return refuse(context, 503, 'This delivery is still being taken in.');
		await settledBefore(over, claimed);
	}
	const claim = taken.claim(names);
	// By then it is confirmed, unless n8n could not start the workflow and said so to the provider.
	onceAnswered(context, () => claim.giveBack());
	return {
		...started(await read()),
		// n8n reads this answer when it has the execution, and then saves what the trigger remembers: changes that were
		// made here earlier would not be saved.
		get webhookResponse() {
			claim.confirm();
			saved.seen = taken.toSave();
			remember();
			return '';
		},
	};
}

function started(item: IDataObject): IWebhookResponseData {
	return { workflowData: [[{ json: item }]] };
}

function takenBy(context: IWebhookFunctions): TakenDeliveries {
	const key = `${context.getWorkflow().id} ${context.getNode().id}`;
	let taken = takenByTrigger.get(key);
	if (!taken) takenByTrigger.set(key, (taken = new TakenDeliveries()));
	return taken;
}

function onceAnswered(context: IWebhookFunctions, then: () => void): void {
	const response = context.getResponseObject() as {
		once(event: 'finish', listener: () => void): void;
	};
	response.once('finish', then);
}

async function settledBefore(deadline: number, { settled }: Claim): Promise<void> {
	const over = new AbortController();
	const tooLate = sleepUntil(deadline - Date.now(), over.signal);
	await Promise.race([settled, tooLate]).finally(() => over.abort());
}
