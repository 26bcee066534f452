import { moreExampleIds, moreExamplePeople } from '../../sandbox/scenarios/moreExamples';
import { locator, onePerPerson, ourNode, sheet, sheetConnections } from './ourNodes';
import { connect, editFields, stickyNote } from './workflowParts';

const workgroup = locator('id', moreExampleIds.courseWorkgroupId);
const fromSheet = (column: string) => `={{ $('${onePerPerson}').item.json.${column} }}`;

/** Who paid gets an account, becomes a member of the course's workgroup, and the workgroup opens the course. */
export function courseAccessAfterPayment() {
	return {
		name: 'Give Course Access After Payment',
		nodes: [
			...notes(),
			...sheet(moreExamplePeople.paying),
			ourNode('knolyxCommunity', 'Create Account', [60, 0], {
				resource: 'user',
				operation: 'provision',
				email: '={{ $json.email }}',
				firstName: '={{ $json.firstName }}',
				lastName: '={{ $json.lastName }}',
			}),
			ourNode('knolyxCommunity', 'Add to Workgroup', [300, -100], {
				resource: 'workgroup',
				operation: 'addUser',
				workgroupId: workgroup,
				email: fromSheet('email'),
			}),
			ourNode('knolyxCommunity', 'Open the Course', [540, -200], {
				resource: 'course',
				operation: 'grantAccess',
				courseId: locator('id', moreExampleIds.courseId),
				workgroupId: workgroup,
				name: 'N8N_PAID_COURSE',
				startDate: '2031-01-01',
			}),
			editFields('Has Access', [780, -300], { email: fromSheet('email') }),
			editFields('No Access Yet', [780, 100], {
				email: fromSheet('email'),
				sentence: '={{ $json.error }}',
			}),
		],
		connections: connect({
			...sheetConnections,
			[onePerPerson]: [['Create Account']],
			'Create Account': [['Add to Workgroup'], ['No Access Yet']],
			'Add to Workgroup': [['Open the Course'], ['No Access Yet']],
			'Open the Course': [['Has Access'], ['No Access Yet']],
		}),
		settings: { executionOrder: 'v1' },
		pinData: {},
	};
}

function notes() {
	return [
		stickyNote(
			'About This Workflow',
			[-680, -380],
			{ width: 660, height: 180 },
			`## Give course access after payment
Replace *People* by the trigger of your shop or payment service. Each person gets an account (Knolyx mails a new user their login, only at this moment), becomes a member of a workgroup, and a rule opens the course to that workgroup.

The rule is made once; for every later person *Open the Course* says \`unchanged\`. To end somebody's access on a day, give *Add to Workgroup* a *Removal Date*.`,
		),
	];
}
