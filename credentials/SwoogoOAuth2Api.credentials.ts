import type { ICredentialTestRequest, ICredentialType, INodeProperties, Icon } from 'n8n-workflow';

import { wordedStatuses } from './wordedStatuses';

/**
 * A key and a secret that n8n trades for a token of 30 minutes.
 * https://developer.swoogo.com/api-reference/authentication/request-api-token
 */
export class SwoogoOAuth2Api implements ICredentialType {
	name = 'swoogoOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Swoogo OAuth2 API';

	icon: Icon = {
		light: 'file:../nodes/SwoogoRegistrant/swoogo.svg',
		dark: 'file:../nodes/SwoogoRegistrant/swoogo.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-event-registration/n8n-nodes-event-registration#swoogo';

	properties: INodeProperties[] = [
		{
			displayName: 'Consumer Key',
			name: 'consumerKey',
			type: 'string',
			required: true,
			default: '',
			description: 'In Swoogo: My Profile, API Credentials',
		},
		{
			displayName: 'Consumer Secret',
			name: 'consumerSecret',
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
			default: 'https://api.swoogo.com/api/v1',
			placeholder: 'e.g. https://api.swoogo.com/api/v1',
			description: 'Change it only if Swoogo gave your organization its own address',
		},
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'clientCredentials',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: '={{ $self["baseUrl"].trim().replace(/\\/+$/, "") }}/oauth2/token',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'header',
		},
		// Swoogo wants both parts URL-encoded before they are joined, which n8n does not do.
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'hidden',
			default: '={{ encodeURIComponent($self["consumerKey"]) }}',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'hidden',
			typeOptions: { password: true },
			default: '={{ encodeURIComponent($self["consumerSecret"]) }}',
		},
	];

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl.trim().replace(/\\/+$/, "")}}',
			url: '/events',
			qs: { 'per-page': 1, fields: 'id' },
			disableFollowRedirect: true,
		},
		rules: wordedStatuses('Swoogo', "'Consumer Key' and 'Consumer Secret'"),
	};
}
