import { invalidField, isYes } from './answers';
import type {
	SwoogoChoice,
	SwoogoEventPart,
	SwoogoQuestion,
	SwoogoQuestionKind,
	SwoogoState,
} from './state';

/** inferred: the words in `type`, of which only `dropDownList` is documented, for a sponsor's field. */
const typeOfKind: Record<SwoogoQuestionKind, string> = {
	text: 'textInput',
	singleChoice: 'dropDownList',
	multipleChoice: 'checkboxList',
	checkbox: 'checkbox',
};

/**
 * A registration question.
 * @param fields `choices` are names; their ids are ten times the question's, counted up from there
 */
export function swoogoQuestion(fields: {
	id: number;
	eventId: number;
	name: string;
	kind: SwoogoQuestionKind;
	choices?: string[];
	sort?: number;
	/** In place of the inferred word. */
	type?: string;
}): SwoogoQuestion {
	const { id, eventId, name, kind, choices = [] } = fields;
	return {
		id,
		event_id: eventId,
		page_id: eventId * 10,
		name,
		public_short_name: '',
		admin_short_name: '',
		attribute: `c_${id}`,
		type: fields.type ?? typeOfKind[kind],
		hint: '',
		sort: fields.sort ?? id,
		choices: choices.map((choice, index) => ({ id: id * 10 + index, name: choice, sort: index })),
		kind,
	};
}

/**
 * The answers among the fields of a request as they are kept: a text, a choice `{ id, value }`, a list
 * of choices, or a boolean. An answer to no question of the event is dropped without a word; for an
 * event without questions every `c_…` is kept as it came.
 * inferred: all of it but the names `c_<id>`, that one choice is sent as its id, and how it reads back.
 * @throws Refusal 422 for a choice that the question does not have
 */
export function answersOf(
	fields: Record<string, unknown>,
	state: SwoogoState,
	eventId: number,
): Record<string, unknown> {
	const questions = questionsOf(state, eventId);
	const answers = Object.entries(fields).filter(([name]) => /^c_\d+$/.test(name));
	if (questions.size === 0) return Object.fromEntries(answers);
	return Object.fromEntries(
		answers.flatMap(([name, value]) => {
			const question = questions.get(name);
			return question ? [[name, answerTo(question, value)]] : [];
		}),
	);
}

/** The questions as the API shows them: without what only the sandbox knows. */
export function publicQuestions(state: SwoogoState): Map<number, SwoogoEventPart> {
	const entries = [...state.questions].map(([id, question]): [number, SwoogoEventPart] => {
		const shown = { ...question };
		delete shown.kind;
		return [id, shown];
	});
	return new Map(entries);
}

function questionsOf(state: SwoogoState, eventId: number): Map<string, SwoogoQuestion> {
	const questions = [...state.questions.values()].filter(({ event_id: id }) => id === eventId);
	return new Map(questions.map((each) => [`c_${each.id}`, each as SwoogoQuestion]));
}

function answerTo(question: SwoogoQuestion, value: unknown): unknown {
	const isEmpty = value === '' || value === null;
	switch (question.kind) {
		case 'singleChoice':
			return isEmpty ? { id: null, value: null } : choiceOf(question, value);
		case 'multipleChoice': {
			const wanted = Array.isArray(value) ? value : isEmpty ? [] : [value];
			return wanted.map((each) => choiceOf(question, each));
		}
		case 'checkbox':
			if (isEmpty || ['false', '0'].includes(String(value).toLowerCase())) return false;
			if (isYes(value)) return true;
			throw invalidField(question.attribute, `${question.name} must be either "1" or "0".`);
		default:
			if (typeof value !== 'object' || value === null) return String(value ?? '');
			throw invalidField(question.attribute, `${question.name} must be a string.`);
	}
}

function choiceOf(question: SwoogoQuestion, value: unknown): SwoogoChoice {
	const choice = question.choices.find(({ id }) => String(id) === String(value));
	if (!choice) throw invalidField(question.attribute, `${question.name} is invalid.`);
	return { id: choice.id, value: choice.name };
}
