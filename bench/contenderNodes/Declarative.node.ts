import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

/** Knolyx's Attend as a declarative node: n8n itself makes the requests from this description. */
export class Declarative implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Declarative',
		name: 'declarative',
		group: ['transform'],
		version: 1,
		description: 'Marks users as attending an event, without code',
		defaults: { name: 'Declarative' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'knolyxApi', required: true }],
		requestDefaults: { baseURL: '={{$credentials.baseUrl}}' },
		properties: [
			{ displayName: 'Community ID', name: 'communityId', type: 'string', default: '' },
			{ displayName: 'Event ID', name: 'eventId', type: 'string', default: '' },
			{
				displayName: 'User ID',
				name: 'userId',
				type: 'string',
				default: '',
				routing: {
					request: {
						method: 'POST',
						url: '=/public/api/v1/community/{{$parameter.communityId}}/event/{{$parameter.eventId}}/attend/{{$value}}',
					},
				},
			},
		],
	};
}
