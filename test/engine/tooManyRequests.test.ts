import type { INodeParameters } from 'n8n-workflow';

import { exampleIds, exampleRows, startSandbox, type Sandbox } from '../../sandbox';
import { runNode } from '../support/engine';
import { packageWithShortWindows, type ShortWindows } from '../support/shortWindows';
import { credentialsFor, providerOf, type WriteUnderTest } from './writes';

/*
 * A 429 that says nothing at all: neither when to come back nor how long a window is. The windows of the fact sheets, a
 * minute and ten, last a second here.
 */

const windowSeconds = 1;

let sandbox: Sandbox;
let shortWindows: ShortWindows;
beforeAll(async () => {
	sandbox = await startSandbox({ scenario: 'example' });
	shortWindows = await packageWithShortWindows(windowSeconds);
});
afterAll(async () => {
	shortWindows.remove();
	await sandbox.close();
});

const registrant = () => [...sandbox.swoogo.state.registrants.keys()][0]!;

/** A read of each node that asks once per row. */
const reads: Array<
	[name: string, node: WriteUnderTest['node'], parameters: () => INodeParameters]
> = [
	['Zenoti', 'zenotiWorkshop', () => ({ resource: 'center', operation: 'getMany' })],
	[
		'Knolyx',
		'knolyxCommunity',
		() => ({
			resource: 'event',
			operation: 'get',
			communityId: String(exampleIds.communityId),
			eventId: { __rl: true, mode: 'id', value: String(exampleIds.knolyxEventId) },
		}),
	],
	[
		'Swoogo',
		'swoogoRegistrant',
		() => ({
			resource: 'registrant',
			operation: 'get',
			registrantId: { __rl: true, mode: 'id', value: String(registrant()) },
		}),
	],
];

// The most requests that any of the nodes has under way.
const MOST_UNDER_WAY = 8;

test.each(reads)(
	'a 429 of %s without any header keeps every row away for one window, and costs none of them',
	async (_, node, parameters) => {
		const provider = providerOf(sandbox, node);
		provider.reset('example');
		provider.budget.enabled = false;
		const credentials = credentialsFor(sandbox, node);
		const run = async (rows: number) =>
			await runNode({
				node: {
					type: `n8n-nodes-event-registration.${node}`,
					parameters: parameters(),
					onError: 'continueErrorOutput',
				},
				items: Array.from({ length: rows }, (_each, row) => ({ row })),
				credentials,
				loadedPackage: shortWindows.loadedPackage,
			});
		// Swoogo's first request would go alone.
		await run(1);
		provider.diary.length = 0;
		provider.faults.add({
			match: { nth: 8 },
			effect: { kind: 'tooMany', dialect: 'none', seconds: 1 },
		});

		const { failed, success } = await run(30);

		const rowsOut = new Set(success.map(({ pairedItem }) => (pairedItem as { item: number }).item));
		expect(failed).toEqual([]);
		expect(rowsOut.size).toBe(30);
		expect(provider.diary).toHaveLength(31);
		const refused = provider.diary.find(({ status }) => status === 429)!;
		const waited = provider.diary
			.filter(({ number }) => number > refused.number)
			.map(({ at }) => at - refused.answeredAt!);
		const underWay = waited.filter((milliseconds) => milliseconds < windowSeconds * 1000 - 50);
		// What was sent before the refusal came back may arrive after it.
		expect(underWay.length).toBeLessThan(MOST_UNDER_WAY);
		expect(waited.length - underWay.length).toBeGreaterThan(15);
		expect(Math.max(...waited)).toBeLessThan(windowSeconds * 1000 + 10_000);
	},
);

test('a refused write is sent once more after the window, and is written once', async () => {
	const { zenoti } = sandbox;
	zenoti.reset('example');
	zenoti.budget.sendHeaders = false;
	zenoti.faults.add({
		match: { method: 'POST' },
		effect: { kind: 'tooMany', dialect: 'none', seconds: 1 },
	});
	const guest = [...zenoti.state.guests.values()].find(
		(each) => each.personal_info.email === exampleRows[3]!.email,
	)!;
	const { success } = await runNode({
		node: {
			type: 'n8n-nodes-event-registration.zenotiWorkshop',
			parameters: {
				resource: 'registration',
				operation: 'register',
				workshopId: String(exampleIds.workshopId),
				trackId: String(exampleIds.trackId),
				guestId: { __rl: true, mode: 'id', value: guest.id },
				centerId: { __rl: true, mode: 'id', value: exampleIds.centerId },
			},
		},
		items: [{}],
		credentials: credentialsFor(sandbox, 'zenotiWorkshop'),
		loadedPackage: shortWindows.loadedPackage,
	});
	expect(success[0]!.json.outcome).toBe('created');
	expect(
		zenoti.diary.filter(({ method }) => method === 'POST').map(({ status }) => status),
	).toEqual([429, 200]);
	expect(zenoti.ledger).toHaveLength(1);
});
