import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { toProperties } from '../shared/operation';
import { runItems } from '../shared/runItems';
import { contact } from './contact';
import { event } from './event';
import { group } from './group';
import { eventPackage } from './package';
import { methods } from './pickers';
import { registrant } from './registrant';
import { registrationType } from './registrationType';
import { session } from './session';
import { swoogo } from './swoogo';

const resources = [group, registrant, session, event, contact, registrationType, eventPackage];

export class SwoogoRegistrant implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Swoogo Registrant',
		name: 'swoogoRegistrant',
		icon: { light: 'file:swoogo.svg', dark: 'file:swoogo.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Register people for Swoogo events and put them into groups and sessions',
		defaults: { name: 'Swoogo Registrant' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'swoogoOAuth2Api', required: true }],
		properties: toProperties(resources),
	};

	methods = methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, swoogo, resources, this.continueOnFail());
	}
}
