import { moreExampleIds, moreExamplePeople } from '../../sandbox/scenarios/moreExamples';
import { locator, onePerPerson, ourNode, sheet, sheetConnections } from './ourNodes';
import { connect, editFields, node, stickyNote } from './workflowParts';

const event = locator('id', moreExampleIds.sheetEventId);

/** The sheet decides who is registered: new people are registered, those who are gone from it are cancelled. */
export function syncSheetToEvent() {
	const people = [...moreExamplePeople.inBoth, ...moreExamplePeople.newInSheet];
	return {
		name: 'Sync a Sheet to an Event',
		nodes: [
			...notes(),
			...sheet(people),
			ourNode('swoogoRegistrant', 'Register or Update', [60, -160], {
				resource: 'registrant',
				operation: 'upsert',
				eventId: event,
				email: '={{ $json.email }}',
				additionalFields: {
					firstName: '={{ $json.firstName }}',
					lastName: '={{ $json.lastName }}',
				},
			}),
			{
				...ourNode('swoogoRegistrant', 'Everybody Registered', [60, 140], {
					resource: 'registrant',
					operation: 'getMany',
					eventId: event,
					returnAll: true,
					filters: { registrationStatus: 'confirmed' },
				}),
				executeOnce: true,
				onError: undefined,
			},
			editFields('Sheet, to Compare', [60, 320], {
				key: '={{ $json.email.trim().toLowerCase() }}',
			}),
			editFields('Registered, to Compare', [280, 140], { key: '={{ $json.email.toLowerCase() }}' }),
			node('Not in the Sheet', ['n8n-nodes-base.merge', 3.2], [500, 220], {
				mode: 'combine',
				fieldsToMatchString: 'key',
				joinMode: 'keepNonMatches',
				outputDataFrom: 'input1',
				options: {},
			}),
			ourNode('swoogoRegistrant', 'Cancel', [720, 220], {
				resource: 'registrant',
				operation: 'cancel',
				registrantId: locator('id', '={{ $json.id }}'),
			}),
		],
		connections: connect({
			...sheetConnections,
			[onePerPerson]: [['Register or Update', 'Everybody Registered', 'Sheet, to Compare']],
			'Everybody Registered': [['Registered, to Compare']],
			'Registered, to Compare': [[['Not in the Sheet', 0]]],
			'Sheet, to Compare': [[['Not in the Sheet', 1]]],
			'Not in the Sheet': [['Cancel']],
		}),
		settings: { executionOrder: 'v1' },
		pinData: {},
	};
}

function notes() {
	return [
		stickyNote(
			'About This Workflow',
			[-680, -400],
			{ width: 660, height: 160 },
			`## Sync a sheet to an event
The sheet decides. Who is new in it is registered, changed names are updated, and who is no longer in it is **cancelled**. Run it every hour if you like: what is so already stays as it is.

Nobody is mailed: *Send Email* is off in both nodes. Before the first real run, switch on *Check Only* in their options: it says what would happen and writes nothing.`,
		),
	];
}
