import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';

/** Return All and Limit, as n8n words them. */
export const returnAllAndLimit: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

/** The e-mail address of the person a row is about. */
export const email: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. nathan@example.com',
	description: 'E-mail address of the person; spaces around it are ignored',
};

/** Raw fields for the request body, for what the provider accepts but does not document. */
export const additionalBody: INodeProperties = {
	displayName: 'Additional Body (JSON)',
	name: 'additionalBody',
	type: 'json',
	default: '{}',
	description: 'Further fields for the request body, sent as they are',
};

/** Simplify, as n8n words it; for records of more than ten fields. */
export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** The mode "From List" of a resource locator; `searchListMethod` names the node's list search. */
export function fromList(searchListMethod: string): INodePropertyMode {
	const [displayName, name, type] = ['From List', 'list', 'list'] as const;
	return { displayName, name, type, typeOptions: { searchListMethod, searchable: true } };
}

/** The mode "By ID" of a resource locator. */
export const byId = (example: string) => typedIn('By ID', 'id', example);

/** The mode "By Email" of a resource locator for people. */
export const byEmail = typedIn('By Email', 'email', 'nathan@example.com');

function typedIn(displayName: string, name: string, example: string): INodePropertyMode {
	const type = 'string';
	return { displayName, name, type, placeholder: `e.g. ${example}` };
}

/** A record that is chosen rather than described. */
export function locator(
	displayName: string,
	name: string,
	description: string,
	modes: INodePropertyMode[],
): INodeProperties {
	return {
		displayName,
		name,
		type: 'resourceLocator',
		required: true,
		default: { mode: modes[0]?.name ?? 'id', value: '' },
		description,
		modes,
	};
}

/** An id typed in or taken from a column. */
export function id(
	displayName: string,
	name: string,
	placeholder: string,
	description: string,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		required: true,
		default: '',
		placeholder: `e.g. ${placeholder}`,
		description,
	};
}
