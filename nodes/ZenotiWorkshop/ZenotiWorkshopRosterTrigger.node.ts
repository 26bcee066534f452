import {
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { runPoll } from '../shared/polling';
import { rosterChanges } from './registration/rosterChanges';
import { methods } from './pickers';

export class ZenotiWorkshopRosterTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Zenoti Workshop Roster Trigger',
		name: 'zenotiWorkshopRosterTrigger',
		icon: { light: 'file:zenoti.svg', dark: 'file:zenoti.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description:
			'Start a workflow when somebody registers for a Zenoti workshop, cancels or is checked in',
		defaults: { name: 'Zenoti Workshop Roster Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'zenotiApi', required: true }],
		properties: rosterChanges.fields,
	};

	methods = methods;

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await runPoll(this, rosterChanges);
	}
}
