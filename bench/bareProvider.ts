import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { tellParent } from './childProcess';
import { listLength, registrantNumber } from './records';

/*
 * A provider that costs next to nothing, so that at zero latency the contenders are measured and not the provider:
 * every POST succeeds with an empty body, as Knolyx's Attend does, and there is one endless-budget list in Swoogo's form.
 */

const budgetHeaders = {
	'content-type': 'application/json',
	'x-rate-limit-limit': '1000000',
	'x-rate-limit-remaining': '1000000',
	'x-rate-limit-reset': '600',
};

function answer(request: IncomingMessage, response: ServerResponse): void {
	const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
	if (pathname.endsWith('/oauth2/token')) {
		sendJson(response, { access_token: 'bench-access-token', type: 'bearer' });
	} else if (pathname.endsWith('/registrants')) {
		sendJson(response, page(searchParams));
	} else {
		response.writeHead(200, { 'content-length': 0 }).end();
	}
}

/** One page of the list, sorted by id and after the id that `search=id>…` names. */
function page(query: URLSearchParams): unknown {
	const perPage = Number(query.get('per-page'));
	const after = Number(query.get('search')?.replace('id>', '') ?? 0);
	const left = listLength - after;
	const length = Math.min(perPage, left);
	return {
		items: Array.from({ length }, (_, index) => registrantNumber(after + index + 1)),
		_meta: { totalCount: left, pageCount: Math.ceil(left / perPage), currentPage: 1, perPage },
	};
}

function sendJson(response: ServerResponse, body: unknown): void {
	response.writeHead(200, budgetHeaders).end(JSON.stringify(body));
}

// A node that sends everything at once must be able to connect ten thousand times.
const longestQueue = 16_384;

const server = createServer((request, response) => {
	request.resume().on('end', () => answer(request, response));
});
server.listen({ port: 0, host: '127.0.0.1', backlog: longestQueue }, () => {
	tellParent(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
