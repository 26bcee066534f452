import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { arrayOf, elementsOf, fieldsOf, objectOf } from './jsonText';

const FORMAT = 'yyyy-MM-dd HH:mm:ss';

/** A moment as Knolyx writes it: in UTC, without a zone. */
export function asKnolyxDate(moment: DateTime): string {
	return moment.toUTC().toFormat(FORMAT);
}

/**
 * One rule that opens a course, kept as the text in which Knolyx sent it, because Knolyx wants all rules of a course back
 * whole. https://docs.knolyx.com/scenarios/external-payment-integration/
 */
export class Rule {
	private readonly fields: Map<string, string>;

	private readonly associations: Map<string, string>;

	constructor(
		/** Letter by letter. */
		readonly text: string,
		/** The same as data, for output only. */
		readonly record: IDataObject = {},
	) {
		this.fields = fieldsOf(text);
		const associations = this.fields.get('associations') ?? '';
		this.associations = associations.startsWith('{') ? fieldsOf(associations) : new Map();
	}

	/** A rule that opens the course to one workgroup, with the restrictions that the documentation advises. */
	static forWorkgroup(name: string, start: string, end: string, workgroupId: string): Rule {
		const restrictions = { minimumTime: false, browseOrder: 'anyOrder' };
		const [type, startDateTime, endDateTime] = ['PRIVATE', start, end];
		const rule = { name, type, startDateTime, endDateTime, restrictions };
		return new Rule(JSON.stringify(rule)).withWorkgroup(workgroupId);
	}

	/** Undefined for a rule that Knolyx has not seen yet. */
	get id(): string | undefined {
		return withoutQuotes(this.fields.get('id') ?? '') || undefined;
	}

	get name(): string {
		return this.textOf('name').trim();
	}

	/** Whether it opens the course to its associations only, and not to everybody. */
	get isPrivate(): boolean {
		return this.textOf('type') === 'PRIVATE';
	}

	/** As Knolyx wants it in a write; undefined when it cannot be read. */
	get start(): string | undefined {
		return this.dateOf('startDateTime');
	}

	get end(): string | undefined {
		return this.dateOf('endDateTime');
	}

	/** False when its associations have a form that is not the documented one. */
	get isUnderstood(): boolean {
		const associations = this.fields.get('associations') ?? 'null';
		return associations.startsWith('{') || associations === 'null';
	}

	hasWorkgroup(workgroupId: string): boolean {
		return this.idsOf('WORKGROUP').includes(workgroupId);
	}

	/** Whether it opens the course to somebody beside this workgroup. */
	opensToOthersThan(workgroupId: string): boolean {
		return [...this.associations.keys()].some((kind) =>
			this.idsOf(kind).some((id) => kind !== 'WORKGROUP' || id !== workgroupId),
		);
	}

	withWorkgroup(workgroupId: string): Rule {
		const others = this.elementsOf('WORKGROUP');
		return this.withWorkgroups([...others, workgroupId]);
	}

	withoutWorkgroup(workgroupId: string): Rule {
		const others = this.elementsOf('WORKGROUP').filter((id) => withoutQuotes(id) !== workgroupId);
		return this.withWorkgroups(others);
	}

	/** The same rule where nothing changes; `start` undefined leaves it as it is. */
	withDates(start: string | undefined, end: string): Rule {
		const isSameStart = start === undefined || start === this.start;
		return this.with([
			...(isSameStart ? [] : [['startDateTime', JSON.stringify(start)] as const]),
			...(end === this.end ? [] : [['endDateTime', JSON.stringify(end)] as const]),
		]);
	}

	private withWorkgroups(ids: string[]): Rule {
		const associations = new Map([...this.associations, ['WORKGROUP', arrayOf(ids)]]);
		return this.with([['associations', objectOf(associations)]]);
	}

	private with(changes: ReadonlyArray<readonly [string, string]>): Rule {
		if (changes.length === 0) return this;
		return new Rule(objectOf(new Map([...this.fields, ...changes])), this.record);
	}

	private textOf(field: string): string {
		const value = this.fields.get(field) ?? '';
		return value.startsWith('"') ? String(JSON.parse(value)) : value;
	}

	/** Whatever is not a list counts as one association that nobody knows. */
	private elementsOf(kind: string): string[] {
		const ids = this.associations.get(kind) ?? 'null';
		if (ids === 'null') return [];
		return ids.startsWith('[') ? elementsOf(ids) : [ids];
	}

	private idsOf(kind: string): string[] {
		return this.elementsOf(kind).map(withoutQuotes);
	}

	// Writes are documented in one form; how a read words a date is not, so any ISO date is understood as well.
	private dateOf(field: string): string | undefined {
		const moment = DateTime.fromISO(this.textOf(field).replace(' ', 'T'), { zone: 'utc' });
		return moment.isValid ? asKnolyxDate(moment) : undefined;
	}
}

function withoutQuotes(text: string): string {
	return text.replace(/^"(.*)"$/s, '$1');
}
