import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';

import type { Reply } from './answer';
import { Client } from './client';
import type { Failure } from './failure';
import { createHost } from './host';
import {
	type ListRequest,
	type ListSource,
	type PageRequest,
	mustHoldRecords,
	pageIn,
	readList,
} from './pages';
import type { Page, Provider } from './provider';
import { type Refusal, recordIn, refusalOf } from './refusal';
import type { ProviderRequest } from './request';

/** How long a picker, a poll or the set-up of a webhook waits for one answer. */
const TIMEOUT_SECONDS = 30;

/** Sends where there are no input items: for pickers, polls, and the set-up of webhooks. */
export class Reader implements ListSource {
	private constructor(private readonly client: Client) {}

	/**
	 * Reads the credential that the node in this context uses. Once `signal` fires, whatever is under way ends with
	 * Cancelled.
	 * @throws Failure `invalidInput` for a base URL that is not https, and what n8n throws without a credential
	 */
	static async open(
		context: IAllExecuteFunctions,
		provider: Provider,
		signal?: AbortSignal,
	): Promise<Reader> {
		const host = await createHost(context, provider);
		return new Reader(new Client(provider, signal ? { ...host, signal } : host));
	}

	/** How long it stood still for the provider's limit. */
	get waitedSeconds(): number {
		return this.client.waits.totalSeconds;
	}

	/**
	 * The answer, refusals of the provider included.
	 * @throws Failure when no usable answer came
	 */
	async send(request: Omit<ProviderRequest, 'timeoutSeconds' | 'abandon'>): Promise<Reply> {
		const answer = await this.client.send({ ...request, timeoutSeconds: TIMEOUT_SECONDS });
		if ('lost' in answer) throw answer.lost;
		return answer;
	}

	/** @throws Failure when the record was refused, or when the answer holds none, or another than `id` */
	async record(path: string, id: string): Promise<IDataObject> {
		return recordIn(this.client.provider, await this.send({ method: 'GET', path }), id);
	}

	/** The pages of a list, each record once; leave the loop as soon as enough was read. */
	async *pages(list: ListRequest, wanted = Infinity): AsyncGenerator<IDataObject[]> {
		const send = async (request: PageRequest) => await this.send(request);
		yield* readList(this.client.provider, send, list, wanted);
	}

	/**
	 * One page of a list; `number` counts from 0.
	 * @throws Failure when it was refused, or when the answer is not a list
	 */
	async page({ path, query }: ListRequest, number: number, size: number): Promise<Page> {
		const { provider } = this.client;
		const reply = await this.send({
			method: 'GET',
			path,
			query: { ...provider.paging.query(number, size), ...query },
			kind: 'list',
		});
		if (!reply.ok) throw this.refusal(reply);
		const page = pageIn(provider, reply, number, size);
		mustHoldRecords(provider, page);
		return page;
	}

	/** The failure that a refusing answer stands for. */
	refusal(reply: Reply, known?: Refusal): Failure {
		return refusalOf(this.client.provider, reply, known);
	}
}
