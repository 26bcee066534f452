import { stopAllProcesses } from '../../scripts/start/processes';

/** Once after all tests. */
export default async function stopServers(): Promise<void> {
	await stopAllProcesses();
}
