import type { INodeProperties } from 'n8n-workflow';

import { Failure } from '../../shared/failure';
import type { Item } from '../../shared/item';
import type { Operation } from '../../shared/operation';
import { path } from '../../shared/request';
import { registrant } from '../fields';
import {
	UNKNOWN_REGISTRANT,
	readRegistrant,
	registrantIdOf,
	wantedRegistrant,
} from './findRegistrant';
import { peopleForManyRows } from './peopleOfEvent';

/** https://developer.swoogo.com/api-reference/registrants/email-registrant */
const emailType: INodeProperties = {
	displayName: 'Email Type',
	name: 'emailType',
	type: 'options',
	default: 'registration_created',
	options: [
		{ name: 'Cancellation', value: 'registration_cancelled' },
		{ name: 'Confirmation', value: 'registration_created' },
		{ name: 'Reminder to Finish', value: 'registration_abandoned' },
		{ name: 'Update', value: 'registration_modified' },
	],
	description: "Which of the event's own templates to send. It changes nothing on the registrant.",
};

const EMAIL_TYPES = [
	'registration_created',
	'registration_abandoned',
	'registration_modified',
	'registration_cancelled',
] as const;

export const sendEmail: Operation = {
	name: 'Send Email',
	value: 'sendEmail',
	action: 'Send email to registrant',
	description: "Mail a registrant from the event's templates; rows that repeat a mail send it once",
	attempt: 'mail registrant {registrantId}',
	isAboutPeople: true,
	outcomes: { created: 'mailed', unchanged: 'mailed by an earlier row' },
	fields: [...registrant, emailType],
	async run(item) {
		const wanted = wantedRegistrant(item);
		const type = item.choice('emailType', EMAIL_TYPES, 'registration_created');
		const people = await peopleForManyRows(item, wanted.eventId);
		const id = await registrantIdOf(item, wanted, people);
		await item.claim('mail', id, type);

		const ids = { registrantId: id, emailType: type };
		const mail = `${type} to ${id}`;
		if (item.checksOnly) {
			const { record } = await readRegistrant(item, id, people);
			const foreseen = item.foreseen<Mail>('mails');
			if (foreseen.has(mail)) return item.would('unchanged', ids, record);
			foreseen.set(mail, 'sent');
			return item.would('create', ids, record);
		}
		const mails = await item.once('mails of this run', async () => new Map<string, Mail>());
		const earlier = mails.get(mail);
		if (earlier === 'sent') return item.done('unchanged', ids);
		if (earlier === 'tried') throw triedBefore();
		mails.set(mail, 'tried');
		const reply = await send(item, id, type);
		if (!reply.ok) {
			mails.delete(mail);
			throw item.refusal(reply, reply.status === 404 ? UNKNOWN_REGISTRANT : {});
		}
		mails.set(mail, 'sent');
		return item.done('created', ids, reply.record);
	},
};

/** What is known of a mail in this run; once tried without an answer, it may be on its way. */
type Mail = 'tried' | 'sent';

// Not repeatable, and nothing tells afterwards whether a mail left: a lost answer is never followed by a second try.
async function send(item: Item, id: string, type: string) {
	// https://developer.swoogo.com/api-reference/registrants/email-registrant
	return await item.send({ method: 'POST', path: path`/registrants/${id}/trigger-email/${type}` });
}

function triedBefore(): Failure {
	return new Failure(
		'outcomeUnknown',
		'An earlier row asked for the same mail and got no answer',
		'It may have been sent. Ask the person before you run the row again.',
	);
}
