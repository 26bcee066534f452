import type { Resource } from '../../shared/operation';
import { cancel } from './cancel.operation';
import { checkIn } from './checkIn.operation';
import { create } from './create.operation';
import { get } from './get.operation';
import { getMany } from './getMany.operation';
import { markNoShow } from './markNoShow.operation';
import { registerPerson } from './registerPerson.operation';
import { sendEmail } from './sendEmail.operation';
import { undoCheckIn } from './undoCheckIn.operation';
import { update } from './update.operation';
import { upsert } from './upsert.operation';

export const registrant: Resource = {
	name: 'Registrant',
	value: 'registrant',
	operations: [
		registerPerson,
		create,
		upsert,
		update,
		cancel,
		checkIn,
		undoCheckIn,
		markNoShow,
		sendEmail,
		get,
		getMany,
	],
};
