import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Item } from './item';
import type { Outcome, Result } from './outcome';

/** One operation: what the user sees of it, and what it does for one input item. */
export interface Operation {
	/** Entry in the operation selector. */
	name: string;
	value: string;
	action: string;
	description: string;
	/** Completes "Could not …"; names in braces are replaced by what the row holds, e.g. `cancel {registrationId}`. */
	attempt: string;
	/** Whether each item is about one person, for the summary. */
	isAboutPeople?: boolean;
	/** How its outcomes read in a summary, the main one first, e.g. `{ created: 'registered' }`. Missing on reads. */
	outcomes?: Partial<Record<Outcome, string>>;
	/** Shown below the selector; conditions on resource and operation are added. */
	fields: INodeProperties[];
	/** Entries of the collection "Options", besides the ones that every operation or every write has. */
	options?: INodeProperties[];
	/** Does the work for one item: one record from a write, any number from a read. */
	run(item: Item): Promise<Result>;
}

/** The operations on one kind of thing. */
export interface Resource {
	name: string;
	value: string;
	operations: Operation[];
}

const timeoutSeconds: INodeProperties = {
	displayName: 'Timeout (Seconds)',
	name: 'timeoutSeconds',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 300 },
	default: 30,
	description: 'How long to wait for each answer before giving up',
};

const checkOnly: INodeProperties = {
	displayName: 'Check Only',
	name: 'checkOnly',
	type: 'boolean',
	default: false,
	description:
		'Whether to only look things up and say what would happen. Nothing is written, and nobody is mailed.',
};

/** The node's properties: resource selector, operation selectors, and every operation's fields with their conditions. */
export function toProperties(resources: Resource[]): INodeProperties[] {
	return [resourceSelector(resources), ...resources.flatMap(propertiesOfResource)];
}

/** The operation that the two selectors name. */
export function findOperation(
	resources: Resource[],
	resource: unknown,
	operation: unknown,
): Operation | undefined {
	return resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
}

/** The label of a field, also of one inside a collection (`options.ifFull`). */
export function labelOf(operation: Operation, name: string): string {
	const [outer, inner] = name.split('.');
	const fields = [...operation.fields, optionsOf(operation)];
	const field = fields.find((candidate) => candidate.name === outer);
	const children = (field?.options ?? []) as INodeProperties[];
	return (inner ? labelIn(children, inner) : field?.displayName) ?? name;
}

function labelIn(fields: INodeProperties[], name: string | undefined): string | undefined {
	return fields.find((field) => field.name === name)?.displayName;
}

function resourceSelector(resources: Resource[]): INodeProperties {
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources.map(({ name, value }) => ({ name, value })),
		default: firstOf(resources),
	};
}

function firstOf(entries: Array<{ value: string }>): string {
	return entries[0]?.value ?? '';
}

function propertiesOfResource({ value: resource, operations }: Resource): INodeProperties[] {
	const entries: INodePropertyOptions[] = operations.map(
		({ name, value, action, description }) => ({ name, value, action, description }),
	);
	const selector: INodeProperties = {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options: entries,
		default: firstOf(operations),
	};
	return [
		selector,
		...operations.flatMap((operation) =>
			[...operation.fields, optionsOf(operation)].map((field) => ({
				...field,
				displayOptions: {
					...field.displayOptions,
					show: {
						resource: [resource],
						operation: [operation.value],
						...field.displayOptions?.show,
					},
				},
			})),
		),
	];
}

function optionsOf(operation: Operation): INodeProperties {
	const ofWrites = operation.outcomes ? [checkOnly] : [];
	const options = [...(operation.options ?? []), ...ofWrites, timeoutSeconds];
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: options.sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}
