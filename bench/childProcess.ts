import { join } from 'node:path';

const endWithParent = join(__dirname, '..', 'scripts', 'start', 'endWithParent.cjs');

/** A TypeScript file of `bench/`, running in a process of its own. */
export interface Child<Message> {
	/** The one thing it tells us: where it listens, or what it measured. */
	message: Message;
	stop(): Promise<void>;
}

/**
 * Runs a file of this folder in its own Node.js process and waits for its message. It ends when this process does.
 * @throws when it ends without a message; its own words go to our stderr
 */
export async function startChild<Message>(
	fileName: string,
	parameters: string[] = [],
): Promise<Child<Message>> {
	// execa is an ES module: a static import would become a require that Node.js refuses.
	const { execaNode } = await import('execa');
	const child = execaNode(join(__dirname, fileName), parameters, {
		nodeOptions: ['--expose-gc', '--require', endWithParent, '--require', 'tsx/cjs'],
		ipc: true,
		reject: false,
		stdout: 'inherit',
		stderr: 'inherit',
	});
	const message = (await child.getOneMessage()) as Message;
	return {
		message,
		async stop() {
			child.kill();
			await child;
		},
	};
}

/** For the started file: tells the process that started it. */
export function tellParent(message: unknown): void {
	process.send?.(message);
}
