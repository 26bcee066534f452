import type { OperationUnderTest } from './contract/operationUnderTest';
import { describeDuplicates } from './contract/duplicates';
import { describeRefusals } from './contract/refusals';
import { describeRetries } from './contract/retries';
import { describeRows } from './contract/rows';
import { describeStopping } from './contract/stopping';
import { describeUnreadableFields } from './contract/unreadableFields';

export type { OperationUnderTest } from './contract/operationUnderTest';

/**
 * The tests that every operation of every node must pass, whatever it does: rows are kept apart, nothing is lost, nothing
 * is done twice, and failures are worded for people. What is particular to an operation stands in its own test file,
 * beside the call of this function.
 */
export function describeContract(operation: OperationUnderTest): void {
	describe(`what ${operation.resource} ${operation.operation} shares with every operation`, () => {
		beforeEach(() => operation.arrange());

		describeRows(operation);
		describeUnreadableFields(operation);
		describeRefusals(operation);
		describeStopping(operation);
		describeRetries(operation);
		if (operation.writes) describeDuplicates(operation);
	});
}
