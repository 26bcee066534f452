import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { Budget, BudgetDialect, BudgetSettings } from './budget';
import type { Deliveries } from './deliveries';
import type { FaultScript } from './faults';
import type { DiaryEntry, Ledger, LedgerEntry, ProviderName } from './records';
import type { Answer } from './refusal';

/** What a provider starts with: nothing, the people and events of the examples, or 450 of everything. */
export const scenarioNames = ['empty', 'example', 'many'] as const;

export type ScenarioName = (typeof scenarioNames)[number];

/** What telling a provider's webhooks needs; a running provider has it as well. */
export interface DeliveryContext<State> {
	/** Always the same object; a reset replaces what is inside. */
	state: State;
	/** What the provider told its webhooks. */
	deliveries: Deliveries;
	/** 1 = real seconds. */
	windowScale: number;
}

/** What a provider's handlers may use. */
export interface HandlerContext<State> extends DeliveryContext<State> {
	ledger: Ledger;
}

/** Everything that differs between the simulated providers. */
export interface ProviderDefinition<State extends object, Credentials> {
	name: ProviderName;
	/** What a credential needs to be accepted. */
	credentials: Credentials;
	freshState: (scenario: ScenarioName) => State;
	budget: { settings: BudgetSettings; dialect: BudgetDialect };
	/** Credits one request costs. */
	costOf: (request: FastifyRequest) => number;
	/** The refusal of a request with wrong credentials, or undefined. */
	authenticate: (request: FastifyRequest, state: State) => Answer | undefined;
	describeError: (status: number, message: string) => unknown;
	unauthorizedMessage: string;
	/** Media types a body may have; others are refused with 415. */
	acceptedContentTypes: string[];
	caseSensitivePaths: boolean;
	installRoutes: (app: FastifyInstance, context: HandlerContext<State>) => void;
}

/** One running provider. Everything in it may be read and changed while it runs. */
export interface ProviderSandbox<State = object, Credentials = unknown>
	extends DeliveryContext<State> {
	/** `http://127.0.0.1:PORT` */
	url: string;
	credentials: Credentials;
	/** Always the same object; `reset` replaces the maps and settings inside it. */
	state: State;
	/** Committed writes, oldest first. Always the same array; `reset` empties it. */
	ledger: LedgerEntry[];
	/** Every request that arrived, oldest first. Always the same array; `reset` empties it. */
	diary: DiaryEntry[];
	faults: FaultScript;
	budget: Budget;
	/** Added to every request before it is looked at. */
	latencyMs: number;
	/**
	 * The credits that the requests in the diary took, also while the budget is switched off; refused
	 * requests take none.
	 * @param afterNumber counts only the requests after the one with this diary number
	 */
	credits(afterNumber?: number): number;
	/**
	 * Back to the start: state of `scenario` (default: the one it started with), no faults, full budget,
	 * no deliveries under way.
	 */
	reset(scenario?: ScenarioName): void;
	/** Destroys open sockets and stops listening. */
	close(): Promise<void>;
}
