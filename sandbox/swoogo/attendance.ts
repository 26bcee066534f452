import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { HandlerContext } from '../kernel/providerSandbox';
import { integerFromPath, invalidField, isYes, requireRegistrant, swoogoRefusal } from './answers';
import { requireCapacity, requireNoConflict } from './capacity';
import { changeRegistrant } from './changes';
import type { SwoogoRegistrant, SwoogoState } from './state';

type Context = HandlerContext<SwoogoState>;

/**
 * Check-in, mails and the sessions of a registrant.
 * inferred: the removal of a session, and what a repeat of either session call answers.
 * @see https://developer.swoogo.com/api-reference/registrants/check-registrant-in
 * @see https://developer.swoogo.com/api-reference/registrants/email-registrant
 * @see https://developer.swoogo.com/api-reference/registrant-sessions/create-registrant-session
 */
export function installAttendanceRoutes(app: FastifyInstance, context: Context): void {
	app.post('/registrants/checkin', async (request) => checkIn(request, context));
	app.post('/registrants/:registrantId/trigger-email/:emailType', async (request) =>
		sendMail(request, context),
	);
	const path = '/registrants/:registrantId/session/:sessionId';
	app.post(path, async (request) => addSession(request, context));
	app.delete(path, async (request) => removeSession(request, context));
}

const attendanceActions: Record<string, string> = {
	attended: 'checkIn',
	confirmed: 'undoCheckIn',
	no_show: 'noShow',
};

function checkIn(request: FastifyRequest, { state, ledger }: Context): unknown {
	if (!request.headers['content-type']?.startsWith('multipart/form-data')) {
		throw swoogoRefusal(415, 'Unsupported media type');
	}
	const { id, status } = (request.body ?? {}) as { id?: string; status?: string };
	const registrant = state.registrants.get(Number(id));
	if (!registrant) throw swoogoRefusal(404, 'Registrant not found.');
	const action = attendanceActions[status ?? ''];
	if (!status || !action) throw invalidField('status', 'Status is invalid.');
	changeRegistrant(registrant, { registration_status: status }, state);
	ledger.record(action, writeOf(registrant, {}));
	const label = status.replace(/_/g, ' ').replace(/^\w/, (letter) => letter.toUpperCase());
	return { id: registrant.id, status: label, updated_at: registrant.updated_at };
}

const mailTypes = [
	'registration_created',
	'registration_abandoned',
	'registration_modified',
	'registration_cancelled',
];

/** inferred: the body of the success, and the refusal of an unknown type. */
function sendMail(request: FastifyRequest, { state, ledger }: Context): unknown {
	const registrant = requireRegistrant(request, state);
	const { emailType } = request.params as { emailType: string };
	if (!mailTypes.includes(emailType)) throw swoogoRefusal(400, 'Invalid email type.');
	ledger.record(`mail.${emailType}`, writeOf(registrant, {}));
	return { success: true };
}

function addSession(request: FastifyRequest, { state, ledger }: Context): unknown {
	const { registrant, sessionId } = requireSession(request, state);
	const query = request.query as Record<string, unknown>;
	const session_ids = [...new Set([...registrant.session_ids, sessionId])];
	if (!isYes(query.override_capacity_errors)) requireCapacity(state, { session_ids }, registrant);
	requireNoConflict(state, registrant, sessionId);
	if (isYes(query.validate_only)) return { success: true };
	if (session_ids.length > registrant.session_ids.length) {
		changeRegistrant(registrant, { session_ids }, state);
		ledger.record('session.add', writeOf(registrant, { sessionId }));
	}
	if (isYes(query.send_email)) ledger.record('mail.registration_modified', writeOf(registrant, {}));
	return { success: true };
}

function removeSession(request: FastifyRequest, { state, ledger }: Context): unknown {
	const { registrant, sessionId } = requireSession(request, state);
	if (registrant.session_ids.includes(sessionId)) {
		const session_ids = registrant.session_ids.filter((id) => id !== sessionId);
		changeRegistrant(registrant, { session_ids }, state);
		ledger.record('session.remove', writeOf(registrant, { sessionId }));
	}
	return { success: true };
}

function requireSession(
	request: FastifyRequest,
	state: SwoogoState,
): { registrant: SwoogoRegistrant; sessionId: string } {
	const registrant = requireRegistrant(request, state);
	const session = state.sessions.get(integerFromPath(request, 'sessionId'));
	if (session?.event_id !== registrant.event_id) throw swoogoRefusal(404, 'Session not found.');
	return { registrant, sessionId: String(session.id) };
}

function writeOf(
	registrant: SwoogoRegistrant,
	data: Record<string, unknown>,
): { person: string; target: number; data: Record<string, unknown> } {
	return {
		person: registrant.email,
		target: registrant.event_id,
		data: { registrantId: registrant.id, ...data },
	};
}
