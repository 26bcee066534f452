import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
	Icon,
} from 'n8n-workflow';

import { wordedStatuses } from './wordedStatuses';

/** The key of a backend app. https://docs.zenoti.com/docs/authentication */
export class ZenotiApi implements ICredentialType {
	name = 'zenotiApi';

	displayName = 'Zenoti API';

	icon: Icon = {
		light: 'file:../nodes/ZenotiWorkshop/zenoti.svg',
		dark: 'file:../nodes/ZenotiWorkshop/zenoti.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-event-registration/n8n-nodes-event-registration#zenoti';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'In Zenoti: Configuration, Integrations, Apps, your app, Generate API Key',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://api.zenoti.com',
			placeholder: 'e.g. https://api.zenoti.com',
			description: 'Change it only if Zenoti gave your organization its own address',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for Zenoti Workshop Trigger, which checks with it that an event comes from Zenoti. Enter the secret of the webhook in Zenoti; separate several with commas.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=apikey {{$credentials.apiKey}}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl.trim().replace(/\\/+$/, "").replace(/\\/v1$/, "")}}',
			url: '/v1/centers',
			qs: { page: 1, size: 1 },
			disableFollowRedirect: true,
		},
		rules: wordedStatuses('Zenoti', "'API Key'"),
	};
}
