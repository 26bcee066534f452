import fastify, { type FastifyInstance } from 'fastify';

/** One delivery as it arrived; an empty body is `undefined`. */
export interface ReceivedDelivery {
	method: string;
	headers: Record<string, string | string[] | undefined>;
	rawBody: string;
	body?: { id: string; type: string; data: Record<string, unknown> } & Record<string, unknown>;
}

/** A receiver of webhooks on the loopback interface that can be stopped and started on the same port. */
export function useReceiver() {
	let app: FastifyInstance | undefined;
	let port = 0;
	const received: ReceivedDelivery[] = [];
	const answers: number[] = [];

	const start = async () => {
		app = fastify({ forceCloseConnections: true });
		app.removeAllContentTypeParsers();
		app.addContentTypeParser('*', { parseAs: 'string' }, async (_: unknown, raw: string) => raw);
		app.all('/hook', async ({ method, headers, body }, reply) => {
			const rawBody = typeof body === 'string' ? body : '';
			const parsed = rawBody === '' ? undefined : JSON.parse(rawBody);
			received.push({ method, headers, rawBody, body: parsed });
			const status = answers.shift() ?? 200;
			// 0 stands for no answer at all.
			return status === 0 ? reply.hijack() : await reply.code(status).send();
		});
		await app.listen({ host: '127.0.0.1', port });
		const address = app.server.address();
		if (typeof address === 'object' && address) ({ port } = address);
	};
	const stop = async () => {
		await app?.close();
		app = undefined;
	};
	beforeEach(async () => {
		received.length = 0;
		answers.length = 0;
		await start();
	});
	afterEach(stop);

	return {
		received,
		/** The next deliveries are answered with these statuses (0: not at all), later ones with 200. */
		answerNext: (...statuses: number[]) => void answers.push(...statuses),
		url: () => `http://127.0.0.1:${port}/hook`,
		start,
		stop,
	};
}
