import { parseArgs } from 'util';

import { startSandbox, type ScenarioName } from './index';
import { scenarioNames } from './kernel/providerSandbox';

/**
 * `tsx sandbox/main.ts [--scenario example|many|empty] [--zenoti PORT] [--knolyx PORT] [--swoogo PORT]
 * [--window-scale 0.1]`: prints one JSON line with the URLs and credentials when all three are ready,
 * and ends on SIGINT or SIGTERM.
 */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			scenario: { type: 'string', default: 'empty' },
			zenoti: { type: 'string', default: '0' },
			knolyx: { type: 'string', default: '0' },
			swoogo: { type: 'string', default: '0' },
			'window-scale': { type: 'string', default: '1' },
		},
	});
	if (!(scenarioNames as readonly string[]).includes(values.scenario)) {
		throw new Error(`--scenario must be one of ${scenarioNames.join(', ')}`);
	}
	const sandbox = await startSandbox({
		scenario: values.scenario as ScenarioName,
		windowScale: Number(values['window-scale']),
		ports: {
			zenoti: Number(values.zenoti),
			knolyx: Number(values.knolyx),
			swoogo: Number(values.swoogo),
		},
	});
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void sandbox.close());
	}
	const { zenoti, knolyx, swoogo } = sandbox;
	const describe = ({ url, credentials }: { url: string; credentials: unknown }) => ({
		url,
		credentials,
	});
	const line = {
		ready: true,
		zenoti: describe(zenoti),
		knolyx: describe(knolyx),
		swoogo: describe(swoogo),
	};
	process.stdout.write(`${JSON.stringify(line)}\n`);
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
