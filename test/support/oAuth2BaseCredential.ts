import type { ICredentialType, INodeProperties } from 'n8n-workflow';

const withoutDynamicRegistration = { show: { useDynamicClientRegistration: [false] } };

const field = (
	name: string,
	type: INodeProperties['type'],
	defaultValue: string | boolean,
	options?: INodeProperties['options'],
): INodeProperties => ({
	displayName: name,
	name,
	type,
	default: defaultValue,
	...(options ? { options } : {}),
	...(type === 'hidden' ? {} : { displayOptions: withoutDynamicRegistration }),
});

/**
 * n8n's own `oAuth2Api` credential, from which OAuth2 credentials inherit. It ships in n8n-nodes-base, which
 * is far too heavy to install for one class, so the fields that decide a client-credentials run are repeated here.
 * Fields n8n marks `doNotInherit` are left out.
 * Source: https://github.com/n8n-io/n8n/blob/master/packages/nodes-base/credentials/OAuth2Api.credentials.ts
 */
export class OAuth2BaseCredential implements ICredentialType {
	name = 'oAuth2Api';

	displayName = 'OAuth2 API';

	genericAuth = true;

	properties: INodeProperties[] = [
		field('useDynamicClientRegistration', 'hidden', false),
		field('grantType', 'options', 'authorizationCode', [
			{ name: 'Authorization Code', value: 'authorizationCode' },
			{ name: 'Client Credentials', value: 'clientCredentials' },
			{ name: 'PKCE', value: 'pkce' },
		]),
		field('accessTokenUrl', 'string', ''),
		field('clientId', 'string', ''),
		field('clientCredentialType', 'hidden', 'clientSecret'),
		field('clientSecret', 'string', ''),
		field('scope', 'string', ''),
		field('authentication', 'options', 'header', [
			{ name: 'Body', value: 'body' },
			{ name: 'Header', value: 'header' },
		]),
	];
}
