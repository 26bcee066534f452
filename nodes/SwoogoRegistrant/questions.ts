import type { IDataObject } from 'n8n-workflow';

import type { ListSource } from '../shared/pages';

/** One answer that a question offers. */
export interface Choice {
	id: string;
	name: string;
}

/** A question that an event asks beyond the fields that every registrant has. */
export interface Question {
	/** Its name as a field of a registrant: `c_` and its ID. */
	attribute: string;
	label: string;
	/** Empty for questions that take any text. */
	choices: Choice[];
	takesSeveral: boolean;
	isCheckbox: boolean;
}

/**
 * The custom questions of an event, in the event's order.
 * The list is known from code of others only, so what is missing in it is done without: a question whose choices do not
 * come takes any text.
 * https://developer.swoogo.com/api-reference/introduction
 */
export async function readQuestions(source: ListSource, eventId: string): Promise<Question[]> {
	const records: IDataObject[] = [];
	const query = {
		event_id: eventId,
		fields: 'id,event_id,name,attribute,type,sort,choices',
		// Inferred from the lists that are documented: what is nested comes when it is expanded.
		expand: 'choices',
	};
	for await (const page of source.pages({ path: '/event-questions', query })) {
		records.push(...page.filter((record) => isOf(eventId, record)));
	}
	return records.sort(bySort).flatMap((record) => toQuestion(record) ?? []);
}

function isOf(eventId: string, { event_id: event }: IDataObject): boolean {
	return event === undefined || String(event) === eventId;
}

function toQuestion({ attribute, name, type, choices }: IDataObject): Question | undefined {
	if (typeof attribute !== 'string' || !/^c_\d+$/.test(attribute)) return undefined;
	const kind = String(type ?? '').toLowerCase();
	const offered = choicesIn(choices);
	return {
		attribute,
		label: String(name ?? '').trim() || attribute,
		choices: offered,
		// What the types are called is not documented; these words tell lists of boxes from single ones.
		takesSeveral: offered.length > 0 && /check|multi/.test(kind),
		isCheckbox: offered.length === 0 && /check/.test(kind),
	};
}

// As with the fields of sponsors. https://developer.swoogo.com/api-reference/sponsors/get-sponsor-field
function choicesIn(value: unknown): Choice[] {
	if (!Array.isArray(value)) return [];
	return (value as Array<IDataObject | null>)
		.filter((choice) => choice?.id !== undefined && choice.id !== null)
		.sort((a, b) => bySort(a!, b!))
		.map((choice) => ({
			id: String(choice!.id),
			name: String(choice!.name ?? choice!.value ?? choice!.id).trim(),
		}));
}

function bySort(a: IDataObject, b: IDataObject): number {
	return Number(a.sort ?? 0) - Number(b.sort ?? 0);
}
