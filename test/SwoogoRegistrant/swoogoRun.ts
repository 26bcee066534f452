import type { IDataObject, INodeExecutionData, INodeParameters, OnError } from 'n8n-workflow';

import { startSandbox, swoogoRegistrant, type DiaryEntry, type Sandbox } from '../../sandbox';
import { describeContract, type OperationUnderTest } from '../support/contract';
import { runNode, type NodeRun } from '../support/engine';

const nodeType = 'n8n-nodes-event-registration.swoogoRegistrant';

/** Who and what the simulated Swoogo knows at the start of every test. */
export const known = {
	event: 700,
	otherEvent: 701,
	/** The primary of a group without further members. */
	petra: 5001,
	/** The primary of the group that Grace is in. */
	marcus: 5002,
	grace: 5103,
	/** On their own. */
	ada: 5101,
	ben: 5102,
	cleo: 5104,
	/** Registered for the other event. */
	zoe: 5201,
} as const;

/** The e-mail address of a known person. */
export const emailOf = (name: string) => `${name}@example.com`;

/** A value of a resource locator as n8n stores it. */
export function located(mode: 'id' | 'email' | 'list', value: unknown): IDataObject {
	return { __rl: true, mode, value: value as IDataObject[string] };
}

/** The field that names a person by the id in the column `id`. */
export const byId = { registrantId: located('id', '={{ $json.id }}') };

/** The two fields that name a person by the e-mail address in the column `email`. */
export const byEmail = {
	registrantId: located('email', '={{ $json.email }}'),
	eventId: located('id', known.event),
};

export interface SwoogoRunOptions {
	resource: string;
	operation: string;
	parameters?: IDataObject;
	items?: Array<IDataObject | INodeExecutionData>;
	/** The error output, if not given. */
	onError?: OnError;
	/** Further settings of the node, such as Retry On Fail. */
	settings?: IDataObject;
}

/** What an operation adds to the contract of all operations. */
interface SwoogoContract
	extends Omit<
		OperationUnderTest,
		'nodeType' | 'credentials' | 'sandbox' | 'arrange' | 'takePermissionAway'
	> {
	/** What the rows need beside the people who are always there. */
	arrangeFurther?: () => void;
}

/** Opens one sandbox for the test file, filled anew before each test. */
export function useSwoogo() {
	let sandbox: Sandbox;
	beforeAll(async () => (sandbox = await startSandbox()));
	const startAnew = () => {
		sandbox.swoogo.reset();
		fill(sandbox.swoogo.state);
	};
	const credentials = () => ({
		swoogoOAuth2Api: { ...sandbox.swoogo.credentials, baseUrl: `${sandbox.swoogo.url}/api/v1` },
	});
	beforeEach(startAnew);
	afterAll(async () => await sandbox.close());

	return {
		get provider() {
			return sandbox.swoogo;
		},
		/** A new object, so a budget of its own, on every call. */
		credentials,
		/** Runs the node with a credential that no earlier run used up. */
		async run(options: SwoogoRunOptions): Promise<NodeRun> {
			const { resource, operation, parameters, items = [{}], settings } = options;
			return await runNode({
				node: {
					...settings,
					type: nodeType,
					parameters: { resource, operation, ...parameters } as INodeParameters,
					onError: options.onError ?? 'continueErrorOutput',
				},
				items,
				credentials: credentials(),
			});
		},
		/** The tests that every operation must pass. */
		describeContract({ arrangeFurther, ...operation }: SwoogoContract): void {
			describeContract({
				...operation,
				nodeType,
				credentials,
				sandbox: () => sandbox.swoogo,
				arrange() {
					startAnew();
					arrangeFurther?.();
				},
				takePermissionAway() {
					sandbox.swoogo.faults.add({
						match: {
							path: '/(registrants|events|sessions|contacts|reg-types|packages)',
							times: 'always',
						},
						effect: { kind: 'status', code: 403 },
					});
				},
			});
		},
		/** What arrived below the base URL, as `GET /registrants/5101`; without the token calls. */
		requests: () =>
			sandbox.swoogo.diary
				.filter(({ path }) => path !== '/api/v1/oauth2/token')
				.map(({ method, path }) => `${method} ${path.replace('/api/v1', '')}`),
		/** The requests with this method whose path below the base URL is, or matches, `path`. */
		sent: (method: string, path: string | RegExp): DiaryEntry[] =>
			sandbox.swoogo.diary.filter((entry) => {
				const below = entry.path.replace('/api/v1', '');
				const isThere = typeof path === 'string' ? below === path : path.test(below);
				return entry.method === method && isThere;
			}),
		/** What was written, as `group.add ada@example.com`. */
		writes: () => sandbox.swoogo.ledger.map(({ action, person }) => `${action} ${person}`),
		/** A registrant as the simulated Swoogo has them now. */
		registrant: (id: number) => sandbox.swoogo.state.registrants.get(id)!,
		/** Adds somebody, on their own and confirmed unless `changes` say otherwise. */
		add(id: number, name: string, changes: IDataObject = {}): void {
			addPerson(sandbox.swoogo.state, id, name, changes);
		},
		/** Makes the next matching request end with this answer instead of Swoogo's. */
		answerNext(method: string, path: string, code: number, body?: unknown): void {
			sandbox.swoogo.faults.add({
				match: { method, path },
				effect: { kind: 'status', code, body },
			});
		},
	};
}

type State = Sandbox['swoogo']['state'];

function fill(state: State): void {
	const names = { [known.event]: 'Sample Summit', [known.otherEvent]: 'Winter Forum' };
	for (const [id, name] of Object.entries(names)) {
		state.events.set(Number(id), {
			id: Number(id),
			name,
			status: 'live',
			start_date: '2031-03-04',
			start_time: '09:00:00',
			end_date: '2031-03-05',
			end_time: '17:00:00',
			timezone: 'Europe/London',
			capacity: null,
		});
	}
	for (const name of ['petra', 'marcus', 'ada', 'ben', 'cleo'] as const) {
		addPerson(state, known[name], name, {});
	}
	for (const { id, name } of crowd) addPerson(state, id, name, {});
	addPerson(state, known.grace, 'grace', { group_id: known.marcus });
	addPerson(state, known.zoe, 'zoe', { event_id: known.otherEvent });
}

/** Sixteen further people on their own, for runs with many rows. */
export const crowd = Array.from({ length: 16 }, (_, index) => ({
	id: 5301 + index,
	name: `guest.${index + 1}`,
}));

function addPerson(state: State, id: number, name: string, changes: IDataObject): void {
	const firstName = name.replace(/^./, (first) => first.toUpperCase());
	const person = { id, eventId: known.event, email: emailOf(name), firstName, lastName: 'Example' };
	state.registrants.set(id, { ...swoogoRegistrant(person), ...changes });
}

/** What the items say. */
export function jsonOf(items: Array<{ json: IDataObject }>): IDataObject[] {
	return items.map(({ json }) => json);
}

/** The outcomes of a run, by row. */
export function outcomesOf(run: NodeRun): unknown[] {
	return jsonOf(run.success).map(({ outcome }) => outcome);
}

/** The one failed row of a run: the provider's (or our own) words, the reason, and the whole sentence where given. */
export function expectFailure(
	run: NodeRun,
	expected: { message: string; reason: string; httpStatus?: number | null; error?: string },
): void {
	const { message, error, reason, httpStatus = null } = expected;
	expect(run.success).toEqual([]);
	expect(run.failed).toMatchObject([
		{
			json: { message, ...(error ? { error } : {}), details: { reason, httpStatus } },
			pairedItem: { item: 0 },
		},
	]);
}
