import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A way to a server that can be shut: then connections are refused, as if nothing listened there. */
export interface Door {
	/** The server's URL by way of this door. */
	url: string;
	open(): Promise<void>;
	/** Shuts the door; what is on its way through is cut off. The port stays taken. */
	shut(): Promise<void>;
	/** Shuts the door for good. */
	remove(): Promise<void>;
	/** Resolves as soon as this process was refused here once, counted from the call. */
	refusal(): Promise<void>;
}

/** An open door to the server at `url`, which is `http://127.0.0.1:PORT` and perhaps a path. */
export async function makeDoor(url: string): Promise<Door> {
	const target = new URL(url);
	const passing = new Set<Socket>();
	const listen = async (port: number): Promise<Server> => {
		const server = createServer((outside) => {
			const inside = connect(Number(target.port), target.hostname);
			for (const [from, to] of [
				[outside, inside],
				[inside, outside],
			] as const) {
				passing.add(from);
				from.on('error', () => to.destroy());
				from.on('close', () => passing.delete(from) && to.destroy());
				from.pipe(to);
			}
		});
		server.listen(port, target.hostname);
		await once(server, 'listening');
		return server;
	};
	let server: Server | undefined = await listen(0);
	const { port } = server.address() as AddressInfo;
	let placeholder: Socket | undefined;
	const way = new URL(target);
	way.port = String(port);
	const shut = async () => {
		if (!server) return;
		server.close();
		server = undefined;
		for (const socket of passing) socket.destroy();
		// Nobody else shall be given the port meanwhile: a connection that goes out from it keeps it, and lets nobody in.
		placeholder = connect({ port: Number(target.port), host: target.hostname, localPort: port });
		await once(placeholder, 'connect');
		placeholder.on('error', () => {});
	};
	return {
		url: way.href.replace(/\/$/, ''),
		async open() {
			if (server) return;
			placeholder?.resetAndDestroy();
			server = await listen(port);
		},
		shut,
		async remove() {
			await shut();
			placeholder?.resetAndDestroy();
		},
		async refusal() {
			await new Promise<void>((resolve) => {
				const watch = (message: unknown) => {
					const { socket } = message as { socket: Socket };
					socket.once('error', (error: NodeJS.ErrnoException & { port?: number }) => {
						if (error.code !== 'ECONNREFUSED' || error.port !== port) return;
						unsubscribe('net.client.socket', watch);
						resolve();
					});
				};
				subscribe('net.client.socket', watch);
			});
		},
	};
}
