import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { toProperties } from '../shared/operation';
import { runItems } from '../shared/runItems';
import { apiKey } from './apiKey';
import { attendance } from './attendance';
import { course } from './course';
import { event } from './event';
import { knolyx } from './knolyx';
import { methods } from './pickers';
import { user } from './user';
import { workgroup } from './workgroup';

const resources = [attendance, apiKey, course, event, user, workgroup];

export class KnolyxCommunity implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Knolyx Community',
		name: 'knolyxCommunity',
		icon: { light: 'file:knolyx.svg', dark: 'file:knolyx.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Register people for Knolyx community events and give them access',
		defaults: { name: 'Knolyx Community' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'knolyxApi', required: true }],
		properties: toProperties(resources),
	};

	methods = methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, knolyx, resources, this.continueOnFail());
	}
}
