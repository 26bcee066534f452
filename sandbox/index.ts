import { openProvider } from './kernel/openProvider';
import type { ProviderSandbox, ScenarioName } from './kernel/providerSandbox';
import { knolyxDefinition, type KnolyxCredentials } from './knolyx';
import type { KnolyxState } from './knolyx/state';
import { swoogoDefinition } from './swoogo';
import type { SwoogoState } from './swoogo/state';
import type { SwoogoCredentials } from './swoogo/tokens';
import { zenotiDefinition, type ZenotiCredentials } from './zenoti';
import type { ZenotiState } from './zenoti/state';

/** The simulated providers, running. */
export interface Sandbox {
	/** The API is at `url` + `/v1`. */
	zenoti: ProviderSandbox<ZenotiState, ZenotiCredentials>;
	/** The API is at `url` + `/public/api/v1`. */
	knolyx: ProviderSandbox<KnolyxState, KnolyxCredentials>;
	/** The API is at `url` + `/api/v1`. */
	swoogo: ProviderSandbox<SwoogoState, SwoogoCredentials>;
	/** Ends at once, also with open sockets and unanswered requests. */
	close(): Promise<void>;
}

export interface SandboxOptions {
	/** 0, the default, is any free port. */
	ports?: { zenoti?: number; knolyx?: number; swoogo?: number };
	/** 1 = real seconds; 0.1 lets a window of 60 s last 6 s, and headers say the scaled seconds. */
	windowScale?: number;
	scenario?: ScenarioName;
}

/**
 * Starts the three simulated providers on the loopback interface.
 * @throws when a port is taken; then none is left running
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { ports = {}, windowScale = 1, scenario = 'empty' } = options;
	const settings = { windowScale, scenario };
	const opened: Array<{ close(): Promise<void> }> = [];
	const close = async () => {
		await Promise.all(opened.map(async (provider) => await provider.close()));
	};
	const keep = <Provider extends { close(): Promise<void> }>(provider: Provider): Provider => {
		opened.push(provider);
		return provider;
	};
	try {
		return {
			zenoti: keep(await openProvider(zenotiDefinition, { ...settings, port: ports.zenoti ?? 0 })),
			knolyx: keep(await openProvider(knolyxDefinition, { ...settings, port: ports.knolyx ?? 0 })),
			swoogo: keep(await openProvider(swoogoDefinition, { ...settings, port: ports.swoogo ?? 0 })),
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
}

export {
	deliverKnolyxEvents,
	deliverToWebhooks,
	type KnolyxDelivery,
	type KnolyxWebhookType,
} from './knolyx/deliveries';
export {
	joinKnolyxEvent,
	knolyxBundleEvent,
	knolyxCourseEvent,
	leaveKnolyxEvent,
} from './knolyx/happenings';
export type { DeliveryAttempt, DeliveryReport } from './kernel/deliveries';
export type { DeliveryPlan } from './kernel/deliveryPlan';
export type { Fault, FaultEffect, FaultMatch } from './kernel/faults';
export type { ProviderSandbox, ScenarioName } from './kernel/providerSandbox';
export type { DiaryEntry, LedgerEntry, ProviderName } from './kernel/records';
export { seedMany, type ManyIds } from './scenarios/many';
export { exampleIds, exampleRows, exampleSpecialPeople } from './scenarios/exampleRows';
export { swoogoContact } from './swoogo/contacts';
export { swoogoQuestion } from './swoogo/questions';
export { swoogoRegistrant } from './swoogo/state';
export { addSwoogoRegistrant, changeSwoogoRegistrant } from './swoogo/timeline';
export {
	bookZenotiRegistration,
	changeZenotiRegistration,
	deleteZenotiGuest,
	deleteZenotiRegistration,
	saveZenotiGuest,
} from './zenoti/staffChanges';
export { zenotiBookingEvent, zenotiGuestEvent, type ZenotiEvent } from './zenoti/webhookEvents';
export { addZenotiWebhook, deliverZenotiEvents, testZenotiWebhook } from './zenoti/webhooks';
export { addZenotiRegistration, zenotiGuest, zenotiWorkshop } from './zenoti/state';
