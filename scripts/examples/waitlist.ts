import { exampleIds } from '../../sandbox/scenarios/exampleRows';
import { moreExampleIds, moreExamplePeople } from '../../sandbox/scenarios/moreExamples';
import { locator, onePerPerson, ourNode, sheet, sheetConnections } from './ourNodes';
import { connect, editFields, node, stickyNote } from './workflowParts';

/** People want a small workshop: those who come too late go on its waiting list and are told so. */
export function waitlist() {
	return {
		name: 'Waitlist for a Small Workshop',
		nodes: [
			...notes(),
			...sheet(moreExamplePeople.eager),
			ourNode('zenotiWorkshop', 'Register or Join Waitlist', [60, 0], {
				resource: 'registration',
				operation: 'registerPerson',
				workshopId: String(moreExampleIds.smallWorkshopId),
				trackId: String(moreExampleIds.smallTrackId),
				centerId: locator('id', exampleIds.centerId),
				email: '={{ $json.email }}',
				firstName: '={{ $json.firstName }}',
				lastName: '={{ $json.lastName }}',
				options: { ifFull: 'joinWaitlist' },
			}),
			node('On the Waitlist?', ['n8n-nodes-base.if', 2.2], [300, -100], {
				conditions: {
					options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
					conditions: [
						{
							id: 'waitlisted',
							leftValue: '={{ $json.outcome }}',
							rightValue: 'waitlisted',
							operator: { type: 'string', operation: 'equals' },
						},
					],
					combinator: 'and',
				},
				options: {},
			}),
			editFields('Please Wait', [540, -200], {
				sentence: 'The workshop is full. You are on the waiting list.',
			}),
			editFields('You Are In', [540, 0], { sentence: 'You have a place.' }),
			editFields('Not Registered', [300, 160], { sentence: '={{ $json.error }}' }),
		],
		connections: connect({
			...sheetConnections,
			[onePerPerson]: [['Register or Join Waitlist']],
			'Register or Join Waitlist': [['On the Waitlist?'], ['Not Registered']],
			'On the Waitlist?': [['Please Wait'], ['You Are In']],
		}),
		settings: { executionOrder: 'v1' },
		pinData: {},
	};
}

function notes() {
	return [
		stickyNote(
			'About This Workflow',
			[-680, -300],
			{ width: 660, height: 160 },
			`## Waitlist for a small workshop
Three people want a workshop with two places. Guests whom Zenoti does not know are created first, in the same step. *If Full* is **Join Waitlist**, so the third ends as \`waitlisted\` and gets another sentence.

Send the sentences by mail or text message from the last nodes.`,
		),
	];
}
