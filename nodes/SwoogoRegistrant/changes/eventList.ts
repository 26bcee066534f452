import type { IDataObject } from 'n8n-workflow';

import type { ListRequest } from '../../shared/pages';
import type { Poll } from '../../shared/poll';
import { swoogo } from '../swoogo';
import { type Person, readPerson } from './person';

/** One page of an event's registrants. */
export interface PeoplePage {
	people: Person[];
	isLast: boolean;
}

// What Swoogo puts on a page when it does not heed, or does not say, how many were asked for.
const USUAL_PAGE_SIZE = 20;

/**
 * The registrants of one event in the orders that changes are told by. Every method is one call of 10 credits, and
 * `undefined` when the poll's time is over.
 * https://developer.swoogo.com/api-reference/registrants/get-all-registrants
 */
export class EventList {
	constructor(
		private readonly poll: Poll,
		private readonly eventId: string,
		private readonly fields: string[],
	) {}

	/** Those changed last, the latest first. */
	async latest(): Promise<PeoplePage | undefined> {
		return await this.page({ sort: '-updated_at' });
	}

	/** Those changed since `moment`, the earliest first; without it everybody. */
	async changedSince(
		moment: string | undefined,
		isInclusive: boolean,
	): Promise<PeoplePage | undefined> {
		// A space between date and time: with a `T` Swoogo answers that nobody matches.
		const search = moment && `updated_at${isInclusive ? '>=' : '>'}${moment}`;
		return await this.page({ sort: 'updated_at', ...(search ? { search } : {}) });
	}

	/** Those whose id is higher, the lowest first. */
	async after(id: string): Promise<PeoplePage | undefined> {
		return await this.page({ sort: 'id', ...(id ? { search: `id>${id}` } : {}) });
	}

	/** Everybody in one go, however Swoogo pages; it takes as long as it takes. */
	async *everybody(): AsyncGenerator<Person[]> {
		for await (const page of this.poll.reader.pages(this.request({}))) yield this.read(page);
	}

	private async page(order: IDataObject): Promise<PeoplePage | undefined> {
		const { reader } = this.poll;
		const size = swoogo.paging.largestPage;
		const page = await this.poll.inTime(
			async () => await reader.page(this.request(order), 0, size),
		);
		if (!page) return undefined;
		const { records, isLast } = page;
		const isShort = records.length < (page.size ?? USUAL_PAGE_SIZE);
		return { people: this.read(records), isLast: isLast ?? isShort };
	}

	private request(order: IDataObject): ListRequest {
		const query = { event_id: this.eventId, fields: this.fields.join(','), ...order };
		return { path: '/registrants', query };
	}

	private read(records: IDataObject[]): Person[] {
		return records
			.filter(({ event_id: event }) => String(event ?? this.eventId) === this.eventId)
			.map(readPerson);
	}
}
