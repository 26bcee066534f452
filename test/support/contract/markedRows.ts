import type { INodeParameters, INodeProperties, NodeParameterValueType } from 'n8n-workflow';

import { loadPackage } from '../builtPackage';
import type { OperationUnderTest } from './operationUnderTest';

/** Rows with this column get the spoiled expression instead of the good value. */
export const marked = { isMarked: true };

/** An expression that throws when n8n evaluates it. */
export const throwingExpression = "$('Missing').item.json.x";

/** An expression whose mistake n8n hides: the field is then simply empty. */
export const vanishingExpression = '$json.there.is.nothing';

/** The field that every operation has, required or not. */
export const timeoutField = 'options.timeoutSeconds';

/** The operation's parameters with one field spoiled for the marked rows only. */
export function spoiledOnMarkedRows(
	{ parameters }: OperationUnderTest,
	field: string,
	expression: string,
): INodeParameters {
	if (field === timeoutField) {
		const options = parameters.options as INodeParameters | undefined;
		return { options: { ...options, timeoutSeconds: chosenByRow(30, expression) } };
	}
	return { [field]: chosenByRow(parameters[field], expression) };
}

function chosenByRow(good: NodeParameterValueType, expression: string): NodeParameterValueType {
	if (good !== null && typeof good === 'object' && '__rl' in good) {
		return { ...good, value: chosenByRow(good.value, expression) } as INodeParameters;
	}
	const inner = typeof good === 'string' ? /^=\{\{(.*)\}\}$/s.exec(good)?.[1] : undefined;
	return `={{ $json.isMarked ? ${expression} : ${inner ?? JSON.stringify(good)} }}`;
}

/** The label that a person sees beside a field. */
export async function labelOfField(
	{ nodeType, resource, operation }: OperationUnderTest,
	field: string,
): Promise<string> {
	const { nodeTypes } = await loadPackage();
	const { properties } = nodeTypes.getByNameAndVersion(nodeType).description;
	const [outer, inner] = field.split('.');
	const property = properties.find(
		({ name, displayOptions }) =>
			name === outer &&
			displayOptions?.show?.resource?.includes(resource) &&
			displayOptions.show.operation?.includes(operation),
	);
	const children = (property?.options ?? []) as INodeProperties[];
	const labelled = inner ? children.find(({ name }) => name === inner) : property;
	if (!labelled) throw new Error(`${resource} ${operation} has no field "${field}"`);
	return labelled.displayName;
}
