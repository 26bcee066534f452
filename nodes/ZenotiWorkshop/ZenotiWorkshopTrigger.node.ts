import {
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { methods } from './pickers';
import { checkForm } from './webhook/checkForm';
import { fetchDetails } from './webhook/details';
import { triggerOn } from './webhook/events';
import { filters } from './webhook/filters';
import { receive } from './webhook/receive';

export class ZenotiWorkshopTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Zenoti Workshop Trigger',
		name: 'zenotiWorkshopTrigger',
		icon: { light: 'file:zenoti.svg', dark: 'file:zenoti.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Start a workflow when Zenoti sends a booking, guest or schedule event',
		eventTriggerDescription:
			"Waiting for Zenoti to send an event to the 'Test URL'. A webhook in Zenoti must name it.",
		activationMessage: "Zenoti can now send events to the 'Production URL' of the trigger.",
		triggerPanel: {
			header: 'Wait for an event from Zenoti',
			executionsHelp: {
				inactive:
					"Zenoti sends to the address that its webhook names. For a test, that is the 'Test URL', and it listens for one event after you click the button. To start this workflow with every event, publish it and enter the 'Production URL' in Zenoti.",
				active:
					"Zenoti sends to the address that its webhook names. Events at the 'Production URL' start this workflow and show in the <a data-key=\"executions\">executions list</a>. The 'Test URL' listens for one event after you click the button.",
			},
			activationHint:
				"Publish the workflow and enter the 'Production URL' in Zenoti to start it with every event.",
		},
		defaults: { name: 'Zenoti Workshop Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'zenotiApi', required: false }],
		webhooks: [
			{
				name: 'default',
				// Zenoti's form offers these request types. https://docs.zenoti.com/docs/add-an-automation
				httpMethod: 'POST,PUT,PATCH',
				responseMode: 'onReceived',
				// So that n8n asks the node for its answer: see takeOnce.
				responseData: '',
				path: 'webhook',
				ndvHideMethod: true,
			},
		],
		properties: [
			{
				displayName:
					"In Zenoti, open Configuration, Integrations, Webhooks, and create one webhook for each event with the 'Production URL' above. Enter its secret as 'Webhook Secret' in the credential: without it, whoever knows the address can start this workflow. If the address begins with http:// or localhost, set n8n's environment variable N8N_WEBHOOK_URL to its public address first.",
				name: 'setUpNotice',
				type: 'notice',
				default: '',
			},
			triggerOn,
			filters,
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add Option',
				default: {},
				options: [fetchDetails],
			},
		],
	};

	methods = { listSearch: { searchCenters: methods.listSearch.searchCenters } };

	// Zenoti has no API for webhooks: its administrator creates them.
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				checkForm(this);
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}
