import { exampleIds, exampleSpecialPeople } from '../../sandbox/scenarios/exampleRows';
import { locator, onePerPerson, ourNode, sheet, sheetConnections } from './ourNodes';
import { connect, node, stickyNote } from './workflowParts';

const { alreadyRegistered, unknown, badEmail, wantsFullWorkshop } = exampleSpecialPeople;
const { workshopId, trackId, fullWorkshopId, fullTrackId } = exampleIds;

const rows = [
	{ email: alreadyRegistered, workshopId, trackId },
	{ email: wantsFullWorkshop, workshopId: fullWorkshopId, trackId: fullTrackId },
	{ email: unknown, workshopId, trackId },
	{ email: badEmail, workshopId, trackId },
];

/** Whatever did not work becomes one message with a line per person, ready for a mail or a chat. */
export function collectFailures() {
	return {
		name: 'Collect Failures into a Report',
		nodes: [
			...notes(),
			...sheet(rows),
			ourNode('zenotiWorkshop', 'Register', [60, 0], {
				resource: 'registration',
				operation: 'register',
				workshopId: '={{ $json.workshopId }}',
				trackId: '={{ $json.trackId }}',
				guestId: locator('email', '={{ $json.email }}'),
				centerId: locator('id', exampleIds.centerId),
			}),
			node('Done', ['n8n-nodes-base.noOp', 1], [300, -120], {}),
			node('All Failures', ['n8n-nodes-base.aggregate', 1], [300, 80], {
				aggregate: 'aggregateAllItemData',
				destinationFieldName: 'failures',
				options: {},
			}),
			node('Report', ['n8n-nodes-base.set', 3.4], [520, 80], {
				assignments: {
					assignments: [
						{
							id: 'text',
							name: 'text',
							type: 'string',
							value:
								"={{ $json.failures.length + ' not registered:\\n' + $json.failures.map(({ email, details, error }) => '- ' + email + ' (' + details.reason + '): ' + error).join('\\n') }}",
						},
					],
				},
				options: {},
			}),
		],
		connections: connect({
			...sheetConnections,
			[onePerPerson]: [['Register']],
			Register: [['Done'], ['All Failures']],
			'All Failures': [['Report']],
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
			`## Collect failures into a report
*On Error* of *Register* is **Continue (using error output)**. Everything that leaves by its lower output becomes one text with a line per person: who, a word for the reason (\`details.reason\`), and the sentence that says what to do.

Send *Report* to your mail or chat node. Without failures it sends nothing.`,
		),
	];
}
