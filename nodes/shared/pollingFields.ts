import type { INodeProperties } from 'n8n-workflow';

/** One kind of change that a trigger can announce. */
interface Kind {
	name: string;
	value: string;
	description: string;
}

/** Which changes start the workflow; the first kind is chosen at first. */
export function triggerOn(kinds: [Kind, ...Kind[]]): INodeProperties {
	return {
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		noDataExpression: true,
		options: kinds,
		default: [kinds[0].value],
	};
}

/** Whether who is there at the start is announced as well; `people` is their name in the plural. */
export function startWith(people: string): INodeProperties {
	return {
		displayName: 'Start With',
		name: 'startWith',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'New Changes Only',
				value: 'newChangesOnly',
				description: 'Who is there when the workflow is published is only remembered',
			},
			{
				name: `Existing ${people} Too`,
				value: `existing${people}Too`,
				description: 'The first poll starts the workflow for everybody who is there',
			},
		],
		default: 'newChangesOnly',
		description: 'What the first poll does. It counts again when another event is chosen.',
	};
}

/** For triggers that tell a cancellation by somebody's absence from a list. */
export const announceMassCancellations: INodeProperties = {
	displayName: 'Announce Mass Cancellations',
	name: 'announceMassCancellations',
	type: 'boolean',
	default: false,
	description:
		'Whether to announce cancellations however many people are missing from the list at once. Off, more than 25, or an empty list, end the poll with a message instead.',
};

/** The collection "Options" of a trigger. */
export function triggerOptions(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options,
	};
}

/** What every poll costs, said on the face of the node. */
export function costNotice(text: string): INodeProperties {
	return { displayName: text, name: 'costNotice', type: 'notice', default: '' };
}
