import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { exampleIds, startSandbox, zenotiGuest, type Sandbox } from '../../sandbox';
import { repositoryDirectory } from '../support/builtPackage';
import type { NodeRunOptions } from '../support/engine';
import type { SeparateEnding } from './separateRun';
import { credentialsFor } from './writes';

const rowsPerProcess = 80;

let sandbox: Sandbox;
let processes: ChildProcess[];
beforeAll(async () => {
	// Zenoti's minute lasts three seconds.
	sandbox = await startSandbox({ scenario: 'example', windowScale: 0.05 });
	processes = [startProcess(), startProcess()];
	await Promise.all(processes.map(answerOf));
}, 120_000);
afterAll(async () => {
	for (const child of processes) child.kill();
	await sandbox.close();
});

function startProcess(): ChildProcess {
	return fork(join(__dirname, 'separateRun.ts'), {
		execArgv: ['--require', 'tsx/cjs'],
		// As inside n8n, a package outside this checkout finds n8n-workflow and luxon by it.
		env: { ...process.env, NODE_PATH: join(repositoryDirectory, 'node_modules') },
	});
}

/** The next thing that the process tells us. */
async function answerOf(child: ChildProcess): Promise<unknown> {
	const ended = once(child, 'exit').then(([code]) => {
		throw new Error(`The process ended with ${code} and told nothing`);
	});
	const [message] = await Promise.race([once(child, 'message'), ended]);
	return message;
}

const guestOfRow = (row: number) => `77777777-7777-4777-8777-${String(row).padStart(12, '0')}`;

/** Guests and places enough for both processes. */
function arrange({ zenoti }: Sandbox): void {
	const { guests, workshops } = zenoti.state;
	const { centerId, workshopId, trackId } = exampleIds;
	for (let row = 0; row < 2 * rowsPerProcess; row++) {
		const id = guestOfRow(row);
		guests.set(id, zenotiGuest({ id, centerId, firstName: 'Ada', lastName: `Moreau ${row}` }));
	}
	workshops.get(workshopId)!.tracks.get(trackId)!.capacity = 2 * rowsPerProcess + 100;
	zenoti.budget.kind = 'fixedWindow';
}

function registrations(firstRow: number): NodeRunOptions {
	const located = (value: string) => ({ __rl: true, mode: 'id', value });
	return {
		node: {
			type: 'n8n-nodes-event-registration.zenotiWorkshop',
			onError: 'continueErrorOutput',
			parameters: {
				resource: 'registration',
				operation: 'register',
				workshopId: String(exampleIds.workshopId),
				trackId: String(exampleIds.trackId),
				guestId: located('={{ $json.guestId }}'),
				centerId: located(exampleIds.centerId),
			},
		},
		items: Array.from({ length: rowsPerProcess }, (_, row) => ({
			guestId: guestOfRow(firstRow + row),
		})),
		credentials: credentialsFor(sandbox, 'zenotiWorkshop'),
	};
}

test('two processes on one account are refused now and then, but lose no row and register nobody twice', async () => {
	arrange(sandbox);
	const endings = await Promise.all(
		processes.map(async (child, index) => {
			child.send(registrations(index * rowsPerProcess));
			return (await answerOf(child)) as SeparateEnding;
		}),
	);
	const everyRow = Array.from({ length: rowsPerProcess }, (_, row) => row);
	for (const { succeeded, failures } of endings) {
		expect(failures).toEqual([]);
		expect(succeeded).toEqual(everyRow);
	}
	const { diary, ledger } = sandbox.zenoti;
	const registered = ledger.filter(({ action }) => action === 'register');
	expect(new Set(registered.map(({ data }) => data.guestId)).size).toBe(2 * rowsPerProcess);
	expect(registered).toHaveLength(2 * rowsPerProcess);
	const refused = diary.filter(({ status }) => status === 429);
	expect(refused.length).toBeGreaterThan(0);
	expect(refused.length).toBeLessThan(rowsPerProcess);
}, 60_000);
