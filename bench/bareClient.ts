import { Agent, request } from 'node:http';

import { communityId } from './contenders';
import { eventOfBareClient, type Address } from './sandboxSettings';
import { median } from './statistics';

const requestCount = 30;

/**
 * How many milliseconds the simulated Knolyx really takes for an answer, as the barest client sees it: one request after
 * the other, each on a connection of its own, as n8n makes them.
 */
export async function measureLatency(knolyx: Address): Promise<number> {
	const agent = new Agent({ keepAlive: false });
	const milliseconds: number[] = [];
	for (let userId = 100_000; userId < 100_000 + requestCount; userId++) {
		const startedAt = performance.now();
		await attend(knolyx, userId, agent);
		milliseconds.push(performance.now() - startedAt);
	}
	return median(milliseconds);
}

async function attend({ url, credentials }: Address, userId: number, agent: Agent): Promise<void> {
	const path = `/public/api/v1/community/${communityId}/event/${eventOfBareClient}/attend/${userId}`;
	const headers = {
		'X-Project-Id': credentials.projectId,
		'X-Api-Key': credentials.apiKey,
		'Content-Length': 0,
	};
	await new Promise<void>((resolve, reject) => {
		request(`${url}${path}`, { method: 'POST', agent, headers }, (response) => {
			response.resume().on('end', () => {
				if (response.statusCode === 200) resolve();
				else reject(new Error(`The simulated Knolyx answered ${response.statusCode}`));
			});
		})
			.on('error', reject)
			.end();
	});
}
