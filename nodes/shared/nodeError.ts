import { type INode, NodeOperationError } from 'n8n-workflow';

import { Failure, type Reason, plainText } from './failure';

/**
 * What n8n shows when something outside a run does not work: a sentence, and what to do next.
 *
 * @param attempt completes "Could not …", e.g. `register the webhook`
 * @param advice what to do, where the usual advice speaks of rows
 */
export function nodeErrorOf(
	node: INode,
	attempt: string,
	error: unknown,
	advice: Partial<Record<Reason, string>> = {},
): NodeOperationError {
	if (error instanceof NodeOperationError) return error;
	const words = plainText((error as Error).message).replace(/[\s.]+$/, '');
	const message = `Could not ${attempt}: ${words}`;
	const description =
		error instanceof Failure ? (advice[error.details.reason] ?? error.advice) : undefined;
	const nodeError = new NodeOperationError(node, message, { description });
	// n8n replaces messages that contain certain words; ours already says what happened.
	nodeError.message = message;
	return nodeError;
}
