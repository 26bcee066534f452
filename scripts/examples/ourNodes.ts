import { node, type WorkflowNode } from './workflowParts';

const packageName = 'n8n-nodes-event-registration';

/** A resource locator's value in a workflow file. */
export function locator(mode: 'list' | 'id' | 'email', value: string | number) {
	return { __rl: true, mode, value: String(value) };
}

/** One of our nodes, set to let failed rows leave by its error output. */
export function ourNode(
	type: 'zenotiWorkshop' | 'knolyxCommunity' | 'swoogoRegistrant',
	name: string,
	position: WorkflowNode['position'],
	parameters: Record<string, unknown>,
): WorkflowNode {
	return {
		...node(name, [`${packageName}.${type}`, 1], position, parameters),
		onError: 'continueErrorOutput',
	};
}

/** The name of the node that {@link sheet} ends with. */
export const onePerPerson = 'One Item per Person';

/** A manual start and a sheet of people, one item each; the sheet's place is for the user's own. */
export function sheet(people: object[], left = -640): WorkflowNode[] {
	return [
		node('Start', ['n8n-nodes-base.manualTrigger', 1], [left, 0], {}),
		node('People', ['n8n-nodes-base.set', 3.4], [left + 220, 0], {
			mode: 'raw',
			jsonOutput: JSON.stringify({ people }, undefined, 2),
			options: {},
		}),
		node(onePerPerson, ['n8n-nodes-base.splitOut', 1], [left + 440, 0], {
			fieldToSplitOut: 'people',
			options: {},
		}),
	];
}

/** The connections of {@link sheet}, up to its last node. */
export const sheetConnections = { Start: [['People']], People: [[onePerPerson]] };
