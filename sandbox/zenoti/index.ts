import type { ProviderDefinition, ScenarioName } from '../kernel/providerSandbox';
import { fillZenotiExample } from '../scenarios/example';
import { fillZenotiWithMany } from '../scenarios/many';
import { addZenotiExamples } from '../scenarios/moreExamples';
import { describeZenotiError } from './answers';
import { installCenterRoutes } from './centers';
import { installGuestRegistrationRoutes } from './guestRegistrations';
import { installGuestRoutes } from './guests';
import { installRegistrationRoutes } from './registrations';
import { emptyZenotiState, type ZenotiState } from './state';
import { installZenotiControl } from './webhookControl';
import { installWorkshopRoutes } from './workshops';

/** What a Zenoti credential needs. */
export interface ZenotiCredentials {
	apiKey: string;
}

const credentials = { apiKey: 'sandbox-zenoti-key' };
const unauthorizedMessage = 'Authorization has been denied for this request.';

/**
 * The simulated Zenoti: 60 calls per 60 s per organization, a token bucket.
 * inferred: the body of a 429, and that refused credentials do not use up the organization's calls.
 * @see https://docs.zenoti.com/docs/api-rate-limits-1
 */
export const zenotiDefinition: ProviderDefinition<ZenotiState, ZenotiCredentials> = {
	name: 'zenoti',
	credentials,
	unauthorizedMessage,
	describeError: describeZenotiError,
	acceptedContentTypes: ['application/json'],
	// Both /v1/centers and /v1/Centers are documented.
	caseSensitivePaths: false,
	costOf: () => 1,
	budget: {
		settings: {
			enabled: true,
			kind: 'tokenBucket',
			limit: 60,
			windowSeconds: 60,
			sendHeaders: true,
		},
		dialect: {
			headers({ limit, remaining, windowSeconds, resetSeconds }) {
				const policy = `${limit};w=${windowSeconds};b=${limit}`;
				return {
					'Organization-RateLimit-Limit': policy,
					'RateLimit-Limit': policy,
					'RateLimit-Remaining': String(remaining),
					'RateLimit-Reset': String(resetSeconds),
				};
			},
			refusalHeaders: (secondsToWait) => ({ 'Retry-After': String(secondsToWait) }),
			resetHeader: 'RateLimit-Reset',
		},
	},
	freshState(scenario: ScenarioName) {
		const state = emptyZenotiState();
		if (scenario === 'example') {
			fillZenotiExample(state);
			addZenotiExamples(state);
		}
		if (scenario === 'many') fillZenotiWithMany(state);
		return state;
	},
	authenticate({ headers }) {
		if (headers.authorization === `apikey ${credentials.apiKey}`) return undefined;
		return { status: 401, body: describeZenotiError(401, unauthorizedMessage) };
	},
	installRoutes(app, context) {
		installZenotiControl(app, context);
		void app.register(
			async (api) => {
				installWorkshopRoutes(api, context);
				installRegistrationRoutes(api, context);
				installGuestRoutes(api, context);
				installGuestRegistrationRoutes(api, context);
				installCenterRoutes(api, context);
			},
			{ prefix: '/v1' },
		);
	},
};
