import {
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { triggerOn } from './webhook/events';
import { receive } from './webhook/receive';
import { hookExists, removeHook, setUpHook } from './webhook/setUp';

export class KnolyxCommunityTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Knolyx Community Trigger',
		name: 'knolyxCommunityTrigger',
		icon: { light: 'file:knolyx.svg', dark: 'file:knolyx.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Start a workflow when somebody starts, completes or buys a course in Knolyx',
		eventTriggerDescription: 'Waiting for you to start, complete or buy a course in Knolyx',
		activationMessage: 'Knolyx now tells this workflow about every event you chose.',
		defaults: { name: 'Knolyx Community Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'knolyxApi', required: true }],
		webhooks: [
			{
				name: 'default',
				// An example in the documentation says PUT; nothing rules POST out.
				httpMethod: 'PUT,POST',
				responseMode: 'onReceived',
				// So that n8n asks the node for its answer: see takeOnce.
				responseData: '',
				path: 'webhook',
				ndvHideUrl: true,
			},
		],
		properties: [
			{
				displayName:
					"Publishing this workflow registers it with Knolyx, and unpublishing removes it. For that n8n needs a public address with https, set in its environment variable N8N_WEBHOOK_URL. Attending a community event is not among Knolyx's events: use Knolyx Community Attendance Trigger.",
				name: 'setUpNotice',
				type: 'notice',
				default: '',
			},
			triggerOn,
		],
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await hookExists(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await setUpHook(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await removeHook(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}
