import { swoogoNow, type SwoogoContact } from './state';

/** A contact of the account with everything that is not given left empty. */
export function swoogoContact(fields: {
	id: number;
	email: string;
	firstName?: string;
	lastName?: string;
	company?: string;
	/** When it was made, `YYYY-MM-DD HH:mm:ss`; now when missing. */
	at?: string;
}): SwoogoContact {
	const now = fields.at ?? swoogoNow();
	return {
		id: fields.id,
		email: fields.email,
		prefix: '',
		first_name: fields.firstName ?? '',
		middle_name: '',
		last_name: fields.lastName ?? '',
		suffix: '',
		company: fields.company ?? '',
		job_title: '',
		work_phone: '',
		mobile_phone: '',
		gender: { id: null, value: null },
		notes: null,
		subscribe_status: 'subscribed',
		created_at: now,
		updated_at: now,
	};
}
