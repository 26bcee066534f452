import Table from 'cli-table3';
import type { IDataObject, INodeParameters, INodePropertyOptions } from 'n8n-workflow';

import { startSandbox, type LedgerEntry, type ProviderSandbox, type Sandbox } from '../../sandbox';
import { loadPackage } from '../support/builtPackage';
import { makeDoor } from '../support/door';
import { runNode, type NodeRun } from '../support/engine';
import { packageWithShortWindows, type ShortWindows } from '../support/shortWindows';
import type { CredentialData } from '../support/workflowNode';
import { faults, type FaultCase } from './faultCases';
import { credentialsFor, providerOf, reads, writes, type WriteUnderTest } from './writes';

type OnError = 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';

const modes: OnError[] = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'];
const AT_A_TIME = 40;

let shortWindows: ShortWindows;
beforeAll(async () => (shortWindows = await packageWithShortWindows(1)));
afterAll(() => shortWindows.remove());

interface Verdict {
	write: string;
	fault: string;
	ending: string;
	/** Every broken promise, in words; empty when all were kept. */
	broken: string[];
}

test('the matrix holds every operation that the nodes offer', async () => {
	const { nodeTypes } = await loadPackage();
	const disturbed = [...writes, ...reads].map(
		({ node, parameters: { resource, operation } }) => `${node}: ${resource}, ${operation}`,
	);
	for (const node of new Set([...writes, ...reads].map((each) => each.node))) {
		const type = nodeTypes.getByNameAndVersion(`n8n-nodes-event-registration.${node}`);
		for (const { name, displayOptions, options } of type.description.properties) {
			if (name !== 'operation') continue;
			for (const { value } of options as INodePropertyOptions[]) {
				expect(disturbed).toContain(`${node}: ${displayOptions!.show!.resource}, ${value}`);
			}
		}
	}
});

test.each([
	['write', writes],
	['read', reads],
])(
	'no fault on the wire of any %s makes a duplicate, loses a row or hides what happened',
	async (_, operations) => {
		const cases = operations.flatMap((write) =>
			faults.flatMap((fault) => modes.map((onError) => ({ write, fault, onError }))),
		);
		// A read commits nothing, so for it there is no "after".
		const isTheSame = ({ write, fault }: (typeof cases)[number]) =>
			write.actions.length === 0 && fault.name.endsWith('after commit');
		// Nobody can tell these lies from the truth: what a success answers with is left open by the documentation.
		const lies = ['emptyBody before commit', 'status 200 before commit'];
		const isUndetectable = ({ write, fault }: (typeof cases)[number]) =>
			write.mayAnswerNothing && lies.includes(fault.name);
		const verdicts: Verdict[] = [];
		const queue = cases.filter((each) => !isUndetectable(each) && !isTheSame(each));
		const { length } = queue;
		const work = async () => {
			const sandbox = await startSandbox({ scenario: 'example' });
			for (let next = queue.pop(); next; next = queue.pop()) {
				verdicts.push(await judge(sandbox, next.write, next.fault, next.onError));
			}
			await sandbox.close();
		};
		await Promise.all(Array.from({ length: AT_A_TIME }, work));

		process.stdout.write(`\n${tableOf(verdicts, operations)}\n`);
		expect(verdicts).toHaveLength(length);
		expect(verdicts.filter(({ broken }) => broken.length > 0)).toEqual([]);
	},
	600_000,
);

async function judge(
	sandbox: Sandbox,
	write: WriteUnderTest,
	fault: FaultCase,
	onError: OnError,
): Promise<Verdict> {
	const provider = providerOf(sandbox, write.node);
	provider.reset('example');
	provider.budget.enabled = false;
	// Only the row that is kept waiting gives up soon; a busy machine must not make its neighbours do so.
	const isRead = write.actions.length === 0;
	const isKeptWaiting = fault.effect.kind === 'silence';
	const rows = write
		.arrange(sandbox)
		.map((row, index) => ({ ...row, patience: isKeptWaiting && (isRead || index === 1) ? 2 : 60 }));
	const given = credentialsFor(sandbox, write.node);
	const { credentials, stop } = await arm(fault, write, provider, rows, given);
	const run = await runNode({
		node: {
			type: `n8n-nodes-event-registration.${write.node}`,
			onError,
			parameters: withTimeout(write.parameters),
		},
		items: rows,
		credentials,
		...(fault.waitsForWindow ? { loadedPackage: shortWindows.loadedPackage } : {}),
	});
	await stop();
	const counts = rows.map((row) =>
		write.actions.map(
			(action) =>
				provider.ledger.filter((entry) => entry.action === action && isOf(entry, write, row))
					.length,
		),
	);
	return {
		write: write.name,
		fault: `${fault.name}${fault.times === 1 ? ', once' : ', always'}`,
		ending: endingOf(run, onError),
		broken: brokenPromises(run, onError, rows, counts, fault).map(
			(promise) => `${write.name}, ${fault.name} ${fault.times}, ${onError}: ${promise}`,
		),
	};
}

/** Lets the fault happen to the second row, or, when nobody is there, to all. */
async function arm(
	{ effect, times }: FaultCase,
	write: WriteUnderTest,
	provider: ProviderSandbox,
	rows: IDataObject[],
	credentials: CredentialData,
): Promise<{ credentials: CredentialData; stop: () => Promise<void> }> {
	if (effect.kind === 'refused') {
		const door = await makeDoor(provider.url);
		await door.shut();
		if (times === 1) void door.refusal().then(door.open);
		const byDoor = Object.entries(credentials).map(([type, data]) => {
			const baseUrl = String(data.baseUrl).replace(provider.url, door.url);
			return [type, { ...data, baseUrl }];
		});
		return {
			credentials: Object.fromEntries(byDoor) as CredentialData,
			stop: async () => await door.remove(),
		};
	}
	const mark = write.mark.of(rows[1]!);
	provider.faults.add({
		match: {
			method: write.write.method,
			path: write.mark.in === 'path' ? mark : write.write.path,
			...(write.mark.in === 'body' ? { bodyIncludes: mark } : {}),
			times,
		},
		effect,
	});
	return { credentials, stop: async () => {} };
}

function brokenPromises(
	run: NodeRun,
	onError: OnError,
	rows: IDataObject[],
	counts: number[][],
	fault: FaultCase,
): string[] {
	const broken: string[] = [];
	const promise = (isKept: boolean, words: string) => {
		if (!isKept) broken.push(words);
	};
	const isRead = counts.every((each) => each.length === 0);
	const isRefused = fault.effect.kind === 'refused';
	counts.forEach((each, row) =>
		promise(isRead || Math.max(...each) <= 1, `row ${row} was written ${Math.max(...each)} times`),
	);
	if (onError === 'stopWorkflow' && run.error) {
		checkSentence(run.error.message, promise);
		promise(/of 3 [a-z ]+,/.test(run.error.description ?? ''), 'nobody says what was done');
		return broken;
	}
	const ended = [...run.success, ...run.failed];
	const linked = ended.map(({ pairedItem }) => (pairedItem as { item: number }).item);
	promise(run.status === 'success', `the run ended as ${run.status}`);
	const rowsOut = isRead ? [...new Set(linked)] : linked;
	promise(rowsOut.sort().join() === '0,1,2', `rows on the outputs: ${rowsOut.join()}`);
	for (const { json, pairedItem } of ended) {
		const { item } = pairedItem as { item: number };
		const { error, details } = json as { error?: string; details?: { reason: string } };
		if (error === undefined) {
			promise(
				isRead || counts[item]![0] === 1,
				`row ${item} succeeded, written ${counts[item]![0]} times`,
			);
			continue;
		}
		const isEverybodys = isRead || isRefused || details?.reason === 'credentialsRejected';
		promise(!isRefused || details?.reason === 'unreachable', `refused, but: ${error}`);
		promise(!isRead || details?.reason !== 'outcomeUnknown', `a read may have written: ${error}`);
		promise(item === 1 || isEverybodys, `row ${item} failed with its neighbour: ${error}`);
		promise(json.email === rows[item]!.email, `row ${item} lost its own data`);
		promise(typeof details?.reason === 'string', `row ${item} has no reason`);
		checkSentence(error, promise);
	}
	return broken;
}

function checkSentence(sentence: string, promise: (isKept: boolean, words: string) => void): void {
	promise(/^Could not .+: .+\. .+\. ?\[item \d\]$/.test(sentence), `not a sentence: ${sentence}`);
	promise(!/\[object|<|undefined|\bnull\b/.test(sentence), `unreadable: ${sentence}`);
}

function endingOf(run: NodeRun, onError: OnError): string {
	if (onError === 'stopWorkflow') return run.error ? 'stopped' : 'recovered';
	const failed = [...run.success, ...run.failed].find(({ json }) => json.error !== undefined);
	return failed ? (failed.json.details as { reason: string }).reason : 'recovered';
}

function isOf({ person, target }: LedgerEntry, write: WriteUnderTest, row: IDataObject): boolean {
	return write.target ? target === write.target(row) : person === String(row.email).toLowerCase();
}

function withTimeout(parameters: INodeParameters): INodeParameters {
	return {
		...parameters,
		options: {
			...(parameters.options as INodeParameters),
			timeoutSeconds: '={{ $json.patience }}',
		},
	};
}

function tableOf(verdicts: Verdict[], operations: WriteUnderTest[]): string {
	const table = new Table({ head: ['Fault', 'Cases', 'Endings', 'Broken promises'] });
	for (const fault of new Set(
		faults.map(({ name, times }) => `${name}${times === 1 ? ', once' : ', always'}`),
	)) {
		const those = verdicts.filter((verdict) => verdict.fault === fault);
		if (those.length === 0) continue;
		const endings = [...new Set(those.map(({ ending }) => ending))].map(
			(ending) => `${ending} ${those.filter((verdict) => verdict.ending === ending).length}`,
		);
		const broken = those.reduce((sum, verdict) => sum + verdict.broken.length, 0);
		table.push([fault, those.length, endings.join(', '), broken]);
	}
	return `${table.toString()}\n${verdicts.length} cases, ${operations.length} operations`;
}
