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
}

type Context = IHookFunctions | IWebhookFunctions;

/** What an earlier set-up remembered; what came with a copy of another workflow does not count. */
export function rememberedHook(context: Context): RememberedHook | undefined {
	const { hook } = memoryOf(context);
	return hook?.workflowId === workflowIdOf(context) ? hook : undefined;
}

/** n8n saves it when the set-up is done. */
export function rememberHook(context: Context, hook: Omit<RememberedHook, 'workflowId'>): void {
	memoryOf(context).hook = { ...hook, workflowId: workflowIdOf(context) };
}

/** Ids of deliveries that were seen stay. */
export function forgetHook(context: Context): void {
	delete memoryOf(context).hook;
}

export function workflowIdOf(context: Context): string {
	return String(context.getWorkflow().id ?? '');
}

function memoryOf(context: Context): { hook?: RememberedHook } {
	return context.getWorkflowStaticData('node');
}
