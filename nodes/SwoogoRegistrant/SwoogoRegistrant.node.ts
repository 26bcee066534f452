import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { toProperties } from '../shared/operation';
import { runItems } from '../shared/runItems';
import { event } from './event';
import { group } from './group';
import { registrant } from './registrant';
import { swoogo } from './swoogo';

const resources = [group, registrant, event];

export class SwoogoRegistrant implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Swoogo Registrant',
		name: 'swoogoRegistrant',
		icon: { light: 'file:swoogo.svg', dark: 'file:swoogo.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Register people for Swoogo events and put them into groups',
		defaults: { name: 'Swoogo Registrant' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'swoogoOAuth2Api', required: true }],
		properties: toProperties(resources),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, swoogo, resources, this.continueOnFail());
	}
}
