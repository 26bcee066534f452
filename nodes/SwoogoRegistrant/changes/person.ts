import { createHash } from 'crypto';

import type { IDataObject } from 'n8n-workflow';

import { Failure } from '../../shared/failure';

/** A registrant as far as changes can be told. Moments are Swoogo's own text, `YYYY-MM-DD HH:mm:ss`; its zone is not known. */
export interface Person {
	id: string;
	updatedAt: string;
	createdAt: string;
	isCancelled: boolean;
	/** Swoogo calls it `attended`, and documents that checking in sets it. */
	isCheckedIn: boolean;
	cancelledAt: string;
	checkedInAt: string;
	/** Tells two changes within one second apart. */
	fingerprint: string;
	record: IDataObject;
}

// What people, not the server, change. Amounts of a group, pictures and tokens may differ from one answer to the next.
const TELLING_FIELDS = [
	...['registration_status', 'email', 'prefix', 'first_name', 'middle_name', 'last_name', 'suffix'],
	...[
		'company',
		'job_title',
		'work_phone',
		'mobile_phone',
		'group_id',
		'reg_type_id',
		'package_id',
	],
	...['session_ids', 'waitlisted_session_ids', 'discount_code', 'notes', 'reference'],
	...['registered_at', 'cancelled_at', 'checked_in_at', 'payment_method', 'payment_status'],
	...['po_number', 'language'],
];

/** What must be asked for to tell changes. */
export const NEEDED_FIELDS = ['id', 'event_id', 'created_at', 'updated_at', ...TELLING_FIELDS];

/**
 * Reads a record that was asked for with {@link NEEDED_FIELDS}.
 * @throws Failure `unexpectedAnswer` without an ID or a moment to tell changes by
 */
export function readPerson(record: IDataObject): Person {
	const { id, updated_at: updatedAt } = record;
	const isNamed = typeof id === 'number' || (typeof id === 'string' && id !== '');
	if (!isNamed || !isMoment(updatedAt)) {
		throw new Failure(
			'unexpectedAnswer',
			"Swoogo listed a registrant without 'id', or with an 'updated_at' of an unknown form",
			'Nothing was announced. Report this, with the form that it has.',
		);
	}
	const status = textOf(record.registration_status).toLowerCase();
	return {
		id: String(id),
		updatedAt,
		createdAt: textOf(record.created_at),
		isCancelled: status === 'cancelled',
		isCheckedIn: status === 'attended',
		cancelledAt: textOf(record.cancelled_at),
		checkedInAt: textOf(record.checked_in_at),
		fingerprint: fingerprintOf(record),
		record,
	};
}

const FINGERPRINT_LETTERS = 4;

function fingerprintOf(record: IDataObject): string {
	const telling = TELLING_FIELDS.map((name) => record[name] ?? null);
	const digest = createHash('sha256').update(JSON.stringify(telling)).digest('base64url');
	return digest.slice(0, FINGERPRINT_LETTERS);
}

function isMoment(value: unknown): value is string {
	const hasForm = typeof value === 'string' && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value);
	return hasForm && !Number.isNaN(secondsOf(value));
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

/** A moment as a number of seconds that can be subtracted from; no zone is meant. */
export function secondsOf(moment: string): number {
	return Date.parse(`${moment.replace(' ', 'T')}Z`) / 1000;
}

/** The moment that {@link secondsOf} made this number of. */
export function momentOf(seconds: number): string {
	return new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}
