import { exampleIds, exampleRows } from '../../sandbox/scenarios/exampleRows';
import { locator, onePerPerson, ourNode, sheet, sheetConnections } from './ourNodes';
import { connect, editFields, node, stickyNote, type WorkflowNode } from './workflowParts';

interface Step {
	provider: string;
	/** Our node. */
	name: string;
	done: string;
	notDone: string;
	type: Parameters<typeof ourNode>[0];
	parameters: Record<string, unknown>;
}

const steps: Step[] = [
	{
		provider: 'Zenoti',
		name: 'Register with Zenoti',
		done: 'Registered with Zenoti',
		notDone: 'Not Registered with Zenoti',
		type: 'zenotiWorkshop',
		parameters: {
			resource: 'registration',
			operation: 'register',
			workshopId: '={{ $json.workshopId }}',
			trackId: '={{ $json.trackId }}',
			guestId: locator('email', '={{ $json.email }}'),
			centerId: locator('id', exampleIds.centerId),
		},
	},
	{
		provider: 'Knolyx',
		name: 'Register with Knolyx',
		done: 'Registered with Knolyx',
		notDone: 'Not Registered with Knolyx',
		type: 'knolyxCommunity',
		parameters: {
			resource: 'attendance',
			operation: 'register',
			communityId: String(exampleIds.communityId),
			eventId: locator('id', '={{ $json.eventId }}'),
			email: '={{ $json.email }}',
			firstName: '={{ $json.firstName }}',
			lastName: '={{ $json.lastName }}',
			workgroupId: locator('id', '={{ $json.workgroupId }}'),
			sendWelcomeEmail: false,
		},
	},
	{
		provider: 'Swoogo',
		name: 'Add to Swoogo Group',
		done: 'Added to Swoogo Group',
		notDone: 'Not Added to Swoogo Group',
		type: 'swoogoRegistrant',
		parameters: {
			resource: 'group',
			operation: 'addRegistrant',
			registrantId: locator('email', '={{ $json.email }}'),
			eventId: locator('id', String(exampleIds.swoogoEventId)),
			groupId: locator('id', '={{ $json.groupId }}'),
		},
	},
];

/** The main example: a sheet of people, registered with all three providers, and a report of every row. */
export function registerPeople() {
	return {
		name: 'Register People for Workshops and Events',
		nodes: [...notes(), ...sheet(rows()), ...steps.flatMap(branch), ...report()],
		connections: connect({
			...sheetConnections,
			[onePerPerson]: [steps.map(({ name }) => name)],
			...Object.assign({}, ...steps.map(branchConnections)),
			'All Results': [['Report']],
		}),
		settings: { executionOrder: 'v1' },
		pinData: {},
	};
}

function rows() {
	return exampleRows.map((row, index) => ({ row: index + 1, ...row }));
}

/** Our node and one node per output, which adds who the row is and which provider it was. */
function branch({ provider, name, done, notDone, type, parameters }: Step, index: number) {
	const top = (index - 1) * 400;
	const fromSheet = (column: string) => `={{ $('${onePerPerson}').item.json.${column} }}`;
	const columns = ['row', 'firstName', 'lastName', 'email', 'workshopId', 'eventId', 'groupId'];
	return [
		ourNode(type, name, [80, top], parameters),
		editFields(done, [380, top - 100], {
			provider,
			...Object.fromEntries(columns.map((column) => [column, fromSheet(column)])),
		}),
		editFields(notDone, [380, top + 100], { provider }),
	];
}

function branchConnections({ name, done, notDone }: Step, index: number) {
	return {
		[name]: [[done], [notDone]],
		[done]: [[['All Results', index * 2]]],
		[notDone]: [[['All Results', index * 2 + 1]]],
	};
}

function report(): WorkflowNode[] {
	const sortFieldsUi = {
		sortField: [
			{ fieldName: 'row', order: 'ascending' },
			{ fieldName: 'provider', order: 'ascending' },
		],
	};
	return [
		node('All Results', ['n8n-nodes-base.merge', 3.2], [700, 0], { numberInputs: 6 }),
		node('Report', ['n8n-nodes-base.sort', 1], [920, 0], { sortFieldsUi, options: {} }),
	];
}

function notes(): WorkflowNode[] {
	return [
		stickyNote(
			'About This Workflow',
			[-680, -500],
			{ width: 640, height: 260 },
			`## Register people for workshops and events
A sheet of people goes to three providers. Each person ends up registered **exactly once**, and **every row comes out**: on the upper output when it is done, on the lower one with a sentence that says why not and what to do.

Run it as often as you like. Who is registered already is recognised and counts as success ("unchanged").

**To use it with your own data:** replace *People* by your sheet, form or CRM node, choose your credentials in the three provider nodes, and put your own center and event into them.`,
		),
		stickyNote(
			'About the Sheet',
			[-680, 200],
			{ width: 640, height: 170, color: 7 },
			`### The sheet
30 rows for 28 people. Rows 11 and 22 repeat a person with other letter case or spaces. Among the rest are a stranger whom Zenoti and Swoogo do not know, someone who wants a full workshop, something that is no e-mail address, someone without access to the community, and someone who is registered already.`,
		),
		stickyNote(
			'About the Providers',
			[20, -620],
			{ width: 560, height: 1330, color: 4 },
			`### One node per provider
*Settings → On Error* is **Continue (using error output)**. One bad row never stops the others.`,
		),
		stickyNote(
			'About the Report',
			[640, -240],
			{ width: 460, height: 170, color: 6 },
			`### What happened to every row
*Report* lists each row once per provider: 30 rows, 90 lines. **outcome** says what was done; without it, **error** says why not and **details.reason** gives one word to filter by. Send it to a sheet, a mail or a chat from here.`,
		),
	];
}
