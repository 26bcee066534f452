import type {
	ILoadOptionsFunctions,
	INodeProperties,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import { type Trouble, askFor, labelWith, throwForChoices } from '../shared/editor';
import { type Question, readQuestions } from './questions';
import { swoogo } from './swoogo';

/** Answers to the event's own questions. At top level: inside a collection the editor cannot load them. */
export const customFields: INodeProperties = {
	displayName: 'Custom Fields',
	name: 'customFields',
	type: 'resourceMapper',
	default: { mappingMode: 'defineBelow', value: null },
	noDataExpression: true,
	typeOptions: {
		loadOptionsDependsOn: ['eventId.value'],
		resourceMapper: {
			resourceMapperMethod: 'getCustomFields',
			mode: 'add',
			valuesLabel: 'Custom Fields',
			// An event without custom questions is no error; the notice says what there is to say.
			hideNoDataError: true,
			fieldWords: { singular: 'custom field', plural: 'custom fields' },
			addAllFields: true,
			multiKeyMatch: false,
			supportAutoMap: true,
		},
	},
	hint: 'Seen in use, not documented by Swoogo: how questions are listed and how several choices are sent',
	description:
		"Answers to the event's own questions. A choice can be given by its ID or its name; what is left empty is not sent. Columns are mapped when they are named like a question, or like its attribute, e.g. c_1234.",
};

/** For `methods.resourceMapping`: the custom questions of the event that the form names. */
export async function getCustomFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await askFor(this, swoogo, {
		attempt: "list the event's custom questions",
		labels: { eventId: 'Event' },
		async answer(reader, form) {
			const { value } = form.located('eventId');
			if (!/^\d+$/.test(String(value ?? '').trim()))
				return { fields: [], emptyFieldsNotice: NO_EVENT };
			const questions = await readQuestions(reader, form.integerId('eventId'));
			// The editor shows a notice even beside fields, when they are mapped automatically.
			return questions.length > 0
				? { fields: questions.map(toMapperField) }
				: { fields: [], emptyFieldsNotice: NO_QUESTIONS };
		},
		otherwise: sayWhatIsWrong,
	});
}

// Of an error the editor shows no word here. A notice comes with no fields, so it may not replace fields that are there.
function sayWhatIsWrong(trouble: Trouble, context: ILoadOptionsFunctions): ResourceMapperFields {
	const known = context.getCurrentNodeParameter('customFields.schema');
	if (Array.isArray(known) && known.length > 0) throwForChoices(trouble, context);
	return { fields: [], emptyFieldsNotice: `${trouble.message}. ${trouble.advice}` };
}

// The field's own hint and description are not shown by the editor, so this says what is not documented.
const NO_EVENT =
	"Choose an event by name or ID in 'Event' to see its custom questions. Mapping automatically works without that. " +
	'Swoogo does not document how it lists them and takes several choices: try it with one person first.';
const NO_QUESTIONS = 'This event asks no custom questions.';

function toMapperField({ attribute, label, choices, takesSeveral }: Question): ResourceMapperField {
	const isList = choices.length > 0 && !takesSeveral;
	const names = choices.map(({ name }) => name).join(', ');
	return {
		id: attribute,
		displayName: takesSeveral ? labelWith(label, `several with commas: ${names}`) : label,
		required: false,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		type: isList ? 'options' : 'string',
		...(isList ? { options: choices.map(({ id, name }) => ({ name, value: id })) } : {}),
	};
}
