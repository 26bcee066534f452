import type { CredentialData } from './workflowNode';

/** Something that a node gave to n8n. */
export interface Given {
	/** Words for it, e.g. `the run of "Register"`. */
	name: string;
	value: unknown;
	/** What the node was given to sign in with. */
	credentials: CredentialData[];
}

/** Looks at everything that nodes give in the tests of a file; throws what is wrong with it. */
export type Watcher = (given: Given) => void;

/** Whoever looks on. Empty outside jest: a bench must not measure them. */
export const watchers: Watcher[] = [];

/** Shows what a node gave to all who look on. */
export function show(given: Given): void {
	for (const watch of watchers) watch(given);
}

/** Hear what nodes log. */
export const listeners: Array<(text: string) => void> = [];
