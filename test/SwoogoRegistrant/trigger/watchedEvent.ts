import type { IDataObject } from 'n8n-workflow';

import { startSandbox, swoogoRegistrant, type Fault, type Sandbox } from '../../../sandbox';
import { changeRegistrant } from '../../../sandbox/swoogo/changes';
import type { SwoogoRegistrant } from '../../../sandbox/swoogo/state';
import { PublishedTrigger, testInEditor, type TriggerSettings } from '../../support/polling';

export const watchedEvent = 700;
export const otherEvent = 701;

export const allKinds = ['created', 'updated', 'cancelled', 'checkedIn'];

const begin = Date.parse('2031-03-04T09:00:00Z');

/** `seconds` after the tests begin, as Swoogo writes it. */
export function at(seconds: number): string {
	return new Date(begin + seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

/**
 * Opens one sandbox for the test file, emptied before each test; the events are there, and nobody in them. Both Swoogo's
 * clock and that of this computer stand still until a test moves them.
 */
export function useWatchedEvent() {
	let sandbox: Sandbox;
	let nextId = 0;
	let isClockStopped = true;
	beforeAll(async () => (sandbox = await startSandbox()));
	beforeEach(() => {
		sandbox.swoogo.reset();
		sandbox.swoogo.state.currentTime = at(0);
		for (const id of [watchedEvent, otherEvent]) {
			sandbox.swoogo.state.events.set(id, { id, name: `Event ${id}`, capacity: null });
		}
		// The clock makes leaps here.
		sandbox.swoogo.state.tokenLifetimeSeconds = 1e9;
		nextId = 5001;
		isClockStopped = true;
		jest.useFakeTimers({ doNotFake: allButDate, now: begin });
	});
	afterEach(() => jest.useRealTimers());
	afterAll(async () => await sandbox.close());

	/** A credential that nothing was spent of yet. */
	const credentials = () => ({
		swoogoOAuth2Api: { ...sandbox.swoogo.credentials, baseUrl: `${sandbox.swoogo.url}/api/v1` },
	});
	const settingsFor = (
		parameters: IDataObject = {},
		further: Partial<TriggerSettings> = {},
	): TriggerSettings => ({
		node: {
			type: 'n8n-nodes-event-registration.swoogoRegistrantTrigger',
			parameters: { events: allKinds, eventIds: [`${watchedEvent}`], ...parameters } as never,
		},
		credentials: credentials(),
		...further,
	});

	return {
		get provider() {
			return sandbox.swoogo;
		},
		publish: async (parameters?: IDataObject, further?: Partial<TriggerSettings>) =>
			await PublishedTrigger.publish(settingsFor(parameters, further)),
		credentials,
		/** The same workflow with what it remembers, in a process whose limit is not used up. */
		republishElsewhere: async (trigger: PublishedTrigger) => await trigger.moved(credentials()),
		test: async (parameters?: IDataObject) => await testInEditor(settingsFor(parameters)),
		parametersWith: (parameters: IDataObject) => settingsFor(parameters).node.parameters,
		/** Moves both clocks to `seconds` after the tests began. */
		setTime(seconds: number): void {
			sandbox.swoogo.state.currentTime = at(seconds);
			if (isClockStopped) jest.setSystemTime(begin + seconds * 1000);
		},
		/** Lets this computer's clock run, for tests of what takes real time. */
		letTimePass(): void {
			isClockStopped = false;
			jest.useRealTimers();
		},
		/** Moves only Swoogo's clock, as when it is put back in autumn. */
		setSwoogoTime: (seconds: number) => void (sandbox.swoogo.state.currentTime = at(seconds)),
		/** Somebody registers now. */
		register(changes: Partial<SwoogoRegistrant> = {}): number {
			const id = nextId++;
			const person = {
				id,
				email: `guest.${id}@example.com`,
				firstName: 'Guest',
				lastName: `${id}`,
			};
			const now = sandbox.swoogo.state.currentTime!;
			const record = swoogoRegistrant({ ...person, eventId: watchedEvent, at: now });
			sandbox.swoogo.state.registrants.set(id, { ...record, ...changes });
			return id;
		},
		/** Somebody is changed now. */
		change(id: number, changes: Partial<SwoogoRegistrant>): void {
			const { registrants } = sandbox.swoogo.state;
			changeRegistrant(registrants.get(id)!, changes, sandbox.swoogo.state);
		},
		remove: (id: number) => void sandbox.swoogo.state.registrants.delete(id),
		breakNext: (effect: Fault['effect'], times: number | 'always' = 'always') =>
			sandbox.swoogo.faults.add({ match: { path: '/registrants$', times }, effect }),
		mend: () => sandbox.swoogo.faults.clear(),
		/** The list calls so far, as `sort search`. */
		lists: () =>
			sandbox.swoogo.diary
				.filter(({ path }) => path.endsWith('/registrants'))
				.map(({ query }) => [query.sort, query.search].filter(Boolean).join(' ')),
	};
}

export type WatchedEvent = ReturnType<typeof useWatchedEvent>;

const allButDate = [
	...([
		'hrtime',
		'nextTick',
		'performance',
		'queueMicrotask',
		'setImmediate',
		'clearImmediate',
	] as const),
	...(['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] as const),
];

/** What happened to whom, as `created 5001`. */
export function told(items: IDataObject[]): string[] {
	return items.map(({ event, registrantId }) => `${event} ${registrantId}`);
}
