import './n8nFolder';

import { createRequire } from 'node:module';
import { inspect } from 'node:util';

import { listeners } from './watchers';

// n8n's logger is no export of n8n-core: it lies in packages of n8n's own, found from where n8n-core finds them.
const requireOfN8n = createRequire(require.resolve('n8n-core'));
const { Container } = requireOfN8n('@n8n/di') as {
	Container: { set(type: unknown, instance: unknown): void };
};
const { Logger } = requireOfN8n('@n8n/backend-common') as { Logger: unknown };

const log = (message: unknown, details?: unknown) => {
	for (const listen of listeners) listen(`${String(message)} ${inspect(details, { depth: 10 })}`);
};
const logger = { debug: log, error: log, info: log, warn: log, scoped: () => logger };

// What n8n and its nodes log goes to whoever listens, and nowhere else: there is no server here that would keep it.
Container.set(Logger, logger);
