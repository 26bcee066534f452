import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { asRecord } from '../../shared/answer';
import { changeOf } from '../../shared/polling';

/** Everything Knolyx documents that it tells a webhook about. https://docs.knolyx.com/guides/webhooks/ */
export const triggerOn: INodeProperties = {
	displayName: 'Trigger On',
	name: 'events',
	type: 'multiOptions',
	required: true,
	default: [],
	options: [
		{
			name: 'Any Event',
			value: '*',
			description: 'Everything that Knolyx sends, also what it may add later',
		},
		{
			name: 'Bundle Payment Received',
			value: 'BUNDLE_PAYMENT_RECEIVED',
			description: 'Somebody bought a bundle of courses',
		},
		{
			name: 'Course Completed',
			value: 'COURSE_COMPLETED',
			description: 'Somebody finished a course; finishing it again is not told',
		},
		{
			name: 'Course Payment Received',
			value: 'COURSE_PAYMENT_RECEIVED',
			description: 'Somebody bought a course',
		},
		{
			name: 'Course Started',
			value: 'COURSE_STARTED',
			description: 'Somebody opened a course for the first time',
		},
	],
};

/**
 * What a delivery becomes in the workflow: the event, the ids under our names, then Knolyx's record as it came.
 */
export function itemOf({ id, type, data }: IDataObject): IDataObject {
	const record = asRecord(data);
	const ids = {
		userId: asRecord(record.user).id,
		courseId: asRecord(record.course).id,
		bundleId: asRecord(record.bundle).id,
	};
	const known = Object.entries(ids).filter(([, value]) => value !== undefined && value !== null);
	const own = { deliveryId: id ?? null, ...Object.fromEntries(known) };
	const isRecord = record === data || data === undefined || data === null;
	return changeOf(typeof type === 'string' ? type : 'unknown', own, isRecord ? record : { data });
}
