import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

/** The webhook at Knolyx that belongs to this node of this workflow. */
export interface RememberedHook {
	/** Missing when Knolyx did not say it. */
	id?: string;
	/** Where it delivers to. */
	url: string;
	/** What every delivery must bring. */
	token: string;
	workflowId: string;
	/** Milliseconds since 1970. */
	madeAt: number;
}

type Context = IHookFunctions | IWebhookFunctions;

// By address, as far as this process made them. n8n keeps all that a workflow remembers in one piece, so an execution
// that began before the webhook was renewed puts the old one back when it saves something of its own.
const madeHere = new Map<string, RememberedHook>();

/** What the latest set-up remembered; what came with a copy of another workflow does not count. */
export function rememberedHook(context: Context): RememberedHook | undefined {
	const latest = latestHook(context);
	return latest?.workflowId === workflowIdOf(context) ? latest : undefined;
}

/** n8n saves it when the set-up is done. */
export function rememberHook(
	context: Context,
	hook: Omit<RememberedHook, 'workflowId' | 'madeAt'>,
): void {
	const whole = { ...hook, workflowId: workflowIdOf(context), madeAt: Date.now() };
	memoryOf(context).hook = whole;
	madeHere.set(hook.url, whole);
}

/** Corrects what is about to be saved, if this process knows better. */
export function rememberLatestHook(context: Context): void {
	const latest = rememberedHook(context);
	if (latest) memoryOf(context).hook = { ...latest };
}

/** Deliveries that were taken stay remembered. */
export function forgetHook(context: Context): void {
	delete memoryOf(context).hook;
	const url = urlOf(context);
	if (madeHere.get(url)?.workflowId === workflowIdOf(context)) madeHere.delete(url);
}

export function workflowIdOf(context: Context): string {
	return String(context.getWorkflow().id ?? '');
}

function latestHook(context: Context): RememberedHook | undefined {
	const { hook } = memoryOf(context);
	// A delivery to the editor's test does not know the address of the test.
	const isTestDelivery = 'getRequestObject' in context && context.getMode() === 'manual';
	const here = isTestDelivery ? undefined : madeHere.get(urlOf(context));
	return here && (!hook || here.madeAt > hook.madeAt) ? here : hook;
}

function urlOf(context: Context): string {
	return context.getNodeWebhookUrl('default') ?? '';
}

function memoryOf(context: Context): { hook?: RememberedHook } {
	return context.getWorkflowStaticData('node');
}
