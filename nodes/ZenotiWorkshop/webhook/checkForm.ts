import type { IHookFunctions } from 'n8n-workflow';

import { Failure } from '../../shared/failure';
import { nodeErrorOf } from '../../shared/nodeError';
import { zenoti } from '../zenoti';
import { formOf, wantedBy } from './filters';

/**
 * Refuses to publish or test with fields that would later turn every event away.
 * @throws NodeOperationError that names the field
 */
export function checkForm(context: IHookFunctions): void {
	try {
		wantedBy(context);
		const needsCredential = formOf(context).flag('options.fetchDetails', false);
		if (needsCredential && !context.getNode().credentials?.[zenoti.credential]) {
			throw new Failure(
				'invalidInput',
				"'Fetch Details' asks Zenoti, and no credential is chosen",
				"Choose a credential, or switch off 'Fetch Details'.",
			);
		}
	} catch (error) {
		throw nodeErrorOf(context.getNode(), 'listen for events of Zenoti', error);
	}
}
