import type { FastifyRequest } from 'fastify';

import type { ProviderDefinition, ScenarioName } from '../kernel/providerSandbox';
import { fillSwoogoExample } from '../scenarios/example';
import { fillSwoogoWithMany } from '../scenarios/manySwoogo';
import { addSwoogoExamples } from '../scenarios/moreExamples';
import { describeSwoogoError } from './answers';
import { installAttendanceRoutes } from './attendance';
import { installCatalogRoutes } from './catalog';
import { installGroupRoutes } from './groups';
import { installRegistrantRoutes } from './registrants';
import { emptySwoogoState, type SwoogoState } from './state';
import {
	installTokenRoute,
	invalidCredentialsMessage,
	refusalOfToken,
	swoogoCredentials,
	type SwoogoCredentials,
} from './tokens';

/**
 * The simulated Swoogo below `/api/v1`: 2,000 credits per 600 s, a list costs 10, all else 1.
 * inferred: that the window is fixed, and that a request with refused credentials costs nothing.
 * @see https://developer.swoogo.com/api-reference/rate-limits
 */
export const swoogoDefinition: ProviderDefinition<SwoogoState, SwoogoCredentials> = {
	name: 'swoogo',
	credentials: swoogoCredentials,
	unauthorizedMessage: invalidCredentialsMessage,
	describeError: describeSwoogoError,
	acceptedContentTypes: [
		'application/x-www-form-urlencoded',
		'multipart/form-data',
		'application/json',
	],
	caseSensitivePaths: true,
	costOf: (request) => (isList(request) ? 10 : 1),
	budget: {
		settings: {
			enabled: true,
			kind: 'fixedWindow',
			limit: 2000,
			windowSeconds: 600,
			sendHeaders: true,
		},
		dialect: {
			headers: ({ limit, remaining, resetSeconds }) => ({
				'X-Rate-Limit-Limit': String(limit),
				'X-Rate-Limit-Remaining': String(remaining),
				'X-Rate-Limit-Reset': String(resetSeconds),
			}),
			refusalHeaders: () => ({}),
			resetHeader: 'X-Rate-Limit-Reset',
		},
	},
	freshState(scenario: ScenarioName) {
		const state = emptySwoogoState();
		if (scenario === 'example') {
			fillSwoogoExample(state);
			addSwoogoExamples(state);
		}
		if (scenario === 'many') fillSwoogoWithMany(state);
		return state;
	},
	authenticate: refusalOfToken,
	installRoutes(app, context) {
		void app.register(
			async (api) => {
				installTokenRoute(api, context.state);
				installGroupRoutes(api, context);
				installRegistrantRoutes(api, context);
				installAttendanceRoutes(api, context);
				installCatalogRoutes(api, context);
			},
			{ prefix: '/api/v1' },
		);
	},
};

function isList(request: FastifyRequest): boolean {
	const pattern = request.routeOptions.url;
	return request.method === 'GET' && pattern !== undefined && !pattern.includes(':');
}
