import { stopAllProcesses } from '../../scripts/start/processes';
import { nodeRuntime } from '../../scripts/start/nodeRuntime';
import { startN8n, type N8nPlace } from '../../scripts/start/n8nServer';

// A process of its own, because jest cannot load what starts and stops n8n. Sends the port once n8n is ready, or the
// reason why it is not; ends n8n when it is told anything, or when its parent is gone.
const place = JSON.parse(process.argv[2] ?? '') as N8nPlace;

process.once('message', () => void end());
process.once('disconnect', () => void end());

startN8n(nodeRuntime(), place).then(
	({ port }) => process.send?.({ port }),
	(error: Error) => process.send?.({ failure: error.message }),
);

async function end(): Promise<void> {
	await stopAllProcesses();
	process.exit();
}
