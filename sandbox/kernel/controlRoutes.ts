import type { FastifyInstance } from 'fastify';

import type { BudgetSettings } from './budget';
import type { Fault } from './faults';
import type { ProviderSandbox, ScenarioName } from './providerSandbox';

const controlPrefix = '/_sandbox/';

/** Whether a request steers the sandbox itself: no credentials, no budget, no diary. */
export function isControlPath(url: string): boolean {
	return url.startsWith(controlPrefix);
}

/**
 * GET ledger, diary, credits, deliveries, state, faults · POST faults (one or several), reset ({scenario?}), settings
 * ({latencyMs?, budget?, state?}: merged) · DELETE faults.
 */
export function installControlRoutes(app: FastifyInstance, provider: ProviderSandbox): void {
	const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value, mapsAndSets));
	app.get(`${controlPrefix}ledger`, async () => provider.ledger);
	app.get(`${controlPrefix}diary`, async () => provider.diary);
	app.get(`${controlPrefix}credits`, async () => ({
		requests: provider.diary.length,
		credits: provider.credits(),
	}));
	app.get(`${controlPrefix}deliveries`, async () => provider.deliveries.reports);
	app.get(`${controlPrefix}state`, async () => plain(provider.state));
	app.get(`${controlPrefix}faults`, async () => plain(provider.faults.list()));
	app.post(`${controlPrefix}faults`, async (request) => {
		const faults = request.body as Fault | Fault[];
		provider.faults.add(...(Array.isArray(faults) ? faults : [faults]));
		return { armed: provider.faults.list().length };
	});
	app.delete(`${controlPrefix}faults`, async () => {
		provider.faults.clear();
		return { armed: 0 };
	});
	app.post(`${controlPrefix}reset`, async (request) => {
		const { scenario } = (request.body ?? {}) as { scenario?: ScenarioName };
		provider.reset(scenario);
		return { reset: true };
	});
	app.post(`${controlPrefix}settings`, async (request) => {
		const settings = (request.body ?? {}) as {
			latencyMs?: number;
			budget?: Partial<BudgetSettings>;
			state?: Record<string, unknown>;
		};
		provider.latencyMs = settings.latencyMs ?? provider.latencyMs;
		Object.assign(provider.budget, settings.budget);
		Object.assign(provider.state, settings.state);
		return { saved: true };
	});
}

function mapsAndSets(_name: string, value: unknown): unknown {
	if (value instanceof Map) return Object.fromEntries(value);
	if (value instanceof Set) return [...value];
	return value instanceof RegExp ? value.source : value;
}
