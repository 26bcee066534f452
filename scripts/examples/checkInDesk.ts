import { moreExampleIds, moreExamplePeople } from '../../sandbox/scenarios/moreExamples';
import { locator, onePerPerson, ourNode, sheet, sheetConnections } from './ourNodes';
import { connect, editFields, node, stickyNote } from './workflowParts';

/** A form at the door: an e-mail address goes in, a sentence comes out. */
export function checkInDesk() {
	const [tara, milo] = moreExamplePeople.atDesk;
	const arrivals = [tara, milo, { ...tara!, email: ' TARA.singh@example.com' }, stranger];
	return {
		name: 'Check-In Desk',
		nodes: [
			...notes(),
			...sheet(arrivals),
			node('Desk', ['n8n-nodes-base.formTrigger', 2.2], [-200, -200], {
				formTitle: 'Welcome',
				formDescription: 'Enter the e-mail address you registered with.',
				formFields: {
					values: [{ fieldLabel: 'email', fieldType: 'email', requiredField: true }],
				},
				options: {},
			}),
			ourNode('swoogoRegistrant', 'Check In', [80, 0], {
				resource: 'registrant',
				operation: 'checkIn',
				registrantId: locator('email', '={{ $json.email }}'),
				eventId: locator('id', moreExampleIds.deskEventId),
			}),
			editFields('Welcome', [320, -100], {
				sentence:
					"={{ $json.outcome === 'unchanged' ? 'You are checked in already.' : 'Welcome, you are checked in.' }}",
			}),
			editFields('Ask at the Desk', [320, 100], { sentence: '={{ $json.error }}' }),
		],
		connections: connect({
			...sheetConnections,
			[onePerPerson]: [['Check In']],
			Desk: [['Check In']],
			'Check In': [['Welcome'], ['Ask at the Desk']],
		}),
		settings: { executionOrder: 'v1' },
		pinData: {},
	};
}

const stranger = { firstName: 'Not', lastName: 'Registered', email: 'not.registered@example.com' };

function notes() {
	return [
		stickyNote(
			'About This Workflow',
			[-680, -400],
			{ width: 660, height: 160 },
			`## Check-in desk
*Desk* is a form for a tablet at the door: publish the workflow and open its address. *Start* tries it out with four arrivals, one of them twice and one who is not registered.

Somebody who checks in twice is not a failure (\`unchanged\`). Who is not found leaves by the lower output, with a sentence for the person at the desk.`,
		),
	];
}
