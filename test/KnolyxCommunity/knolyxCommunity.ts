import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox';
import { runNode, type NodeRun, type NodeRunOptions } from '../support/engine';
import type { CredentialData } from '../support/workflowNode';

export const nodeType = 'n8n-nodes-event-registration.knolyxCommunity';

/** Below the address of the provider. */
export const API = '/public/api/v1';

export const communityId = 55;
export const eventId = 7719;
export const otherEventId = 7720;
export const lateEventId = 7721;
export const workgroupId = 808;
/** Opens no community. */
export const closedWorkgroupId = 809;

/** Users who are in the workgroup that opens the community, and attend nothing. */
export const members = [
	{ id: 50101, firstName: 'Ines', lastName: 'Duarte', email: 'ines.duarte@example.com' },
	{ id: 50102, firstName: 'Omar', lastName: 'Haddad', email: 'omar.haddad@example.com' },
	{ id: 50103, firstName: 'Lena', lastName: 'Fischer', email: 'lena.fischer@example.com' },
];

/** A user in no workgroup. */
export const stranger = {
	id: 50104,
	firstName: 'Tom',
	lastName: 'Park',
	email: 'tom.park@example.com',
};

/** A resource locator's value as the editor stores it. */
export const byId = (value: unknown) => ({ __rl: true, mode: 'id', value }) as INodeParameters;

/** The same, for a person by their e-mail address. */
export const byEmail = (value: unknown) =>
	({ __rl: true, mode: 'email', value }) as INodeParameters;

/** The simulated Knolyx of one test file: started before its tests, closed after them. */
export function openKnolyx() {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox();
	});
	afterAll(async () => await sandbox.close());

	const knolyx = () => sandbox.knolyx;
	const credentials = (): CredentialData => ({
		knolyxApi: { ...knolyx().credentials, baseUrl: knolyx().url },
	});
	return { knolyx, credentials, arrange: () => arrange(sandbox) };
}

/** The smallest Knolyx in which everything works: a community with events, a workgroup that opens it, its members. */
function arrange({ knolyx }: Sandbox): void {
	knolyx.reset();
	const { state } = knolyx;
	const { communities, events, users, workgroups } = state;
	communities.set(communityId, { id: communityId, name: 'Makers' });
	for (const [id, title] of [
		[eventId, 'Open studio'],
		[otherEventId, 'Quiet studio'],
		[lateEventId, 'Late studio'],
	] as const) {
		const [startDateTime, endDateTime] = ['2031-03-04 08:00:00', '2031-03-04 10:00:00'];
		const attendees = new Set<number>();
		events.set(id, { id, communityId, title, startDateTime, endDateTime, attendees });
	}
	for (const user of [...members, stranger]) {
		users.set(user.id, { ...user, gender: 'NON-BINARY' });
	}
	workgroups.set(workgroupId, {
		id: workgroupId,
		name: 'Spring cohort',
		opensCommunities: [communityId],
		members: new Map(members.map(({ email }) => [email, { email, removalDate: null }])),
	});
	workgroups.set(closedWorkgroupId, {
		id: closedWorkgroupId,
		name: 'Trainers',
		opensCommunities: [],
		members: new Map(),
	});
}

/** A run of the node with its error output, unless `node` says otherwise. */
export async function runKnolyx(
	parameters: INodeParameters,
	items: NodeRunOptions['items'],
	credentials: CredentialData,
	settings: Partial<Omit<NodeRunOptions, 'items' | 'credentials'>> = {},
): Promise<NodeRun> {
	const { node, ...others } = settings;
	return await runNode({
		...others,
		node: { type: nodeType, onError: 'continueErrorOutput', ...node, parameters },
		items,
		credentials,
	});
}

/** What the items say. */
export function jsonOf(items: Array<{ json: IDataObject }>): IDataObject[] {
	return items.map(({ json }) => json);
}

/** The one failed row of a run: the words, the reason, and (if given) the status and the whole advice. */
export function expectFailure(
	run: NodeRun,
	expected: { message: string; reason: string; httpStatus?: number | null; advice?: string },
): void {
	const { message, advice, ...details } = expected;
	expect(run.success).toEqual([]);
	expect(jsonOf(run.failed)).toMatchObject([{ message, details }]);
	if (advice === undefined) return;
	expect(run.failed[0].json.error).toMatch(/^Could not .+: .+/);
	expect(run.failed[0].json.error).toContain(`. ${advice} [item 0]`);
}
