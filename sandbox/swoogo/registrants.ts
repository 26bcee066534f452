import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { HandlerContext } from '../kernel/providerSandbox';
import { invalidField, invalidFields, isYes, requireRegistrant } from './answers';
import { requireCapacity } from './capacity';
import { changeRegistrant } from './changes';
import { swoogoContact } from './contacts';
import { answerList, answerOne, recordsOfEvent } from './listing';
import { answersOf } from './questions';
import {
	swoogoNow,
	swoogoRegistrant,
	type SwoogoChoice,
	type SwoogoRegistrant,
	type SwoogoState,
} from './state';

type Context = HandlerContext<SwoogoState>;
type Fields = Record<string, unknown>;

/**
 * List, get, create and update registrants; a cancellation is an update.
 * @see https://developer.swoogo.com/api-reference/registrants/get-all-registrants
 * @see https://developer.swoogo.com/api-reference/registrants/create-registrant
 * @see https://developer.swoogo.com/api-reference/registrants/update-registrant
 */
export function installRegistrantRoutes(app: FastifyInstance, context: Context): void {
	const { state } = context;
	// inferred: the default fields of the list are not documented; few, as with speakers.
	app.get('/registrants', async (request) => {
		const registrants = recordsOfEvent(request, state, state.registrants.values());
		return answerList(request, state, registrants, ['id', 'first_name', 'last_name']);
	});
	app.get('/registrants/:registrantId', async (request) =>
		answerOne(request, requireRegistrant(request, state)),
	);
	// inferred: status and body of the success are settings of the state.
	app.post('/registrants/create', async (request, reply) => {
		const registrant = create(request, context);
		const { created_at, updated_at } = registrant;
		const body = state.createAnswer === 'record' ? registrant : { created_at, updated_at };
		return await reply.code(state.createStatus).send(body);
	});
	app.put('/registrants/update/:registrantId', async (request) => update(request, context));
}

function create(request: FastifyRequest, { state, ledger }: Context): SwoogoRegistrant {
	const fields = fieldsOf(request);
	const eventId = Number(fields.event_id);
	if (!state.events.has(eventId)) throw invalidField('event_id', 'Event ID is invalid.');
	const email = requireEmail(fields.email);
	const isTaken = state.registrants.withKey(email).some((other) => other.event_id === eventId);
	if (isTaken && state.duplicateEmails === 'refused') {
		throw invalidField('email', `Email "${email}" has already been taken.`);
	}
	requireFields(fields, state, state.requiredRegistrantFields);
	const changes = changesOf(fields, state, eventId);
	if (!overridesCapacity(request)) requireCapacity(state, { ...changes, event_id: eventId });
	const id = state.nextId++;
	const at = swoogoNow(state);
	const registrant: SwoogoRegistrant = {
		...swoogoRegistrant({ id, eventId, email, firstName: '', lastName: '', at }),
		contact_id: contactIdFor(email, fields, state),
	};
	changeRegistrant(registrant, changes, state, at);
	const data = { registrantId: id };
	ledger.record('registrant.create', { person: email, target: eventId, data });
	if (isYes(fields.send_email)) {
		ledger.record('mail.registration_created', { person: email, target: eventId, data });
	}
	return registrant;
}

function update(request: FastifyRequest, { state, ledger }: Context): SwoogoRegistrant {
	const registrant = requireRegistrant(request, state);
	const fields = fieldsOf(request);
	if (fields.email !== undefined) requireEmail(fields.email);
	const given = state.requiredRegistrantFields.filter((name) => fields[name] !== undefined);
	requireFields(fields, state, given);
	const changes = changesOf(fields, state, registrant.event_id);
	if (!overridesCapacity(request)) requireCapacity(state, changes, registrant);
	const isCancellation =
		changes.registration_status === 'cancelled' && registrant.registration_status !== 'cancelled';
	changeRegistrant(registrant, changes, state);
	const write = {
		person: registrant.email,
		target: registrant.event_id,
		data: { registrantId: registrant.id, changes },
	};
	ledger.record(isCancellation ? 'registrant.cancel' : 'registrant.update', write);
	if (isYes(fields.send_email)) {
		const mail = isCancellation ? 'registration_cancelled' : 'registration_modified';
		ledger.record(`mail.${mail}`, write);
	}
	return registrant;
}

const writableFields = [
	...['email', 'first_name', 'last_name', 'middle_name', 'prefix', 'suffix', 'company'],
	...['job_title', 'work_phone', 'mobile_phone', 'notes', 'reference', 'registration_status'],
	...['discount_code', 'payment_method', 'po_number', 'language', 'bio', 'vat_number', 'cc_email'],
	...['gender', 'birth_date', 'twitter_handle'],
];

/** What may be set; computed, unknown and missing fields are left alone. */
function changesOf(fields: Fields, state: SwoogoState, eventId: number): Partial<SwoogoRegistrant> {
	const changes: Fields = {
		...Object.fromEntries(Object.entries(fields).filter(([name]) => writableFields.includes(name))),
		...answersOf(fields, state, eventId),
	};
	if (fields.reg_type_id !== undefined) {
		changes.reg_type_id = regTypeChoice(Number(fields.reg_type_id), state, eventId);
	}
	if (fields.package_id !== undefined) {
		const wanted = state.packages.get(Number(fields.package_id));
		if (wanted?.event_id !== eventId) throw invalidField('package_id', 'Package is invalid.');
		changes.package_id = wanted.id;
	}
	if (fields.session_ids !== undefined) {
		changes.session_ids = sessionIds(fields.session_ids, state, eventId);
	}
	return changes;
}

function regTypeChoice(id: number, state: SwoogoState, eventId: number): SwoogoChoice {
	const regType = state.regTypes.get(id);
	if (regType?.event_id !== eventId) {
		throw invalidField('reg_type_id', 'Registrant type is invalid.');
	}
	return { id, value: regType.name };
}

/** inferred: the encoding of the list in a form is not documented; brackets or commas. */
function sessionIds(value: unknown, state: SwoogoState, eventId: number): string[] {
	const ids = Array.isArray(value) ? value.map(String) : String(value).split(',').filter(Boolean);
	for (const id of ids) {
		if (state.sessions.get(Number(id))?.event_id !== eventId) {
			throw invalidField('session_ids', `Session ${id} is invalid.`);
		}
	}
	return ids;
}

function fieldsOf(request: FastifyRequest): Fields {
	return { ...(request.body as Fields | undefined) };
}

function overridesCapacity(request: FastifyRequest): boolean {
	return isYes((request.query as Fields).override_capacity_errors);
}

/** inferred: the words are Yii2's. */
function requireEmail(value: unknown): string {
	const email = String(value ?? '').trim();
	if (!email) throw invalidField('email', 'Email cannot be blank.');
	if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
		throw invalidField('email', 'Email is not a valid email address.');
	}
	return email;
}

function contactIdFor(email: string, fields: Fields, state: SwoogoState): number {
	const [known] = state.contacts.withKey(email);
	if (known) return known.id;
	const id = state.nextId++;
	const [firstName, lastName, company] = ['first_name', 'last_name', 'company'].map((name) =>
		String(fields[name] ?? ''),
	);
	const at = swoogoNow(state);
	state.contacts.set(id, swoogoContact({ id, email, firstName, lastName, company, at }));
	return id;
}

/** inferred: that an event may require fields; the words are Yii2's. */
function requireFields(fields: Fields, state: SwoogoState, required: string[]): void {
	const missing = required.filter((name) => ['', null, undefined].includes(fields[name] as string));
	if (missing.length === 0) return;
	throw invalidFields(
		missing.map((field) => ({ field, message: `${labelOf(field, state)} cannot be blank.` })),
	);
}

function labelOf(field: string, state: SwoogoState): string {
	const question = state.questions.get(Number(field.replace(/^c_/, '')));
	const words = field.replace(/_/g, ' ');
	return question?.name ?? words.charAt(0).toUpperCase() + words.slice(1);
}
