import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { Failure, plainText } from './failure';

/** A resource locator's value, as the user chose or typed it. */
export interface Located {
	mode: string;
	value: unknown;
}

const GUID = /^[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i;
// A name around it, a list, or a link is no address, though mail programs copy them.
const EMAIL = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/;
const LONGEST_EMAIL = 254;
const LONGEST_ID = 200;
const INTEGER = /^[1-9]\d{0,18}$/;
const DATE_TIME =
	/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?( ?(Z|[+-]\d{2}:?\d{2}))?)?$/i;

/**
 * One item's fields, checked. Every failure is `invalidInput`, names the field and happens before anything is sent.
 * Empty strings and null mean "not given", never "make it blank".
 */
export class Input {
	// n8n evaluates an expression anew whenever it is asked for, which costs a row more than all our own work on it.
	private readonly known = new Map<string, Located>();

	constructor(
		/** Reads a field of this item; throws when its expression does. */
		private readonly read: (name: string) => unknown,
		private readonly labelOf: (name: string) => string,
		readonly timezone: string,
	) {}

	/** A field as it is, or `undefined` when nothing is given. */
	value(name: string): unknown {
		const value = this.located(name).value;
		return value === null || (typeof value === 'string' && value.trim() === '') ? undefined : value;
	}

	/** A resource locator; a plain value counts as typed in: an e-mail address by its sign, all others as an id. */
	located(name: string): Located {
		const known = this.known.get(name);
		if (known) return known;
		const located = toLocated(this.readField(name));
		this.known.set(name, located);
		return located;
	}

	/** `123`, `"123"` and `" 123 "` are the same id; everything else is refused. */
	integerId(name: string): string {
		const text = this.scalar(name);
		if (text === undefined) throw this.missing(name);
		if (!INTEGER.test(text)) {
			throw this.invalid(
				name,
				`must be a whole number, not "${plainText(text, 60)}"`,
				'Enter the ID, e.g. 123.',
			);
		}
		return text;
	}

	/** A GUID, in lower case and with hyphens. */
	guid(name: string): string {
		const text = this.scalar(name);
		if (text === undefined) throw this.missing(name);
		if (!isGuid(text)) {
			throw this.invalid(
				name,
				`must be an ID of 32 letters and digits, not "${plainText(text, 60)}"`,
				'Enter it like 33333333-3333-4333-8333-333333333333.',
			);
		}
		return text
			.replace(/-/g, '')
			.toLowerCase()
			.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
	}

	/** An id whose form the provider does not document. */
	opaqueId(name: string): string {
		const text = this.scalar(name);
		if (text === undefined) throw this.missing(name);
		if (!isSafeInPath(text) || text.length > LONGEST_ID) {
			throw this.invalid(
				name,
				`is not an ID: "${plainText(text, 60)}"`,
				'Copy the ID from the provider.',
			);
		}
		return text;
	}

	/** An e-mail address without the spaces around it; its letter case is kept. */
	email(name: string): string {
		// What nobody sees, and what is only written in another way, would make a second person.
		const text = this.scalar(name)
			?.replace(/\p{Cf}/gu, '')
			.normalize('NFC')
			.trim();
		if (text === undefined) throw this.missing(name);
		if (!EMAIL.test(text) || text.length > LONGEST_EMAIL || !isSafeInPath(text)) {
			throw this.invalid(
				name,
				`is not an e-mail address: "${plainText(text, 60)}"`,
				'Correct it, e.g. nathan@example.com.',
			);
		}
		return text;
	}

	requiredText(name: string): string {
		const text = this.text(name);
		if (text === undefined) throw this.missing(name);
		return text;
	}

	/** Text without the spaces around it; numbers and booleans count as text. */
	text(name: string): string | undefined {
		const text = this.scalar(name);
		if (text !== undefined && /\p{Cs}/u.test(text)) {
			throw this.invalid(name, 'holds characters that are not text', 'Remove them.');
		}
		return text;
	}

	/** One of the values that the field offers. */
	choice<Value extends string>(name: string, values: readonly Value[], otherwise: Value): Value {
		const text = this.scalar(name) ?? otherwise;
		const chosen = values.find((value) => value === text);
		if (chosen === undefined) {
			throw this.invalid(
				name,
				`cannot be "${plainText(text, 60)}"`,
				`Use one of: ${values.join(', ')}.`,
			);
		}
		return chosen;
	}

	/** Yes or no, also as the text that sheets and AI tools hand over. */
	flag(name: string, otherwise: boolean): boolean {
		const text = this.scalar(name)?.toLowerCase();
		if (text === undefined) return otherwise;
		if (['true', 'yes', '1'].includes(text)) return true;
		if (['false', 'no', '0'].includes(text)) return false;
		throw this.invalid(name, `must be true or false, not "${plainText(text, 60)}"`, 'Correct it.');
	}

	/** A whole number within bounds. */
	count(name: string, otherwise: number, largest: number): number {
		const text = this.scalar(name);
		if (text === undefined) return otherwise;
		const value = Number(text);
		if (!/^\d+$/.test(text) || value < 1 || value > largest) {
			throw this.invalid(
				name,
				`must be a whole number from 1 to ${largest}, not "${plainText(text, 60)}"`,
				'Correct it.',
			);
		}
		return value;
	}

	/**
	 * A moment: ISO with offset; ISO without, in the workflow's time zone; a date alone, which is its first moment in that
	 * zone; or a Luxon or JavaScript date. Never the process's zone. A local time that happens twice means the first one.
	 */
	dateTime(name: string): DateTime | undefined {
		const value = this.value(name);
		if (value === undefined) return undefined;
		let moment: DateTime | undefined;
		if (DateTime.isDateTime(value)) moment = value;
		else if (value instanceof Date) moment = DateTime.fromJSDate(value);
		else if (typeof (value as { toISO?: unknown }).toISO === 'function') {
			moment = DateTime.fromISO(String((value as { toISO(): unknown }).toISO()), { setZone: true });
		} else if (typeof value === 'string' && DATE_TIME.test(value.trim())) {
			const iso = value
				.trim()
				.replace(/^(\S{10}) /, '$1T')
				.replace(' ', '')
				.replace(',', '.');
			moment = earlierOf(DateTime.fromISO(iso, { zone: this.timezone }));
		}
		if (!moment?.isValid) {
			throw this.invalid(
				name,
				`is not a date: "${plainText(value, 60)}"`,
				'Use a form like 2031-03-31 or 2031-03-31T22:00:00+02:00.',
			);
		}
		return moment;
	}

	/** Raw fields for a request body: an object, or JSON text of one. */
	json(name: string): IDataObject {
		const value = this.value(name);
		if (value === undefined) return {};
		const parsed = typeof value === 'string' ? parseJson(value) : value;
		if (!isPlainObject(parsed)) {
			throw this.invalid(name, 'must be a JSON object', 'Enter it like { "notes": "Vegetarian" }.');
		}
		return parsed;
	}

	/** What a sentence says of a field; never throws. */
	shown(name: string): string {
		try {
			const value = this.value(name);
			if (value === undefined) return `(no ${this.labelOf(name)})`;
			return typeof value === 'object' ? '(several values)' : plainText(value, 80);
		} catch {
			return `(unreadable ${this.labelOf(name)})`;
		}
	}

	/** A refusal of this field; `problem` completes "'Field' …". */
	invalid(name: string, problem: string, advice: string): Failure {
		return new Failure('invalidInput', `'${this.labelOf(name)}' ${problem}`, advice);
	}

	missing(name: string): Failure {
		return this.invalid(
			name,
			'is empty for this row',
			'Fill it in, or check that its expression names a column.',
		);
	}

	private readField(name: string): unknown {
		try {
			return this.read(name);
		} catch (error) {
			throw this.invalid(
				name,
				`cannot be read: ${plainText((error as Error).message)}`,
				'Check its expression.',
			);
		}
	}

	private scalar(name: string): string | undefined {
		const value = this.value(name);
		if (value === undefined) return undefined;
		if (typeof value === 'string') return value.trim();
		if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
		if (typeof value === 'number' && Number.isFinite(value)) {
			if (!Number.isInteger(value) || Number.isSafeInteger(value)) return String(value);
			throw this.invalid(name, 'has too many digits for a number', 'Hand it over as text.');
		}
		throw this.invalid(name, 'must be one value', 'Choose a single value in its expression.');
	}
}

function toLocated(value: unknown): Located {
	const locator = value as (Partial<Located> & { __rl?: boolean }) | null | undefined;
	if (locator !== null && typeof locator === 'object' && '__rl' in locator) {
		return { mode: String(locator.mode ?? 'id'), value: locator.value };
	}
	const isEmail = typeof value === 'string' && value.includes('@');
	return { mode: isEmail ? 'email' : 'id', value };
}

// When clocks go back, a local time happens twice; which one Luxon takes depends on the season in which it is asked.
function earlierOf(moment: DateTime): DateTime {
	const [first, second] = moment.isValid ? moment.getPossibleOffsets() : [];
	return first && second ? DateTime.min(first, second) : moment;
}

/** Whether a value is a GUID, with or without hyphens. */
export function isGuid(value: unknown): boolean {
	return typeof value === 'string' && GUID.test(value.trim());
}

function isSafeInPath(text: string): boolean {
	return text !== '.' && text !== '..' && !/[\p{Cc}\p{Cs}]/u.test(text);
}

// A date, or one of Luxon's, would be sent with all its inner workings.
function isPlainObject(value: unknown): value is IDataObject {
	if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
	return (
		Object.prototype.toString.call(value) === '[object Object]' && !('isLuxonDateTime' in value)
	);
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
