import type { ProviderDefinition, ScenarioName } from '../kernel/providerSandbox';
import { fillKnolyxExample } from '../scenarios/example';
import { fillKnolyxWithMany } from '../scenarios/many';
import { addKnolyxExamples } from '../scenarios/moreExamples';
import { describeKnolyxError } from './answers';
import { installCourseRoutes } from './courses';
import { installDeliveryControl } from './deliveries';
import { installEventRoutes } from './events';
import { installPeopleRoutes } from './people';
import { emptyKnolyxState, type KnolyxState } from './state';
import { installWebhookRoutes } from './webhooks';

/** What a Knolyx credential needs. */
export interface KnolyxCredentials {
	projectId: string;
	apiKey: string;
}

const credentials = { projectId: 'sandbox-project', apiKey: 'sandbox-knolyx-key' };
const unauthorizedMessage = 'Full authentication is required to access this resource';

/**
 * The simulated Knolyx public API. No rate limit is documented; an enabled budget answers 429 with
 * Retry-After only.
 * @see https://docs.knolyx.com/guides/getting-started/
 */
export const knolyxDefinition: ProviderDefinition<KnolyxState, KnolyxCredentials> = {
	name: 'knolyx',
	credentials,
	unauthorizedMessage,
	describeError: describeKnolyxError,
	acceptedContentTypes: ['application/json'],
	caseSensitivePaths: true,
	costOf: () => 1,
	budget: {
		settings: {
			enabled: false,
			kind: 'fixedWindow',
			limit: 60,
			windowSeconds: 60,
			sendHeaders: true,
		},
		dialect: {
			headers: () => ({}),
			refusalHeaders: (secondsToWait) => ({ 'retry-after': String(secondsToWait) }),
			resetHeader: 'RateLimit-Reset',
		},
	},
	freshState(scenario: ScenarioName) {
		const state = emptyKnolyxState();
		if (scenario === 'example') {
			fillKnolyxExample(state);
			addKnolyxExamples(state);
		}
		if (scenario === 'many') fillKnolyxWithMany(state);
		return state;
	},
	// inferred: both headers are documented, the answer to wrong ones is not; 401.
	authenticate({ headers }) {
		const accepted =
			headers['x-project-id'] === credentials.projectId &&
			headers['x-api-key'] === credentials.apiKey;
		if (accepted) return undefined;
		return { status: 401, body: describeKnolyxError(401, unauthorizedMessage) };
	},
	installRoutes(app, context) {
		installDeliveryControl(app, context);
		void app.register(
			async (api) => {
				installPeopleRoutes(api, context);
				installEventRoutes(api, context);
				installCourseRoutes(api, context);
				void api.register(async (webhooks) => installWebhookRoutes(webhooks, context));
				// inferred: the fields of the answer are not documented.
				api.get('/key', async () => ({
					id: 4,
					projectId: credentials.projectId,
					tenantId: 900,
					permissions: context.state.permissions,
				}));
			},
			{ prefix: '/public/api/v1' },
		);
	},
};
