import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request as n8n hands it to a node. */
export type Incoming = IncomingMessage & {
	rawBody?: Buffer;
	body?: unknown;
	query?: Record<string, string>;
};

/** An answer as n8n hands it to a node: the part of Express that our nodes use. */
export type Outgoing = ServerResponse & { status(code: number): Outgoing };

export function withStatus(response: ServerResponse): Outgoing {
	return Object.assign(response, {
		status(this: Outgoing, code: number) {
			this.statusCode = code;
			return this;
		},
	});
}

/**
 * Reads body and query as n8n does.
 * Source: https://github.com/n8n-io/n8n/blob/master/packages/cli/src/middlewares/body-parser.ts
 * @returns false for a body that says it is JSON and is not, which n8n refuses by itself
 */
export async function readRequest(request: Incoming): Promise<boolean> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	request.rawBody = Buffer.concat(chunks);
	const { searchParams } = new URL(request.url ?? '', 'http://localhost');
	request.query = Object.fromEntries(searchParams);
	const isJson = request.headers['content-type']?.startsWith('application/json');
	if (!isJson || request.rawBody.length === 0) return true;
	try {
		request.body = JSON.parse(request.rawBody.toString('utf8'));
		return true;
	} catch {
		return false;
	}
}
