import { readdirSync } from 'node:fs';

import { examplesFolder } from '../../scripts/start/folders';
import { countRows, mainExampleId, reportNodeName } from '../../scripts/start/mainExample';
import { logInToN8n, type N8nApi } from '../../scripts/start/n8nApi';
import { runExample, type NodeOutputs } from '../../scripts/start/runExample';
import { readExamples, type Example } from '../../scripts/start/workspace';
import { runningServers } from './servers';

let api: N8nApi;
let examples: Example[];

beforeAll(async () => {
	api = await logInToN8n(runningServers().port);
	examples = await readExamples();
});

async function run(id: string): Promise<Map<string, NodeOutputs>> {
	return await runExample(api, examples.find((example) => example.id === id)!);
}

function outcomes(outputs: Map<string, NodeOutputs>, node: string, output = 0): unknown[] {
	return (outputs.get(node)?.[output] ?? []).map(({ outcome }) => outcome);
}

function texts(outputs: Map<string, NodeOutputs>, node: string, field: string): string[] {
	return (outputs.get(node)?.[0] ?? []).map((item) => String(item[field]));
}

test('every example is tried here or has a test of its own', () => {
	const tried = [
		'check-in-desk',
		'collect-failures',
		'course-access-after-payment',
		'move-people',
		mainExampleId,
		'sync-sheet-to-event',
		'waitlist',
	];
	const files = readdirSync(examplesFolder).map((file) => file.replace('.json', ''));
	const triedElsewhere = ['swoogo-to-knolyx-and-back'];
	expect([...tried, ...triedElsewhere].sort()).toEqual(files.sort());
});

test('a synced sheet registers who is new, leaves who is there, and cancels who is gone from it', async () => {
	const first = await run('sync-sheet-to-event');
	expect(outcomes(first, 'Register or Update').sort()).toEqual([
		...['created', 'created', 'created', 'unchanged', 'unchanged', 'unchanged'],
	]);
	expect(outcomes(first, 'Cancel')).toEqual(['removed', 'removed']);

	const second = await run('sync-sheet-to-event');
	expect(new Set(outcomes(second, 'Register or Update'))).toEqual(new Set(['unchanged']));
	expect(outcomes(second, 'Cancel')).toEqual([]);
});

test('the check-in desk welcomes people, knows them the second time, and sends strangers to the desk', async () => {
	const first = await run('check-in-desk');
	// Of two rows about one person either may come first.
	expect(outcomes(first, 'Check In').sort()).toEqual(['unchanged', 'updated', 'updated']);
	expect(texts(first, 'Welcome', 'sentence').sort()).toEqual([
		'Welcome, you are checked in.',
		'Welcome, you are checked in.',
		'You are checked in already.',
	]);
	const second = await run('check-in-desk');
	expect(outcomes(second, 'Check In')).toEqual(['unchanged', 'unchanged', 'unchanged']);
	for (const outputs of [first, second]) {
		expect(texts(outputs, 'Ask at the Desk', 'sentence')).toEqual([
			expect.stringContaining('not.registered@example.com'),
		]);
	}
});

test('who is too late for a small workshop joins its waitlist, once', async () => {
	const first = await run('waitlist');
	expect(outcomes(first, 'Register or Join Waitlist').sort()).toEqual([
		...['created', 'created', 'waitlisted'],
	]);
	expect(texts(first, 'Please Wait', 'sentence')).toHaveLength(1);

	const second = await run('waitlist');
	expect(outcomes(second, 'Register or Join Waitlist').sort()).toEqual([
		...['unchanged', 'unchanged', 'waitlisted'],
	]);
});

test('people who move are registered for the new event before they are cancelled in the old one', async () => {
	const first = await run('move-people');
	expect(outcomes(first, 'Register for the New Event')).toEqual(['created', 'created']);
	expect(outcomes(first, 'Cancel for the Old Event')).toEqual(['removed', 'removed']);

	const second = await run('move-people');
	expect(outcomes(second, 'Register for the New Event')).toEqual(['unchanged', 'unchanged']);
	expect(outcomes(second, 'Cancel for the Old Event')).toEqual(['unchanged', 'unchanged']);
	expect(texts(second, 'Moved', 'sentence')).toHaveLength(2);
});

test('who paid gets an account, the workgroup and the course; the rule is made once', async () => {
	const first = await run('course-access-after-payment');
	expect(outcomes(first, 'Create Account')).toEqual(['created', 'created']);
	expect(outcomes(first, 'Open the Course').sort()).toEqual(['created', 'unchanged']);

	const second = await run('course-access-after-payment');
	expect(outcomes(second, 'Open the Course')).toEqual(['unchanged', 'unchanged']);
	expect(texts(second, 'Has Access', 'email')).toHaveLength(2);
});

test('the report of failures has one line per person with the reason, the same each time', async () => {
	const [report] = texts(await run('collect-failures'), 'Report', 'text');
	expect(texts(await run('collect-failures'), 'Report', 'text')).toEqual([report]);
	expect(report).toMatch(/^3 not registered:\n/);
	expect(report).toMatch(/- tomas\.rivera@example\.com \(full\): Could not register guest/);
	expect(report).toMatch(/- walk\.in@example\.com \(notFound\): /);
	expect(report).toMatch(/- not-an-email \(invalidInput\): /);
});

test('the main example registers nobody a second time', async () => {
	await run(mainExampleId);
	const second = await run(mainExampleId);
	const report = second.get(reportNodeName)?.[0] ?? [];
	const rows = countRows(examples.find(({ id }) => id === mainExampleId)!);
	expect(report).toHaveLength(3 * rows);
	const found = new Set(report.map(({ outcome, error }) => (error ? 'failed' : outcome)));
	expect([...found].sort()).toEqual(['failed', 'unchanged']);
});
