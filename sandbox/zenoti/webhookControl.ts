import type { FastifyInstance } from 'fastify';

import type { DeliveryPlan } from '../kernel/deliveryPlan';
import type { HandlerContext } from '../kernel/providerSandbox';
import { Refusal } from '../kernel/refusal';
import { changeZenotiRegistration, deleteZenotiRegistration } from './staffChanges';
import type { RegistrationStatusName, ZenotiState } from './state';
import { addZenotiWebhook, deliverZenotiEvents, testZenotiWebhook } from './webhooks';
import type { ZenotiEvent } from './webhookEvents';
import type { ZenotiWebhook } from './webhookSettings';

/**
 * Zenoti's settings page and its staff, for a test in another process, below `/_sandbox/`:
 * POST webhooks ({url, secret?, events?, requestType?, centerId?}) · DELETE webhooks/:id · POST
 * webhooks/:id/test (answers {status}) · POST webhooks/:id/activate · POST deliveries (a plan; answers
 * the reports when all have ended) · PUT registrations/:id ({status}) · DELETE registrations/:id.
 */
export function installZenotiControl(
	app: FastifyInstance,
	context: HandlerContext<ZenotiState>,
): void {
	const { state } = context;
	app.post('/_sandbox/webhooks', async (request) =>
		addZenotiWebhook(context, request.body as Parameters<typeof addZenotiWebhook>[1]),
	);
	app.delete<ById>('/_sandbox/webhooks/:id', async ({ params }) => ({
		deleted: state.webhooks.delete(params.id),
	}));
	app.post<ById>('/_sandbox/webhooks/:id/test', async ({ params }) => ({
		status: await testZenotiWebhook(context, requireWebhook(params.id, state)),
	}));
	app.post<ById>('/_sandbox/webhooks/:id/activate', async ({ params }) =>
		Object.assign(requireWebhook(params.id, state), { isActive: true, consecutiveFailures: 0 }),
	);
	app.post('/_sandbox/deliveries', async (request) =>
		deliverZenotiEvents(context, request.body as DeliveryPlan<ZenotiEvent>),
	);
	app.put<ById>('/_sandbox/registrations/:id', async ({ params, body }) => {
		const { status } = body as { status: RegistrationStatusName };
		return { status: changeZenotiRegistration(context, Number(params.id), status).status };
	});
	app.delete<ById>('/_sandbox/registrations/:id', async ({ params }) => {
		deleteZenotiRegistration(context, Number(params.id));
		return { deleted: true };
	});
}

interface ById {
	Params: { id: string };
}

function requireWebhook(id: string, state: ZenotiState): ZenotiWebhook {
	const webhook = state.webhooks.get(id);
	if (!webhook) throw new Refusal(404, { sandboxMistake: `There is no webhook ${id}` });
	return webhook;
}
