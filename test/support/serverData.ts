import { ExternalSecretsProxy, type ExecutionLifecycleHooks } from 'n8n-core';
import type { IWorkflowExecuteAdditionalData } from 'n8n-workflow';

import type { CredentialStore } from './credentialStore';
import './nodeLog';

const notAvailable = (what: string) => async (): Promise<never> => {
	throw new Error(`${what} is not available in these tests`);
};

/**
 * What n8n's server hands to every execution. The URLs must be absolute: reading a parameter fails otherwise.
 */
export function additionalDataFor(
	credentialsHelper: CredentialStore,
	hooks?: ExecutionLifecycleHooks,
): IWorkflowExecuteAdditionalData {
	const origin = 'http://n8n.example.test';
	return {
		credentialsHelper,
		externalSecretsProxy: new ExternalSecretsProxy(),
		hooks,
		executionId: 'test-execution',
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: `${origin}/rest`,
		instanceBaseUrl: `${origin}/`,
		formBaseUrl: `${origin}/form`,
		formWaitingBaseUrl: `${origin}/form-waiting`,
		formTestBaseUrl: `${origin}/form-test`,
		webhookBaseUrl: `${origin}/webhook`,
		webhookWaitingBaseUrl: `${origin}/webhook-waiting`,
		webhookTestBaseUrl: `${origin}/webhook-test`,
		mcpBaseUrl: `${origin}/mcp`,
		mcpTestBaseUrl: `${origin}/mcp-test`,
		logAiEvent: () => {},
		executeWorkflow: notAvailable('A sub-workflow'),
		getRunExecutionData: notAvailable('Data of another execution'),
		getRuntimeCredential: notAvailable('A runtime credential'),
		startRunnerTask: notAvailable('A task runner'),
	};
}
