import { moreExampleIds, moreExamplePeople } from '../../sandbox/scenarios/moreExamples';
import { locator, onePerPerson, ourNode, sheet, sheetConnections } from './ourNodes';
import { connect, editFields, stickyNote } from './workflowParts';

const fromSheet = (column: string) => `={{ $('${onePerPerson}').item.json.${column} }}`;

/** Moves people to another event: first registered there, only then cancelled here. */
export function movePerson() {
	return {
		name: 'Move People to Another Event',
		nodes: [
			...notes(),
			...sheet(moreExamplePeople.moving),
			ourNode('swoogoRegistrant', 'Register for the New Event', [60, 0], {
				resource: 'registrant',
				operation: 'create',
				eventId: locator('id', moreExampleIds.toEventId),
				email: '={{ $json.email }}',
				firstName: '={{ $json.firstName }}',
				lastName: '={{ $json.lastName }}',
			}),
			ourNode('swoogoRegistrant', 'Cancel for the Old Event', [300, -100], {
				resource: 'registrant',
				operation: 'cancel',
				registrantId: locator('email', fromSheet('email')),
				eventId: locator('id', moreExampleIds.fromEventId),
			}),
			editFields('Moved', [540, -200], { sentence: `${fromSheet('email')} is moved.` }),
			editFields('In Both Events', [540, 0], { sentence: '={{ $json.error }}' }),
			editFields('Not Moved', [300, 160], { sentence: '={{ $json.error }}' }),
		],
		connections: connect({
			...sheetConnections,
			[onePerPerson]: [['Register for the New Event']],
			'Register for the New Event': [['Cancel for the Old Event'], ['Not Moved']],
			'Cancel for the Old Event': [['Moved'], ['In Both Events']],
		}),
		settings: { executionOrder: 'v1' },
		pinData: {},
	};
}

function notes() {
	return [
		stickyNote(
			'About This Workflow',
			[-680, -280],
			{ width: 660, height: 140 },
			`## Move people to another event
Nobody loses a place: the new event comes **first**, and only who is registered there is cancelled in the old one. If the second step does not work, the person is in both events and the row says so; run it again, and what is done already is recognised.`,
		),
	];
}
