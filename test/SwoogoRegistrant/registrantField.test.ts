import { NodeHelpers, type INode, type INodeParameters } from 'n8n-workflow';

import { loadPackage } from '../support/builtPackage';
import { located } from './swoogoRun';

const nodeType = 'n8n-nodes-event-registration.swoogoRegistrant';

/** The field 'Event' beside 'Registrant', as the editor and the engine decide about it. */
async function eventField(parameters: object) {
	const { nodeTypes } = await loadPackage();
	const { description } = nodeTypes.getByNameAndVersion(nodeType);
	const node = { name: 'Node', type: nodeType, typeVersion: 1, parameters } as INode;
	const given = node.parameters;
	const { properties } = description;
	const filled = NodeHelpers.getNodeParameters(properties, given, true, false, node, description);
	const complete = { ...node, parameters: filled as INodeParameters };
	const issues = NodeHelpers.getNodeParametersIssues(properties, complete, description);
	return { isThere: 'eventId' in filled!, issues: Object.keys(issues?.parameters ?? {}) };
}

describe.each([
	['group', 'addRegistrant'],
	['group', 'removeRegistrant'],
	['session', 'addRegistrant'],
	['session', 'removeRegistrant'],
	['registrant', 'get'],
	['registrant', 'cancel'],
])('the event beside the registrant of %s %s', (resource, operation) => {
	const base = { resource, operation, groupId: '5001', sessionId: located('id', '61') };

	test('is neither shown nor demanded when the registrant is named by ID', async () => {
		const parameters = { ...base, registrantId: located('id', '5101') };
		expect(await eventField(parameters)).toEqual({ isThere: false, issues: [] });
	});

	test('is shown in a node that was just added, which names people by e-mail', async () => {
		expect(await eventField(base)).toEqual({ isThere: true, issues: ['eventId', 'registrantId'] });
	});

	test('is shown and demanded when the registrant is named by e-mail', async () => {
		const registrantId = located('email', 'ada@example.com');
		expect(await eventField({ ...base, registrantId })).toEqual({
			isThere: true,
			issues: ['eventId'],
		});
		const eventId = located('id', '700');
		expect(await eventField({ ...base, registrantId, eventId })).toEqual({
			isThere: true,
			issues: [],
		});
	});

	test('is shown beside the list of registrants; who was chosen from it needs it no more', async () => {
		const registrantId = located('list', '5101');
		expect(await eventField({ ...base, registrantId })).toEqual({ isThere: true, issues: [] });
	});

	test('is shown and demanded when the e-mail is an expression', async () => {
		const registrantId = located('email', '={{ $json.email }}');
		expect(await eventField({ ...base, registrantId })).toEqual({
			isThere: true,
			issues: ['eventId'],
		});
	});
});

describe.each([
	['group', 'addRegistrant', 'groupId'],
	['session', 'addRegistrant', 'sessionId'],
	['session', 'removeRegistrant', 'sessionId'],
	['session', 'get', 'sessionId'],
	['registrationType', 'get', 'regTypeId'],
	['package', 'get', 'packageId'],
])('the event beside what %s %s chooses from a list', (resource, operation, field) => {
	const base = { resource, operation, registrantId: located('id', '5101') };

	test('is shown for the list, and not demanded of what was chosen from it', async () => {
		const parameters = { ...base, [field]: located('list', '61') };
		expect(await eventField(parameters)).toEqual({ isThere: true, issues: [] });
	});

	test.each([located('id', '61'), '61'])('is not shown for %j', async (value) => {
		const parameters = { ...base, [field]: value };
		expect(await eventField(parameters)).toEqual({ isThere: false, issues: [] });
	});
});
