import type { FastifyRequest } from 'fastify';

import { swoogoRefusal } from './answers';
import { searchOf, sortedBy } from './searching';
import type { SwoogoRecord, SwoogoState } from './state';

type ListQuery = Record<string, string | undefined>;

/**
 * Answers a list: search, sort, ids, one page, chosen fields, in Swoogo's envelope.
 * A page past the end is answered with the last page. inferred: Yii2, whose envelope this is, does so.
 * @see https://developer.swoogo.com/api-reference/introduction
 */
export function answerList(
	request: FastifyRequest,
	state: SwoogoState,
	records: Iterable<SwoogoRecord>,
	defaultFields: string[],
): unknown {
	const query = request.query as ListQuery;
	const unfilterable = ignoredFields(request, state.unfilterableFields);
	const matches = searchOf(query.search, query.searchCondition, unfilterable);
	const ids = query.ids?.split(',');
	if (ids && ids.length > 100) throw swoogoRefusal(400, 'No more than 100 ids are allowed.');
	const found = [...records].filter(
		(record) => (!ids || ids.includes(String(record.id))) && matches(record),
	);
	const sorted = sortedBy(found, query.sort, ignoredFields(request, state.unsortableFields));
	const perPage = clamp(Number(query['per-page'] ?? 20), 1, state.maximumPageSize);
	const pageCount = Math.ceil(sorted.length / perPage);
	const currentPage = clamp(Number(query.page ?? 1), 1, Math.max(1, pageCount));
	const items = sorted.slice((currentPage - 1) * perPage, currentPage * perPage);
	return {
		items: items.map((record) => chosenFields(record, query.fields ?? defaultFields.join(','))),
		_links: linksOf(request, currentPage, pageCount),
		_meta: { totalCount: sorted.length, pageCount, currentPage, perPage },
	};
}

/** Of the names written as in `unfilterableFields`, those that mean the list asked for. */
function ignoredFields(request: FastifyRequest, names: string[]): string[] {
	const list = request.routeOptions.url?.split('/').at(-1);
	return names
		.map((name) => (name.includes('.') ? name.split('.') : [list, name]))
		.filter(([nameOfList]) => nameOfList === list)
		.map(([, field]) => String(field));
}

/** Answers one record: all of it, or the chosen fields. */
export function answerOne(request: FastifyRequest, record: SwoogoRecord): unknown {
	return chosenFields(record, (request.query as ListQuery).fields ?? '*');
}

/** The records of the event named by the required query parameter `event_id`. */
export function recordsOfEvent<Entry extends { event_id: number }>(
	request: FastifyRequest,
	state: SwoogoState,
	records: Iterable<Entry>,
): Entry[] {
	const text = (request.query as ListQuery).event_id;
	// inferred: the words are Yii2's for a missing parameter.
	if (!text) throw swoogoRefusal(400, 'Missing required parameters: event_id');
	const eventId = Number(text);
	if (!state.events.has(eventId)) throw swoogoRefusal(404, 'Event not found.');
	return [...records].filter((record) => record.event_id === eventId);
}

/** A misspelt name is ignored, as was seen live. */
function chosenFields(record: SwoogoRecord, fields: string): Record<string, unknown> {
	if (fields === '*') return record;
	const names = fields.split(',').map((name) => name.trim());
	return Object.fromEntries(
		names.filter((name) => name in record).map((name) => [name, record[name]]),
	);
}

function linksOf(request: FastifyRequest, currentPage: number, pageCount: number): unknown {
	const linkTo = (page: number) => {
		const address = new URL(request.url, `http://${request.host}`);
		address.searchParams.set('page', String(page));
		return { href: address.toString() };
	};
	return {
		self: linkTo(currentPage),
		first: linkTo(1),
		last: linkTo(Math.max(1, pageCount)),
		...(currentPage < pageCount ? { next: linkTo(currentPage + 1) } : {}),
	};
}

function clamp(value: number, lowest: number, highest: number): number {
	return Math.min(highest, Math.max(lowest, Number.isInteger(value) ? value : lowest));
}
