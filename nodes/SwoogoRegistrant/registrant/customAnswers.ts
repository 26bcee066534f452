import type { IDataObject } from 'n8n-workflow';

import { asRecord } from '../../shared/answer';
import { plainText } from '../../shared/failure';
import type { Item } from '../../shared/item';
import { type Question, readQuestions } from '../questions';
import type { Details } from './registrantDetails';

/**
 * The answers that a row gives to the custom questions of its event, as Swoogo wants them: the IDs of choices, text for
 * all else. Reads the event's questions once in a run, and only when a row answers any.
 * @throws Failure `invalidInput` for an answer that no question, or no choice, fits
 */
export async function customAnswersOf(item: Item, eventId: string): Promise<Details> {
	const { mappingMode, value } = item.json('customFields');
	const isByColumn = mappingMode === 'autoMapInputData';
	const given = filled(isByColumn ? item.columns : asRecord(value));
	if (given.size === 0) return {};
	const questions = await item.once(
		`questions of event ${eventId}`,
		async () => await readQuestions(item, eventId),
	);
	const answered = isByColumn
		? byColumn(item, questions, given)
		: byAttribute(item, questions, given, eventId);
	return Object.fromEntries(
		answered.map(([question, answer]) => [question.attribute, answerTo(item, question, answer)]),
	);
}

/** What is not empty, by name. */
function filled(values: IDataObject): Map<string, unknown> {
	const isEmpty = (value: unknown) =>
		value === null ||
		value === undefined ||
		(typeof value === 'string' && value.trim() === '') ||
		(Array.isArray(value) && value.length === 0);
	return new Map(Object.entries(values).filter(([, value]) => !isEmpty(value)));
}

type Answered = Array<[Question, unknown]>;

function byAttribute(
	item: Item,
	questions: Question[],
	given: Map<string, unknown>,
	eventId: string,
): Answered {
	return [...given].map(([attribute, answer]) => {
		const question = questions.find((each) => each.attribute === attribute);
		if (question) return [question, answer];
		throw item.invalid(
			'customFields',
			`answers ${plainText(attribute, 60)}, which event ${eventId} does not ask`,
			"Choose the event in 'Event', load its custom fields anew, or map the columns automatically.",
		);
	});
}

function byColumn(item: Item, questions: Question[], given: Map<string, unknown>): Answered {
	const columns = new Map([...given].map(([name, answer]) => [folded(name), answer]));
	return questions.flatMap((question): Answered => {
		const named = columns.get(question.attribute);
		if (named !== undefined) return [[question, named]];
		const answer = columns.get(folded(question.label));
		if (answer === undefined) return [];
		const namesakes = questions.filter(({ label }) => folded(label) === folded(question.label));
		if (namesakes.length === 1) return [[question, answer]];
		const attributes = namesakes.map(({ attribute }) => attribute).join(' or ');
		throw item.invalid(
			'customFields',
			`cannot take the column "${plainText(question.label, 60)}", because several questions are named so`,
			`Name the column ${attributes}.`,
		);
	});
}

// Choices are written by ID, as seen in code of others; a list becomes numbered brackets, which is inferred.
function answerTo(item: Item, question: Question, answer: unknown): string | string[] {
	const { choices, takesSeveral, isCheckbox } = question;
	if (takesSeveral) {
		return partsOf(question, answer).map((part) =>
			choiceIn(item, question, textOf(item, question, part)),
		);
	}
	if (Array.isArray(answer) && choices.length === 0) {
		return answer.map((part) => textOf(item, question, part));
	}
	const single: unknown = Array.isArray(answer) && answer.length === 1 ? answer[0] : answer;
	const text = textOf(item, question, single);
	if (choices.length > 0) return choiceIn(item, question, text);
	return isCheckbox ? tickOf(text) : text;
}

// Seen in code of others: "TRUE" ticks a box. That "FALSE" unticks it is inferred.
function tickOf(text: string): string {
	if (/^(true|yes|1)$/i.test(text)) return 'TRUE';
	return /^(false|no|0)$/i.test(text) ? 'FALSE' : text;
}

function partsOf({ choices }: Question, answer: unknown): unknown[] {
	if (Array.isArray(answer)) return answer;
	if (typeof answer !== 'string') return [answer];
	// The name of a choice may hold a comma itself.
	if (choices.some(({ name }) => folded(name) === folded(answer))) return [answer];
	return answer
		.replace(/^\s*\[|\]\s*$|"/g, '')
		.split(',')
		.filter((part) => part.trim() !== '');
}

function textOf(item: Item, { label }: Question, answer: unknown): string {
	if (typeof answer === 'boolean') return answer ? 'TRUE' : 'FALSE';
	const isText = ['string', 'number', 'bigint'].includes(typeof answer);
	if (isText && !/\p{Cs}/u.test(String(answer))) return String(answer).trim();
	throw item.invalid(
		'customFields',
		`holds something that is not text for "${plainText(label, 60)}"`,
		"Give it as text, e.g. {{ $now.toFormat('yyyy-MM-dd') }} for a date.",
	);
}

function choiceIn(item: Item, { label, choices }: Question, answer: string): string {
	if (choices.length === 0) return answer;
	const chosen = choices.filter(({ id }) => id === answer);
	if (chosen.length === 0) {
		chosen.push(...choices.filter(({ name }) => folded(name) === folded(answer)));
	}
	const [choice, ...others] = chosen;
	if (choice && others.length === 0) return choice.id;
	const all = choices.map(({ id, name }) => `${name} (${id})`).join(', ');
	throw item.invalid(
		'customFields',
		`cannot be "${plainText(answer, 60)}" for "${plainText(label, 60)}"`,
		`Use one of: ${plainText(all)}.`,
	);
}

function folded(text: string): string {
	return text.trim().toLowerCase();
}
