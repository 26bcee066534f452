import { createServer } from 'node:net';

import { StartFailure } from './startFailure';

const tries = 50;

/**
 * The first free port from `wanted` on.
 * @throws StartFailure when 50 in a row are taken
 */
export async function findFreePort(wanted: number): Promise<number> {
	for (let port = wanted; port < wanted + tries; port++) {
		// Both: some systems let a program share a port with another one that listens on all addresses.
		if ((await canListen(port)) && (await canListen(port, '127.0.0.1'))) return port;
	}
	throw new StartFailure(
		`The ports ${wanted} to ${wanted + tries - 1} are all in use. Stop the programs that use them, then run npm start again.`,
	);
}

async function canListen(port: number, address?: string): Promise<boolean> {
	return await new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen(port, address, () => server.close(() => resolve(true)));
	});
}
