import {
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { runPoll } from '../shared/polling';
import { attendanceChanges } from './attendance/attendanceChanges';
import { methods } from './pickers';

export class KnolyxCommunityAttendanceTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Knolyx Community Attendance Trigger',
		name: 'knolyxCommunityAttendanceTrigger',
		icon: { light: 'file:knolyx.svg', dark: 'file:knolyx.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Start a workflow when somebody registers for a Knolyx community event or cancels',
		defaults: { name: 'Knolyx Community Attendance Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'knolyxApi', required: true }],
		properties: attendanceChanges.fields,
	};

	methods = methods;

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await runPoll(this, attendanceChanges);
	}
}
