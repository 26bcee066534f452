import { NodeHelpers, type INode, type INodeParameters, type INodeProperties } from 'n8n-workflow';

import { loadPackage } from '../../support/builtPackage';
import { located } from '../swoogoRun';

const type = 'n8n-nodes-event-registration.swoogoRegistrant';

async function propertiesOf(): Promise<INodeProperties[]> {
	const { nodeTypes } = await loadPackage();
	return nodeTypes.getByNameAndVersion(type).description.properties;
}

/** The form as the editor and the engine see it: what it holds, and what it complains about. */
async function form(operation: string, parameters: object = {}) {
	const { nodeTypes } = await loadPackage();
	const { description } = nodeTypes.getByNameAndVersion(type);
	const given = { resource: 'registrant', operation, ...parameters } as INodeParameters;
	const node = { name: 'Node', type, typeVersion: 1, parameters: given } as INode;
	const { properties } = description;
	const filled = NodeHelpers.getNodeParameters(properties, given, true, false, node, description);
	const complete = { ...node, parameters: filled as INodeParameters };
	const issues = NodeHelpers.getNodeParametersIssues(properties, complete, description);
	return { fields: Object.keys(filled!), issues: Object.keys(issues?.parameters ?? {}) };
}

test('Register Person stands first, and every operation has a name of its own', async () => {
	const properties = await propertiesOf();
	const selector = properties.find(
		({ name, displayOptions }) =>
			name === 'operation' && displayOptions?.show?.resource?.includes('registrant'),
	)!;
	expect(selector.default).toBe('registerPerson');
	expect(selector.options!.map(({ name }) => name)).toEqual([
		'Register Person',
		'Create',
		'Create or Update',
		'Update',
		'Cancel',
		'Check In',
		'Undo Check In',
		'Mark No Show',
		'Send Email',
		'Get',
		'Get Many',
	]);
});

describe('the event of Update', () => {
	const [person, event] = [located('id', '5101'), located('id', '700')];

	it('is there but not demanded beside an ID: it is needed to choose custom fields', async () => {
		const { fields, issues } = await form('update', { registrantId: person });
		expect(fields).toContain('eventId');
		expect(issues).toEqual([]);
	});

	it('is demanded beside an e-mail address', async () => {
		const registrantId = located('email', 'ada@example.com');
		expect((await form('update', { registrantId })).issues).toEqual(['eventId']);
		expect((await form('update', { registrantId, eventId: event })).issues).toEqual([]);
	});
});

describe.each(['create', 'upsert', 'registerPerson', 'update'])(
	'custom fields of %s',
	(operation) => {
		const person = {
			eventId: located('id', '700'),
			registrantId: located('email', 'ada@example.com'),
			email: 'ada@example.com',
			firstName: 'Ada',
			lastName: 'Example',
		};

		it('stand at top level, where the editor can load them, and follow the event', async () => {
			const field = (await propertiesOf()).find(
				({ name, displayOptions }) =>
					name === 'customFields' && displayOptions?.show?.operation?.includes(operation),
			);
			expect(field).toMatchObject({
				type: 'resourceMapper',
				typeOptions: {
					loadOptionsDependsOn: ['eventId.value'],
					resourceMapper: { resourceMapperMethod: 'getCustomFields', supportAutoMap: true },
				},
			});
		});

		it.each([
			['nobody touched', undefined],
			['map the columns', { mappingMode: 'autoMapInputData', value: null, schema: [] }],
			[
				'are empty, or given as text where a list of choices is wanted',
				{
					mappingMode: 'defineBelow',
					value: { c_11: '', c_12: null, c_13: 'Monday, Friday' },
					schema: ['c_11', 'c_12', 'c_13'].map((id) => ({
						id,
						displayName: id,
						required: false,
						defaultMatch: false,
						display: true,
						type: id === 'c_12' ? 'options' : 'string',
						options: id === 'c_12' ? [{ name: 'M', value: '121' }] : undefined,
					})),
				},
			],
		])('that %s do not stop the workflow', async (_, customFields) => {
			const given = customFields ? { ...person, customFields } : person;
			const { fields, issues } = await form(operation, given);
			expect(fields).toContain('customFields');
			expect(issues).toEqual([]);
		});
	},
);

test('nothing mails, overrides capacity or sets a status unless somebody asks for it', async () => {
	const properties = await propertiesOf();
	const collections = properties.filter(
		({ name, displayOptions }) =>
			['options', 'additionalFields', 'updateFields'].includes(name) &&
			displayOptions?.show?.resource?.includes('registrant'),
	);
	expect(collections.length).toBeGreaterThan(11);
	for (const { default: value, options } of collections) {
		expect(value).toEqual({});
		for (const option of options as INodeProperties[]) {
			if (option.type === 'boolean') expect(option.default).toBe(false);
		}
	}
});

test('every field says more than its name, and shows what to enter', async () => {
	const fields = (await propertiesOf())
		.filter(({ displayOptions }) => displayOptions?.show?.resource?.includes('registrant'))
		.flatMap((field) => [
			field,
			...(field.type === 'collection' ? (field.options as INodeProperties[]) : []),
		])
		.filter(({ name, type: kind }) => name !== 'operation' && kind !== 'collection');
	for (const { displayName, description, type: kind, placeholder } of fields) {
		expect(`${displayName}: ${description ?? ''}`).toMatch(/: .{10,}/);
		if (kind === 'string') expect(`${displayName}: ${placeholder ?? ''}`).toMatch(/: e\.g\. ./);
	}
});
