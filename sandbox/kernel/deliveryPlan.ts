import type { DeliveryPace, DeliveryReport } from './deliveries';

/** How a number of events shall arrive. */
export interface DeliveryPlan<Event> {
	/** The same event twice means: once more, later. */
	events: Event[];
	/** How many times each event is sent, all at once. Default 1. */
	copies?: number;
	/** Default `asGiven`. `shuffled` is the same every time. */
	order?: 'asGiven' | 'reversed' | 'shuffled';
	/** How many events are under way together, a retried one included; 1 = strictly in order. Default all. */
	parallel?: number;
	/** In place of the provider's own pace. */
	pace?: Partial<DeliveryPace>;
}

/**
 * Sends the events of a plan.
 * @param deliver sends one event to every webhook that wants it
 * @returns all reports in the order in which the events were started, once nothing is under way
 */
export async function deliverInPlan<Event>(
	plan: DeliveryPlan<Event>,
	deliver: (event: Event) => Promise<DeliveryReport[]>,
): Promise<DeliveryReport[]> {
	const events = inOrder(plan.events, plan.order ?? 'asGiven');
	const reports: DeliveryReport[][] = [];
	let next = 0;
	const work = async () => {
		while (next < events.length) {
			const index = next++;
			reports[index] = await deliver(events[index]);
		}
	};
	const workers = Math.min(events.length, plan.parallel ?? events.length);
	await Promise.all(Array.from({ length: workers }, work));
	return reports.flat();
}

function inOrder<Event>(events: Event[], order: 'asGiven' | 'reversed' | 'shuffled'): Event[] {
	if (order === 'asGiven') return [...events];
	if (order === 'reversed') return [...events].reverse();
	// Steps of the golden ratio scatter neighbours, the same way in every run.
	const goldenRatio = (1 + Math.sqrt(5)) / 2;
	const scattered = events.map((event, index) => ({ event, key: ((index + 1) * goldenRatio) % 1 }));
	return scattered.sort((left, right) => left.key - right.key).map(({ event }) => event);
}
