import type { SwoogoRecord } from './state';

type Condition = (record: SwoogoRecord) => boolean;

const conditionPattern =
	/^([A-Za-z_]\w*)(!?=\*(?:contains|beginswith|endswith|in)\*|>=|<=|!=|=|>|<)(.*)$/s;

/**
 * The `search` grammar as a test of one record. A condition that cannot be read, that names an
 * unfilterable field or compares a custom field by size is ignored without a word, as was seen live.
 * @param search `<attribute><operator><value>`, joined by `&`
 * @param searchCondition `and` (default) or `or`
 * @see https://swoogo.readme.io/docs/searching
 */
export function searchOf(
	search: string | undefined,
	searchCondition: string | undefined,
	unfilterableFields: string[],
): Condition {
	const conditions = (search ?? '')
		.split('&')
		.map((text) => conditionOf(text, unfilterableFields))
		.filter((condition) => condition !== undefined);
	if (conditions.length === 0) return () => true;
	return (record) =>
		searchCondition === 'or'
			? conditions.some((holds) => holds(record))
			: conditions.every((holds) => holds(record));
}

function conditionOf(text: string, unfilterableFields: string[]): Condition | undefined {
	const [, field, operator, value] = conditionPattern.exec(text) ?? [];
	if (!field || isIgnored(field, unfilterableFields)) return undefined;
	if (field.startsWith('c_') && /^[<>]/.test(operator)) return undefined;
	const isNegated = operator.startsWith('!');
	const compares = comparisonOf(operator.replace('!', ''), value);
	return (record) => compares(comparable(record[field])) !== isNegated;
}

function isIgnored(field: string, ignoredFields: string[]): boolean {
	return ignoredFields.includes(field) || ignoredFields.includes('*');
}

function comparisonOf(operator: string, wanted: string): (have: string) => boolean {
	const want = wanted.toLowerCase();
	switch (operator) {
		case '=*contains*':
			return (have) => have.includes(want);
		case '=*beginswith*':
			return (have) => have.startsWith(want);
		case '=*endswith*':
			return (have) => have.endsWith(want);
		case '=*in*':
			return (have) => want.split('|').includes(have);
		case '=':
			return (have) => have === want;
		default:
			return (have) => comparesInSize(operator, have, want);
	}
}

/** An ISO date-time with `T` matches nothing, as was seen live. */
function comparesInSize(operator: string, have: string, want: string): boolean {
	if (have === '' || /\dt\d/.test(want)) return false;
	const bothNumbers = [have, want].every((text) => text !== '' && !Number.isNaN(Number(text)));
	const difference = bothNumbers ? Number(have) - Number(want) : have < want ? -1 : +(have > want);
	if (operator === '>') return difference > 0;
	if (operator === '<') return difference < 0;
	return operator === '>=' ? difference >= 0 : difference <= 0;
}

/** Choices compare by their id. */
function comparable(value: unknown): string {
	const plain =
		typeof value === 'object' && value !== null ? (value as { id?: unknown }).id : value;
	return String(plain ?? '').toLowerCase();
}

/** Sorted by one field, `-` in front for descending; by id when nothing (or an ignored field) is asked for. */
export function sortedBy<Entry extends SwoogoRecord>(
	records: Entry[],
	sort: string | undefined,
	unsortableFields: string[] = [],
): Entry[] {
	const wanted = sort?.replace(/^-/, '') ?? 'id';
	const isHeeded = !isIgnored(wanted, unsortableFields);
	const isDescending = isHeeded && (sort?.startsWith('-') ?? false);
	const field = isHeeded ? wanted : 'id';
	const ordered = [...records].sort(
		(left, right) => compareValues(left[field], right[field]) || left.id - right.id,
	);
	return isDescending ? ordered.reverse() : ordered;
}

function compareValues(left: unknown, right: unknown): number {
	if (typeof left === 'number' && typeof right === 'number') return left - right;
	const [first, second] = [comparable(left), comparable(right)];
	return first < second ? -1 : +(first > second);
}
