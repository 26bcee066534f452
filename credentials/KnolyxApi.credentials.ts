import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
	Icon,
} from 'n8n-workflow';

import { wordedStatuses } from './wordedStatuses';

/** Two headers on every call. https://docs.knolyx.com/guides/getting-started/ */
export class KnolyxApi implements ICredentialType {
	name = 'knolyxApi';

	displayName = 'Knolyx API';

	icon: Icon = {
		light: 'file:../nodes/KnolyxCommunity/knolyx.svg',
		dark: 'file:../nodes/KnolyxCommunity/knolyx.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-event-registration/n8n-nodes-event-registration#knolyx';

	properties: INodeProperties[] = [
		{
			displayName: 'Project ID',
			name: 'projectId',
			type: 'string',
			required: true,
			default: '',
			description: 'Issued by Knolyx together with the API key',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://api.knolyx.com',
			placeholder: 'e.g. https://api.knolyx.com',
			description: 'Change it only if Knolyx gave your organization its own address',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			headers: {
				'X-Project-Id': '={{$credentials.projectId}}',
				'X-Api-Key': '={{$credentials.apiKey}}',
			},
		},
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{$credentials.baseUrl.trim().replace(/\\/+$/, "").replace(/\\/public\\/api\\/v1$/, "")}}',
			url: '/public/api/v1/key',
			disableFollowRedirect: true,
		},
		rules: wordedStatuses('Knolyx', "'Project ID' and 'API Key'"),
	};
}
