import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { toProperties } from '../shared/operation';
import { runItems } from '../shared/runItems';
import { center } from './center';
import { guest } from './guest';
import { methods } from './pickers';
import { registration } from './registration';
import { zenoti } from './zenoti';

const resources = [registration, guest, center];

export class ZenotiWorkshop implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Zenoti Workshop',
		name: 'zenotiWorkshop',
		icon: { light: 'file:zenoti.svg', dark: 'file:zenoti.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Register guests for Zenoti workshops, check them in and cancel',
		defaults: { name: 'Zenoti Workshop' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'zenotiApi', required: true }],
		properties: toProperties(resources),
	};

	methods = methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, zenoti, resources, this.continueOnFail());
	}
}
