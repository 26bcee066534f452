import { startSandbox, type ProviderName, type Sandbox, type ScenarioName } from '../../sandbox';
import { packageName } from '../../scripts/start/builtPackage';
import type { N8nApi } from '../../scripts/start/n8nApi';

/** What a node of a workflow says about its credential. */
export type NodeCredentials = Record<string, { id: string; name: string }>;

/** Accounts at all three providers for one test alone, with credentials for them in n8n. */
export interface OwnAccounts {
	sandbox: Sandbox;
	credentials: Record<ProviderName, NodeCredentials>;
	/** Those that the provider refuses. */
	refusedCredentials: Record<ProviderName, NodeCredentials>;
	close: () => Promise<void>;
}

export const nodeTypeOf: Record<ProviderName, string> = {
	zenoti: `${packageName}.zenotiWorkshop`,
	knolyx: `${packageName}.knolyxCommunity`,
	swoogo: `${packageName}.swoogoRegistrant`,
};

/** Opens accounts that hold what the scenario says; a minute of a provider's limit lasts six seconds there. */
export async function openAccounts(api: N8nApi, scenario: ScenarioName): Promise<OwnAccounts> {
	const sandbox = await startSandbox({ scenario, windowScale: 0.1 });
	const saved: string[] = [];
	const save = async (type: string, data: object): Promise<NodeCredentials> => {
		const credential = { name: `${type} of the ${scenario} accounts`, type, data };
		const { id, name } = await api.call<{ id: string; name: string }>(
			'POST',
			'/credentials',
			credential,
		);
		saved.push(id);
		return { [type]: { id, name } };
	};
	const { zenoti, knolyx, swoogo } = sandbox;
	const saveAll = async (wrongKey: object, wrongSecret: object) => ({
		zenoti: await save('zenotiApi', { ...zenoti.credentials, baseUrl: zenoti.url, ...wrongKey }),
		knolyx: await save('knolyxApi', { ...knolyx.credentials, baseUrl: knolyx.url, ...wrongKey }),
		swoogo: await save('swoogoOAuth2Api', {
			...swoogo.credentials,
			baseUrl: `${swoogo.url}/api/v1`,
			...wrongSecret,
		}),
	});
	return {
		sandbox,
		credentials: await saveAll({}, {}),
		refusedCredentials: await saveAll(
			{ apiKey: 'not-the-key' },
			{ consumerSecret: 'not-the-secret' },
		),
		close: async () => {
			for (const id of saved) await api.call('DELETE', `/credentials/${id}`);
			await sandbox.close();
		},
	};
}
