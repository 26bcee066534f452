import { exampleIds } from '../../sandbox/scenarios/exampleRows';
import { moreExampleIds } from '../../sandbox/scenarios/moreExamples';
import { locator, ourNode } from './ourNodes';
import { connect, editFields, node, stickyNote } from './workflowParts';

/** Whoever registers at Swoogo is registered with Knolyx as well, and marked at Swoogo by a group. */
export function twoWaySync() {
	return {
		name: 'Swoogo to Knolyx and Back',
		nodes: [
			...notes(),
			node(
				'New Registrant',
				['n8n-nodes-event-registration.swoogoRegistrantTrigger', 1],
				[-420, 0],
				{
					pollTimes: { item: [{ mode: 'everyMinute' }] },
					eventIds: [String(moreExampleIds.syncEventId)],
					events: ['created'],
				},
			),
			ourNode('knolyxCommunity', 'Register with Knolyx', [-160, 0], {
				resource: 'attendance',
				operation: 'register',
				communityId: String(exampleIds.communityId),
				eventId: locator('id', exampleIds.knolyxEventId),
				email: '={{ $json.email }}',
				firstName: '={{ $json.first_name }}',
				lastName: '={{ $json.last_name }}',
				workgroupId: locator('id', exampleIds.workgroupId),
				sendWelcomeEmail: false,
			}),
			ourNode('swoogoRegistrant', 'Mark at Swoogo', [80, -100], {
				resource: 'group',
				operation: 'addRegistrant',
				registrantId: locator('id', "={{ $('New Registrant').item.json.registrantId }}"),
				groupId: locator('id', moreExampleIds.syncGroupId),
			}),
			editFields('In Both', [320, -200], { sentence: '={{ $json.email }} is in both.' }),
			editFields('To Look At', [320, 100], { sentence: '={{ $json.error }}' }),
		],
		connections: connect({
			'New Registrant': [['Register with Knolyx']],
			'Register with Knolyx': [['Mark at Swoogo'], ['To Look At']],
			'Mark at Swoogo': [['In Both'], ['To Look At']],
		}),
		settings: { executionOrder: 'v1' },
		pinData: {},
	};
}

function notes() {
	return [
		stickyNote(
			'About This Workflow',
			[-460, -400],
			{ width: 700, height: 220 },
			`## Swoogo to Knolyx and back
Publish it: every minute it looks for new registrants of one Swoogo event, registers them for a Knolyx event, and puts them into a group at Swoogo so that everybody there sees who has access.

It does not start itself: the group changes the registrant, which is an *update*, and the trigger listens to **Created** only. Knolyx's welcome mail is off.`,
		),
	];
}
