import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IConnections, INode, INodeParameters } from 'n8n-workflow';

import { showProgress } from '../scripts/start/progress';
import type { Reading } from './contenderNodes/Stopwatch.node';
import { contenderPackage, type Contender } from './contenders';
import { executeInN8n, type ImportedCredential } from './realN8n';
import type { Address } from './sandboxSettings';

/** Contenders that take turns with the same number of rows, for a number of rounds. */
export interface TimePlan {
	name: string;
	rows: number;
	rounds: number;
	provider: Address;
	contenders: Contender[];
}

/** The readings of one contender of one plan, one per round. */
export interface Trial {
	contender: Contender;
	readings: Reading[];
}

const readingsFile = join(tmpdir(), `event-registration-bench-${process.pid}.jsonl`);
const lookAgainMilliseconds = 1000;

interface Step {
	name: string;
	plan: TimePlan;
	contender: Contender;
	/** Its own event, so that every run finds the same users unregistered. */
	eventId: string;
}

/**
 * Runs all plans in one workflow of a real n8n, contender after contender, and returns each plan's trials in the order
 * of its contenders.
 * @throws StartFailure when n8n cannot run it
 */
export async function runTimeTrials(plans: TimePlan[]): Promise<Map<TimePlan, Trial[]>> {
	const steps = plans.flatMap(stepsOf).map((step, index) => ({ ...step, eventId: `${index + 1}` }));
	await writeFile(readingsFile, '');
	const workflow = { id: 'bench', name: 'Bench', ...workflowOf(steps) };
	await showProgress("Measuring in n8n's own process", async (say) => {
		const watch = setInterval(
			() => void readReadings().then((all) => say(`${all.length} of ${steps.length} runs`)),
			lookAgainMilliseconds,
		);
		await executeInN8n(workflow, plans.map(credentialOf)).finally(() => clearInterval(watch));
	});
	const readings = await readReadings();
	await rm(readingsFile);
	return new Map(plans.map((plan) => [plan, trialsOf(plan, readings)]));
}

function stepsOf(plan: TimePlan): Array<Omit<Step, 'eventId'>> {
	return Array.from({ length: plan.rounds }).flatMap(() =>
		plan.contenders.map((contender) => ({ name: nameOf(plan, contender), plan, contender })),
	);
}

const nameOf = (plan: TimePlan, contender: Contender) => `${plan.name}: ${contender.label}`;

function trialsOf(plan: TimePlan, readings: Reading[]): Trial[] {
	return plan.contenders.map((contender) => ({
		contender,
		readings: readings.filter(({ name }) => name === nameOf(plan, contender)),
	}));
}

async function readReadings(): Promise<Reading[]> {
	const lines = (await readFile(readingsFile, 'utf8')).trim().split('\n');
	return lines.filter(Boolean).map((line) => JSON.parse(line) as Reading);
}

function credentialOf({ name, provider }: TimePlan): ImportedCredential {
	return {
		id: credentialIdOf(name),
		name,
		type: 'knolyxApi',
		data: { ...provider.credentials, baseUrl: provider.url },
	};
}

// n8n's ids have 16 characters at most.
const credentialIdOf = (planName: string) => planName.replace(/\W/g, '').slice(0, 16);

/** Start, stopwatch, contender, stopwatch, contender, …, stopwatch. */
function workflowOf(steps: Step[]): { nodes: INode[]; connections: IConnections } {
	const nodes: INode[] = [];
	const connections: IConnections = {};
	const add = (type: string, typeVersion: number, parameters: INodeParameters, more = {}) => {
		const name = `${nodes.length} ${type}`;
		const before = nodes.at(-1)?.name;
		if (before) connections[before] = { main: [[{ node: name, type: 'main', index: 0 }]] };
		nodes.push({ id: name, name, type, typeVersion, parameters, position: [0, 0], ...more });
	};
	const addStopwatch = (name: string, rows: number) =>
		add(`${contenderPackage}.stopwatch`, 1, { readingsFile, name, rows });
	add('n8n-nodes-base.manualTrigger', 1, {});
	for (const { name, plan, contender, eventId } of steps) {
		addStopwatch(name, plan.rows);
		const parameters = contender.parameters(eventId, plan.provider.url);
		const credential = { id: credentialIdOf(plan.name), name: plan.name };
		const settings = { onError: 'continueRegularOutput', credentials: { knolyxApi: credential } };
		add(contender.type, contender.typeVersion, parameters, settings);
	}
	addStopwatch('', 0);
	return { nodes, connections };
}
