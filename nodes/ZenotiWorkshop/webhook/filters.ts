import type { IHookFunctions, INodeProperties, IWebhookFunctions } from 'n8n-workflow';

import { Input } from '../../shared/input';
import { centerId, workshopId } from '../fields';
import type { ZenotiEvent } from './events';

/** What the workflow need not be started for. */
export const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			...centerId,
			required: false,
			description: 'Only events of this center; events that name no center are left out',
		},
		{
			displayName: 'Workshop Bookings Only',
			name: 'workshopBookingsOnly',
			type: 'boolean',
			default: false,
			description:
				'Whether to leave out bookings of classes, which have no track. Zenoti does not document this difference. Events that are no bookings stay.',
		},
		{
			...workshopId,
			required: false,
			description: 'Only bookings of this workshop; events that name no workshop are left out',
		},
	],
};

const LABELS: Record<string, string> = {
	'filters.centerId': 'Center',
	'filters.workshopId': 'Workshop ID',
	'filters.workshopBookingsOnly': 'Workshop Bookings Only',
	'options.fetchDetails': 'Fetch Details',
};

/** The node's fields, checked. */
export function formOf(context: IHookFunctions | IWebhookFunctions): Input {
	const read = (name: string) => context.getNodeParameter(name, '') as unknown;
	return new Input(read, (name) => LABELS[name] ?? name, context.getTimezone());
}

/** What the node's fields let through. */
export interface Wanted {
	events: string[];
	centerId?: string;
	workshopId?: string;
	workshopBookingsOnly: boolean;
}

/** @throws Failure `invalidInput` that names the field */
export function wantedBy(context: IHookFunctions | IWebhookFunctions): Wanted {
	const form = formOf(context);
	const given = (name: string) => form.value(name) !== undefined;
	return {
		events: context.getNodeParameter('events', []) as string[],
		...(given('filters.centerId') ? { centerId: form.guid('filters.centerId') } : {}),
		...(given('filters.workshopId') ? { workshopId: form.integerId('filters.workshopId') } : {}),
		workshopBookingsOnly: form.flag('filters.workshopBookingsOnly', false),
	};
}

/** Whether the workflow is to be started for this event. */
export function isWanted(event: ZenotiEvent, wanted: Wanted): boolean {
	const { centerId: center, workshopId: workshop } = wanted;
	if (!isChosen(event, wanted.events)) return false;
	if (center !== undefined && folded(event.ids.centerId) !== folded(center)) return false;
	if (workshop !== undefined && String(event.ids.workshopId) !== workshop) return false;
	// A class has the track -1 in Zenoti's samples. https://docs.zenoti.com/reference/booking-created
	return !wanted.workshopBookingsOnly || !isBooking(event) || Number(event.ids.trackId) > 0;
}

const WITHOUT_TYPE = ['Class.Booking.Approved', 'Class.Booking.Rejected'];

function isChosen({ type, ...event }: ZenotiEvent, events: string[]): boolean {
	if (events.includes('*')) return true;
	if (type !== undefined) return events.some((chosen) => folded(chosen) === folded(type));
	// Only these two come without saying what they are.
	return isBooking(event) && WITHOUT_TYPE.some((undeclared) => events.includes(undeclared));
}

function isBooking({ type, ids }: Pick<ZenotiEvent, 'type' | 'ids'>): boolean {
	return type === undefined ? ids.registrationId !== undefined : /^class\.booking\./i.test(type);
}

function folded(value: unknown): string {
	return String(value ?? '')
		.replaceAll('-', '')
		.toLowerCase();
}
