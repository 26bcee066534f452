import type { IDataObject } from 'n8n-workflow';

import type { Reply } from '../../shared/answer';
import { Failure } from '../../shared/failure';
import type { Item } from '../../shared/item';
import { path } from '../../shared/request';
import { isAboutCapacity } from '../swoogo';
import { changesIn } from './changes';
import {
	type WantedByEmail,
	isActive,
	readRegistrant,
	UNKNOWN_REGISTRANT,
	withEmail,
} from './findRegistrant';
import { type People, type Registrant, foldEmail, toRegistrant } from './people';
import { type Details, customIn, formOf } from './registrantDetails';

/** How a registrant is written. */
export interface WriteOptions {
	/** Whether Swoogo mails the person. */
	sendEmail: boolean;
	/** Whether to go ahead although something is sold out. */
	overrideCapacity: boolean;
}

/** A person as a row registers them. */
export interface Registration extends WriteOptions {
	person: WantedByEmail;
	details: Details;
}

/** Reads the options of the same names. */
export function writeOptionsOf(item: Item): WriteOptions {
	return {
		sendEmail: item.flag('options.sendEmail', false),
		overrideCapacity: item.flag('options.overrideCapacity', false),
	};
}

/** The active registrants with this e-mail as Swoogo has them at this moment. */
export async function registeredNow(item: Item, person: WantedByEmail): Promise<Registrant[]> {
	return (await withEmail(item, person)).filter(isActive);
}

/**
 * Creates a registrant; refusals are returned. `isNew` says that nobody active had the e-mail address before, so that
 * somebody who has it after a lost answer is who was created.
 */
export async function createRegistrant(
	item: Item,
	{ person, details, sendEmail, overrideCapacity }: Registration,
	{ people, isNew }: { people?: People; isNew: boolean },
): Promise<Reply> {
	people?.doubt(person.email);
	// https://developer.swoogo.com/api-reference/registrants/create-registrant
	return await item.send({
		method: 'POST',
		expectsRecord: true,
		path: '/registrants/create',
		form: {
			event_id: person.eventId,
			email: person.email,
			...formOf(details),
			send_email: String(sendEmail),
		},
		...(overrideCapacity ? { query: { override_capacity_errors: true } } : {}),
		// Not repeatable: whether Swoogo refuses an e-mail that is registered already is not documented.
		...(isNew ? { lookUp: async () => (await registeredNow(item, person))[0]?.record } : {}),
	});
}

/** Who was created, as the answer and what was sent tell; no `registrant` where nobody says which ID they have. */
export async function createdIn(
	item: Item,
	{ record }: Reply,
	{ person, details }: Registration,
	people?: People,
): Promise<{ registrant?: Registrant; record: IDataObject }> {
	const answered = toRegistrant(record);
	const isTheirs = answered.email === '' || answered.email === foldEmail(person.email);
	const own = isTheirs ? record : {};
	// The sample answer in Swoogo's documentation holds no ID.
	const found =
		isTheirs && /^[1-9]\d*$/.test(answered.id)
			? [answered]
			: ((await item.ifPossible(async () => await registeredNow(item, person))) ?? []);
	const [known, ...others] = found;
	if (!known || others.length > 0) return { record: own };
	const whole = { ...known.record, ...own, id: known.record.id };
	const { eventId, email } = person;
	const registrant = toRegistrant({ event_id: eventId, email, ...details, ...whole });
	people?.note(registrant);
	return { registrant, record: whole };
}

/**
 * Changes a registrant.
 * @throws Failure when Swoogo refuses
 */
export async function updateRegistrant(
	item: Item,
	person: Registrant,
	changes: Details,
	{ sendEmail, overrideCapacity }: WriteOptions,
	people?: People,
): Promise<{ registrant: Registrant; record: IDataObject }> {
	people?.doubt(person.id);
	people?.doubt(person.email);
	// https://developer.swoogo.com/api-reference/registrants/update-registrant
	const reply = await item.send({
		method: 'PUT',
		expectsRecord: true,
		path: path`/registrants/update/${person.id}`,
		form: {
			...formOf(changes),
			send_email: String(sendEmail && isKnownToChange(changes, person)),
		},
		...(overrideCapacity ? { query: { override_capacity_errors: true } } : {}),
		// Not repeatable: setting the same again is harmless, but it may mail the person again.
		lookUp: async () => await changedNow(item, person.id, changes),
	});
	if (!reply.ok) throw refusalOf(item, reply);
	const registrant = toRegistrant({ ...person.record, ...changes, ...reply.record });
	people?.note(registrant);
	return { registrant, record: reply.record };
}

// Some fields were seen never to come back: whether they change cannot be told, and a re-run must not mail because of them.
const MAY_NOT_COME_BACK = ['prefix', 'middle_name', 'suffix'];

function isKnownToChange(changes: Details, { record }: Registrant): boolean {
	return Object.keys(changes).some((name) => name in record || !MAY_NOT_COME_BACK.includes(name));
}

/** The registrant when they are as the changes want them; `undefined` when they are not. */
async function changedNow(
	item: Item,
	id: string,
	changes: Details,
): Promise<IDataObject | undefined> {
	const further = customIn(changes);
	const { record } = await readRegistrant(item, id, undefined, UNKNOWN_REGISTRANT, further);
	// Only fields that come back can tell.
	const telling = Object.entries(changes).filter(([name]) => name in record);
	if (telling.length === 0) throw untold();
	return Object.keys(changesIn(Object.fromEntries(telling), record)).length === 0
		? record
		: undefined;
}

function untold(): Failure {
	return new Failure(
		'outcomeUnknown',
		'Swoogo does not return the fields that were changed',
		'Look in Swoogo before you run the row again.',
	);
}

/** The failure of a refused write, with the switch that helps where something is sold out. */
export function refusalOf(item: Item, reply: Reply): Failure {
	const advice = "Switch on 'Override Capacity', or choose another event, package or session.";
	return item.refusal(reply, isAboutCapacity(reply.words) ? { advice } : {});
}

/** Whether a refusal is about the e-mail address: it may mean that the person was registered a moment ago. */
export function isAboutEmail({ words }: Reply): boolean {
	return /(?:^|; )email: /.test(words);
}
