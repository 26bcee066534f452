import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

/**
 * The least a node can do for a row: one authenticated request, with the credential read once. No field is read, no
 * answer is looked at, nothing is repeated.
 */
export class Floor implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Floor',
		name: 'floor',
		group: ['transform'],
		version: 1,
		description: 'Sends one authenticated request per item',
		defaults: { name: 'Floor' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'knolyxApi', required: true }],
		properties: [
			{ displayName: 'Event ID', name: 'eventId', type: 'string', default: '' },
			{
				displayName: 'Requests at a Time',
				name: 'requestsAtATime',
				type: 'number',
				default: 1,
			},
			{
				displayName: 'User ID',
				name: 'userId',
				type: 'string',
				default: '',
				description:
					"Read through n8n for every item when it is set; else the item's own userId is taken",
			},
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const data = await this.getCredentials('knolyxApi');
		const known = { credentialsDecrypted: { id: '', name: '', type: 'knolyxApi', data } };
		const eventId = this.getNodeParameter('eventId', 0) as string;
		const readsField = this.getNode().parameters.userId !== '';
		const items = this.getInputData();
		const output: INodeExecutionData[] = new Array(items.length);
		let next = 0;
		const work = async () => {
			while (next < items.length) {
				const item = next++;
				const userId = readsField
					? this.getNodeParameter('userId', item)
					: items[item]!.json.userId;
				await this.helpers.httpRequestWithAuthentication.call(
					this,
					'knolyxApi',
					{
						method: 'POST',
						url: `${String(data.baseUrl)}/public/api/v1/community/55/event/${eventId}/attend/${String(userId)}`,
					},
					known,
				);
				const record = { outcome: 'created', communityId: '55', eventId, userId: String(userId) };
				output[item] = { json: record, pairedItem: { item } };
			}
		};
		const workers = this.getNodeParameter('requestsAtATime', 0) as number;
		await Promise.all(Array.from({ length: workers }, work));
		return [output];
	}
}
