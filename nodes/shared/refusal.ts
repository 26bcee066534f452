import type { IDataObject } from 'n8n-workflow';

import { type Reply, holdsRecord } from './answer';
import { Failure, type Reason } from './failure';
import { unexpectedAnswer } from './noAnswer';
import type { Provider } from './provider';

/** How an operation words a refusal that it understands better than the fact sheet. */
export interface Refusal {
	reason?: Reason;
	words?: string;
	advice?: string;
}

const NOT_FOUND_ADVICE = 'Check the IDs of this row.';
const REJECTED_ADVICE = 'Correct the row and run it again.';

/** The failure that a refusing answer stands for. */
export function refusalOf(provider: Provider, reply: Reply, known: Refusal = {}): Failure {
	const { status } = reply;
	if (reply.isRepeat) {
		const advice = `It may have been written all the same. Look in ${provider.name} before you run the row again.`;
		const words = `${reply.words} (after a try that got no answer)`;
		return new Failure('outcomeUnknown', words, advice, {
			httpStatus: status,
			providerCode: reply.code,
		});
	}
	const error = { words: reply.words, code: reply.code };
	const meaning = { ...provider.meaningOf(error, status), ...known };
	const byStatus =
		status === 403 ? 'keyLacksPermission' : status === 404 ? 'notFound' : ('rejected' as const);
	const reason = meaning.reason ?? byStatus;
	const advice =
		reason === 'keyLacksPermission'
			? provider.permissionAdvice
			: reason === 'notFound'
				? NOT_FOUND_ADVICE
				: REJECTED_ADVICE;
	return new Failure(reason, known.words ?? reply.words, meaning.advice ?? advice, {
		httpStatus: status,
		providerCode: reply.code ?? null,
	});
}

/**
 * The record that an answer holds; with `id`, only that very one.
 * @throws Failure when it was refused, or when the answer holds no record, or another one
 */
export function recordIn(
	provider: Provider,
	reply: Reply,
	id?: string,
	ifRefused: Refusal = {},
): IDataObject {
	if (!reply.ok) throw refusalOf(provider, reply, ifRefused);
	const { record, status } = reply;
	const isThatOne = id === undefined || String(record.id).toLowerCase() === id.toLowerCase();
	if (holdsRecord(record) && isThatOne) return record;
	const words = id === undefined ? 'no record' : `something other than record ${id}`;
	throw unexpectedAnswer(provider, words, status);
}
