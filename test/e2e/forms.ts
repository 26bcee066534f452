import {
	NodeHelpers,
	type IDataObject,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeTypeDescription,
} from 'n8n-workflow';

/** One state of a node's form that shows fields of its own. */
export interface Form {
	/** `<node>-<resource>-<operation>`, with what else is chosen appended. */
	name: string;
	nodeType: string;
	/** What is chosen; every collection holds each of its fields, so that all labels can be seen. */
	parameters: IDataObject;
}

interface Choice {
	words: string[];
	parameters: IDataObject;
}

/**
 * Every form of a node: one per resource and operation, and one more for each choice that shows other fields, unless
 * the same choice shows the same in an operation before.
 */
export function formsOf(node: INodeTypeDescription): Form[] {
	const shortName = node.name.split('.').pop() ?? node.name;
	const known = new Set<string>();
	return operationsOf(node)
		.flatMap((operation) => choicesWithin(node, operation, known))
		.map(({ words, parameters }) => ({
			name: [shortName, ...words].join('-'),
			nodeType: node.name,
			parameters: { ...filledCollections(node, parameters), ...parameters },
		}));
}

/** The labels that n8n must show for a form, from the node's description. */
export function labelsOf(node: INodeTypeDescription, form: Form): string[] {
	return visibleProperties(node, form.parameters).flatMap((property) => {
		if (property.type === 'resourceMapper') return [mapperLabel];
		const fields = property.type === 'collection' ? fieldsIn(property) : [];
		const visible = fields.filter((field) => isShown(node, form.parameters, field));
		return [property, ...visible].map(({ displayName }) => displayName);
	});
}

/** n8n's own, above every resource mapper; the field's own label comes with the fields. */
const mapperLabel = 'Mapping Column Mode';

/** What the selectors of a form must show: the names of the chosen resource and operation. */
export function chosenNames(
	node: INodeTypeDescription,
	{ parameters }: Form,
): Record<string, string> {
	const selectors = visibleProperties(node, parameters).filter(({ name }) => isSelector(name));
	return Object.fromEntries(
		selectors.map(({ name, options }) => {
			const entries = (options ?? []) as INodePropertyOptions[];
			return [name, entries.find(({ value }) => value === parameters[name])?.name ?? ''];
		}),
	);
}

/** The fields a form shows, hidden ones and notices left out. */
function visibleProperties(node: INodeTypeDescription, parameters: IDataObject): INodeProperties[] {
	return node.properties.filter(
		(property) =>
			!['hidden', 'notice'].includes(property.type) && isShown(node, parameters, property),
	);
}

/** Whether a field, or one in a collection, is shown beside what is chosen. */
function isShown(
	node: INodeTypeDescription,
	parameters: IDataObject,
	property: INodeProperties,
): boolean {
	const shape = { typeVersion: node.defaultVersion ?? 1 };
	const chosen = parameters as INodeParameters;
	const values =
		NodeHelpers.getNodeParameters(node.properties, chosen, true, false, shape, node) ?? {};
	return NodeHelpers.displayParameter(values, property, shape, node, values);
}

const isSelector = (name: string) => name === 'resource' || name === 'operation';

function operationsOf(node: INodeTypeDescription): Choice[] {
	const resources = node.properties.find(({ name }) => name === 'resource');
	if (resources === undefined) return [{ words: [], parameters: {} }];
	return valuesOf(resources).flatMap((resource) => {
		const operations = node.properties.find(
			({ name, displayOptions }) =>
				name === 'operation' && displayOptions?.show?.resource?.includes(resource),
		);
		return valuesOf(operations).map((operation) => ({
			words: [resource, operation],
			parameters: { resource, operation },
		}));
	});
}

/**
 * The form as it opens, and for every field on which others depend, one form per further value of it; `known` holds
 * what the choices of earlier forms change.
 */
function choicesWithin(
	node: INodeTypeDescription,
	operation: Choice,
	known: Set<string>,
): Choice[] {
	const visible = visibleProperties(node, operation.parameters);
	const further = visible.flatMap((property) =>
		dependedOn(node, operation, property).map((value) => ({
			words: [...operation.words, property.name, value],
			parameters: {
				...operation.parameters,
				[property.name]:
					property.type === 'resourceLocator' ? { __rl: true, mode: value, value: '' } : value,
			},
		})),
	);
	const fresh = further.filter(({ words, parameters }) => {
		const shown = visibleProperties(node, parameters);
		const appearing = shown.filter((property) => !visible.includes(property));
		const disappearing = visible.filter((property) => !shown.includes(property));
		const labels = [appearing, disappearing].map((fields) =>
			fields.map(({ displayName, description }) => [displayName, description]),
		);
		const change = JSON.stringify([words.slice(operation.words.length), labels]);
		return !known.has(change) && known.add(change);
	});
	return [operation, ...fresh];
}

function dependedOn(
	node: INodeTypeDescription,
	{ parameters }: Choice,
	property: INodeProperties,
): string[] {
	if (isSelector(property.name)) return [];
	const isLocator = property.type === 'resourceLocator';
	const key = isLocator ? `${property.name}.mode` : property.name;
	const hasDependants = node.properties.some(
		({ displayOptions: { show } = {} }) =>
			show !== undefined &&
			key in show &&
			Object.entries(parameters).every(
				([name, value]) => show[name]?.includes(value as string) ?? true,
			),
	);
	if (!hasDependants || !(isLocator || property.type === 'options')) return [];
	const opensWith = isLocator
		? (property.default as { mode: string }).mode
		: (property.default as string);
	const values = isLocator ? (property.modes ?? []).map(({ name }) => name) : valuesOf(property);
	return values.filter((value) => value !== opensWith);
}

function filledCollections(node: INodeTypeDescription, parameters: IDataObject): IDataObject {
	const collections = visibleProperties(node, parameters).filter(
		({ type }) => type === 'collection',
	);
	return Object.fromEntries(
		collections.map((collection) => [
			collection.name,
			Object.fromEntries(fieldsIn(collection).map(({ name, default: value }) => [name, value])),
		]),
	) as IDataObject;
}

function fieldsIn({ options }: INodeProperties): INodeProperties[] {
	return (options ?? []) as INodeProperties[];
}

/** n8n itself adds the entry "Custom API Call". */
function valuesOf(property: INodeProperties | undefined): string[] {
	const options = (property?.options ?? []) as INodePropertyOptions[];
	return options.map(({ value }) => String(value)).filter((value) => !value.startsWith('__'));
}
