import fastify, { type FastifyReply } from 'fastify';

import { Budget } from './budget';
import { installControlRoutes } from './controlRoutes';
import { Deliveries } from './deliveries';
import { FaultScript } from './faults';
import { installPipeline } from './pipeline';
import type { ProviderDefinition, ProviderSandbox, ScenarioName } from './providerSandbox';
import { Ledger } from './records';

/**
 * Starts one provider on the loopback interface.
 * @throws when the port is taken
 */
export async function openProvider<State extends object, Credentials>(
	definition: ProviderDefinition<State, Credentials>,
	options: { port: number; windowScale: number; scenario: ScenarioName },
): Promise<ProviderSandbox<State, Credentials>> {
	const app = fastify({
		forceCloseConnections: true,
		// A path that cannot be decoded reaches no hook, so it is the one request missing in the diary.
		frameworkErrors: (_error, _request, reply: FastifyReply) => {
			void reply.code(400).send(definition.describeError(400, 'Bad Request'));
		},
		routerOptions: { caseSensitive: definition.caseSensitivePaths, maxParamLength: 1000 },
	});
	const ledger = new Ledger(definition.name);
	const provider: ProviderSandbox<State, Credentials> = {
		url: '',
		credentials: definition.credentials,
		state: definition.freshState(options.scenario),
		ledger: ledger.entries,
		diary: [],
		faults: new FaultScript(),
		budget: new Budget(definition.budget.settings, definition.budget.dialect, options.windowScale),
		latencyMs: 0,
		deliveries: new Deliveries(),
		windowScale: options.windowScale,
		credits: (afterNumber = 0) =>
			provider.diary
				.filter(({ number }) => number > afterNumber)
				.reduce((sum, { credits = 0 }) => sum + credits, 0),
		reset(scenario = options.scenario) {
			Object.assign(provider.state, definition.freshState(scenario));
			provider.deliveries.clear();
			provider.ledger.length = 0;
			provider.diary.length = 0;
			provider.faults.clear();
			provider.budget.reset();
			provider.latencyMs = 0;
		},
		async close() {
			provider.deliveries.clear();
			await app.close();
		},
	};
	installPipeline(app, definition, provider);
	installControlRoutes(app, provider);
	const { state, deliveries, windowScale } = provider;
	definition.installRoutes(app, { state, ledger, deliveries, windowScale });
	provider.url = await app.listen({ host: '127.0.0.1', port: options.port });
	return provider;
}
