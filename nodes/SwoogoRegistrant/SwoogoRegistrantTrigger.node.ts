import {
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { runPoll } from '../shared/polling';
import { registrantChanges } from './changes/registrantChanges';
import { methods } from './pickers';

export class SwoogoRegistrantTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Swoogo Registrant Trigger',
		name: 'swoogoRegistrantTrigger',
		icon: { light: 'file:swoogo.svg', dark: 'file:swoogo.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description:
			'Start a workflow when somebody registers for a Swoogo event, changes, cancels or is checked in',
		defaults: { name: 'Swoogo Registrant Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'swoogoOAuth2Api', required: true }],
		hints: [
			{
				message: 'More than 10 events every minute cost over half of all Swoogo credits.',
				type: 'warning',
				location: 'ndv',
				whenToDisplay: 'always',
				displayCondition:
					'={{ $parameter["eventIds"].length > 10 && ($parameter["pollTimes"]?.item ?? []).some(({ mode }) => mode === "everyMinute") }}',
			},
		],
		properties: registrantChanges.fields,
	};

	methods = methods;

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await runPoll(this, registrantChanges);
	}
}
