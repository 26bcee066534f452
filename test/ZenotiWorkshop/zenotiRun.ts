import type { IDataObject, INodeExecutionData, INodeParameters, OnError } from 'n8n-workflow';

import {
	addZenotiRegistration,
	startSandbox,
	zenotiGuest,
	zenotiWorkshop,
	type DiaryEntry,
	type Sandbox,
} from '../../sandbox';
import { describeContract, type OperationUnderTest } from '../support/contract';
import { runNode, type NodeRun } from '../support/engine';

export const nodeType = 'n8n-nodes-event-registration.zenotiWorkshop';

/** Who and what the simulated Zenoti knows at the start of every test. */
export const known = {
	center: 'ce888888-8888-4888-8888-88888888888c',
	otherCenter: '88888888-8888-4888-8888-000000000002',
	ada: 'ada00000-3333-4333-8333-000000000001',
	ben: 'be000000-3333-4333-8333-000000000002',
	cleo: 'c1e00000-3333-4333-8333-000000000003',
	workshop: 11900,
	track: 1201,
	session: 12010,
	otherTrack: 1202,
	/** Its only place is taken by Cleo. */
	fullWorkshop: 11950,
	fullTrack: 1251,
	closedWorkshop: 11960,
	closedTrack: 1261,
} as const;

/** A value of a resource locator as n8n stores it. */
export function located(mode: 'id' | 'email' | 'list', value: unknown): IDataObject {
	return { __rl: true, mode, value: value as IDataObject[string] };
}

export interface ZenotiRunOptions {
	resource?: string;
	operation: string;
	parameters?: IDataObject;
	items?: Array<IDataObject | INodeExecutionData>;
	onError?: OnError;
	baseUrl?: string;
	timezone?: string;
}

/** What an operation adds to the contract of all operations. */
export interface ZenotiContract
	extends Pick<
		OperationUnderTest,
		'parameters' | 'rows' | 'crowd' | 'ownData' | 'writes' | 'expressionFields' | 'request'
	> {
	resource?: string;
	operation: string;
	/** What the rows need beside the people and workshops that are always there. */
	arrange?: () => void;
}

/** Opens one sandbox for the test file, filled anew before each test. */
export function useZenoti() {
	let sandbox: Sandbox;
	beforeAll(async () => (sandbox = await startSandbox()));
	const startAnew = () => {
		sandbox.zenoti.reset();
		fill(sandbox.zenoti.state);
	};
	const credentials = (baseUrl = sandbox.zenoti.url) => ({
		zenotiApi: { ...sandbox.zenoti.credentials, baseUrl },
	});
	beforeEach(startAnew);
	afterAll(async () => await sandbox.close());

	return {
		credentials,
		get provider() {
			return sandbox.zenoti;
		},
		/** Runs the node with a credential that no earlier run used up. */
		async run(options: ZenotiRunOptions): Promise<NodeRun> {
			const { resource = 'registration', operation, parameters, ...rest } = options;
			return await runNode({
				node: {
					type: nodeType,
					parameters: { resource, operation, ...parameters } as INodeParameters,
					onError: rest.onError,
				},
				items: rest.items ?? [{}],
				credentials: credentials(rest.baseUrl),
				timezone: rest.timezone,
			});
		},
		/** The tests that every operation must pass. */
		describeContract({ resource = 'registration', arrange, ...operation }: ZenotiContract): void {
			describeContract({
				...operation,
				nodeType,
				resource,
				credentials: () => credentials(),
				sandbox: () => sandbox.zenoti,
				arrange() {
					startAnew();
					arrange?.();
				},
				takePermissionAway() {
					sandbox.zenoti.faults.add({
						match: { times: 'always' },
						effect: { kind: 'status', code: 403, body: { ErrorCode: 602 } },
					});
				},
			});
		},
		/** What arrived at Zenoti, as `POST /v1/…`. */
		requests: () => sandbox.zenoti.diary.map(({ method, url }) => `${method} ${url}`),
		/** Adds a registration as if it had been made earlier. */
		registered(guestId: string, fields: Partial<Parameters<typeof addZenotiRegistration>[1]> = {}) {
			return addZenotiRegistration(sandbox.zenoti.state, {
				workshopId: known.workshop,
				trackId: known.track,
				centerId: known.center,
				guestId,
				...fields,
			});
		},
		/** Adds a guest as if they had been there before, and gives their GUID. */
		guest(fields: Partial<Parameters<typeof zenotiGuest>[0]> & { number: number }) {
			const { number, ...given } = fields;
			const id = `33333333-3333-4333-8333-${String(number).padStart(12, '0')}`;
			const names = { firstName: 'Guest', lastName: String(number) };
			const guest = zenotiGuest({ id, centerId: known.center, ...names, ...given });
			sandbox.zenoti.state.guests.set(guest.id, guest);
			return guest.id;
		},
		/** What was committed, for whom. */
		writes: () => sandbox.zenoti.ledger.map(({ action, person }) => [action, person]),
		/** Makes the next matching request end with this answer instead of Zenoti's. */
		answerNext(path: string, code: number, body: unknown, method?: string) {
			sandbox.zenoti.faults.add({
				match: { path, ...(method ? { method } : {}) },
				effect: { kind: 'status', code, body },
			});
		},
	};
}

/** What matters of one request: where it went, and what it carried. */
export function essence({ method, url, body }: DiaryEntry) {
	return { method, url, body };
}

/** Sixteen people whom Zenoti does not know. */
export const strangers = Array.from({ length: 16 }, (_, index) => ({
	email: `new.${index}@example.com`,
	firstName: 'New',
	lastName: `Person ${index}`,
}));

/** The `details` of a failed item. */
export function detailsOf(item: INodeExecutionData | undefined) {
	return item?.json.details as Record<string, unknown>;
}

function fill(state: Sandbox['zenoti']['state']): void {
	for (const [index, id] of [known.center, known.otherCenter].entries()) {
		const name = ['Downtown', 'Harbor'][index]!;
		state.centers.set(id, {
			id,
			code: `C0${index + 1}`,
			name,
			timeZoneName: 'Eastern Standard Time',
		});
	}
	for (const name of ['ada', 'ben', 'cleo'] as const) {
		const guest = {
			id: known[name],
			centerId: known.center,
			firstName: name.replace(/^./, (first) => first.toUpperCase()),
			lastName: 'Example',
			email: `${name}@example.com`,
		};
		state.guests.set(guest.id, zenotiGuest(guest));
	}
	const { workshop, track, otherTrack, fullWorkshop, fullTrack } = known;
	const { closedWorkshop, closedTrack } = known;
	for (const each of [
		zenotiWorkshop({
			id: workshop,
			name: 'Breathwork Day',
			tracks: { [track]: 40, [otherTrack]: 5 },
		}),
		zenotiWorkshop({ id: fullWorkshop, name: 'Sound Bath', tracks: { [fullTrack]: 1 } }),
		zenotiWorkshop({
			id: closedWorkshop,
			name: 'Winter Retreat',
			isOpen: false,
			tracks: { [closedTrack]: 10 },
		}),
	]) {
		state.workshops.set(each.id, each);
	}
	addZenotiRegistration(state, {
		workshopId: fullWorkshop,
		trackId: fullTrack,
		guestId: known.cleo,
		centerId: known.center,
	});
}
