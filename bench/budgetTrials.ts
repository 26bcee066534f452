import { setTimeout as delay } from 'node:timers/promises';
import type { INodeType } from 'n8n-workflow';

import { zenoti } from '../nodes/ZenotiWorkshop/zenoti';
import { showProgress } from '../scripts/start/progress';
import { runNode, type NodeRunOptions } from '../test/support/engine';
import { loadHttpRequestNode } from './httpRequestNode';
import {
	guestOfRow,
	rowsOfPacedRuns,
	windowScale,
	zenotiIds,
	type Address,
	type SandboxAddresses,
} from './sandboxSettings';

/** One run under a provider's limit. */
export interface BudgetTrial {
	label: string;
	seconds: number;
	failedRows: number;
	isOurs: boolean;
}

const { credits, windowSeconds } = zenoti.budget!;
const scaledWindowSeconds = windowSeconds * windowScale;

/**
 * The shortest time in which the provider lets all rows through: the first window's credits at once, the rest either in
 * further whole windows or trickling back, which comes to the same here.
 */
export const budgetFloorSeconds = ((rowsOfPacedRuns - credits) / credits) * scaledWindowSeconds;

const creditsTrickle = 'Zenoti Workshop (this package), credits trickle back';
const creditsReturn = 'Zenoti Workshop (this package), credits return at once';

const rows = Array.from({ length: rowsOfPacedRuns }, (_, row) => ({ guestId: guestOfRow(row) }));
const located = (value: string) => ({ __rl: true, mode: 'id', value });

const ourNode: NodeRunOptions['node'] = {
	type: 'n8n-nodes-event-registration.zenotiWorkshop',
	parameters: {
		resource: 'registration',
		operation: 'register',
		workshopId: zenotiIds.workshopId,
		trackId: zenotiIds.trackId,
		guestId: located('={{ $json.guestId }}'),
		centerId: located(zenotiIds.centerId),
	},
};

const httpRequestNode = (baseUrl: string): NodeRunOptions['node'] => ({
	type: 'bench.httpRequest',
	typeVersion: 4.5,
	parameters: {
		method: 'POST',
		url: `${baseUrl}/v1/workshops/${zenotiIds.workshopId}/registrations`,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'zenotiApi',
		sendBody: true,
		specifyBody: 'json',
		jsonBody: `={{ { track_id: ${zenotiIds.trackId}, guest_id: $json.guestId, center_id: "${zenotiIds.centerId}" } }}`,
		options: {},
	},
});

/**
 * Registers all rows at a simulated Zenoti whose minute is scaled, at once with either kind of budget: nearly all of
 * that time is waiting. `openedAt` is when the providers were started.
 */
export async function runBudgetTrials(
	addresses: SandboxAddresses,
	openedAt: number,
): Promise<BudgetTrial[]> {
	// A window that is partly over when the run begins would make it look faster.
	await delay(Math.max(0, openedAt + scaledWindowSeconds * 1000 - Date.now()));
	const httpRequest = loadHttpRequestNode('zenotiApi');
	const { tokenBucket, fixedWindow, forHttpRequest } = addresses;
	return await showProgress('Registering under a budget', async () => {
		// First and alone: it sends everything at once, and the others would wait for the processor.
		const trials = httpRequest ? [await runHttpRequest(httpRequest, forHttpRequest)] : [];
		const ours = await Promise.all([
			runTrial(creditsTrickle, ourNode, tokenBucket),
			runTrial(creditsReturn, ourNode, fixedWindow),
		]);
		return [...ours, ...trials];
	});
}

async function runHttpRequest(nodeType: INodeType, address: Address): Promise<BudgetTrial> {
	return await runTrial("n8n's HTTP Request", httpRequestNode(address.url), address, nodeType);
}

async function runTrial(
	label: string,
	node: NodeRunOptions['node'],
	{ url, credentials }: Address,
	nodeType?: INodeType,
): Promise<BudgetTrial> {
	const startedAt = performance.now();
	const run = await runNode({
		node: { ...node, onError: 'continueErrorOutput' },
		items: rows,
		credentials: { zenotiApi: { ...credentials, baseUrl: url } },
		nodeTypes: nodeType ? { 'bench.httpRequest': nodeType } : {},
	});
	const seconds = (performance.now() - startedAt) / 1000;
	return { label, seconds, failedRows: rows.length - run.success.length, isOurs: !nodeType };
}
