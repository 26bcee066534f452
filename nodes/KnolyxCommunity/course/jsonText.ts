/*
 * JSON taken apart and put together as text: what is not changed keeps every letter, also numbers with more digits than
 * JavaScript holds and fields that nobody knows. Everything here expects valid JSON.
 */

const STRING = '"(?:[^"\\\\]+|\\\\.)*"';
const MARK = new RegExp(`${STRING}|[[\\]{},]`, 'gs');
const FIELD = new RegExp(`^(${STRING})\\s*:\\s*(.*)$`, 's');

/** The elements of an array, or the fields of an object with their names, each as its text. */
export function elementsOf(text: string): string[] {
	const inner = text.trim().slice(1, -1);
	const parts: string[] = [];
	let [depth, start] = [0, 0];
	for (const { 0: token, index } of inner.matchAll(MARK)) {
		if (token === '[' || token === '{') depth++;
		else if (token === ']' || token === '}') depth--;
		else if (token === ',' && depth === 0) {
			parts.push(inner.slice(start, index).trim());
			start = index + 1;
		}
	}
	const last = inner.slice(start).trim();
	return last === '' ? parts : [...parts, last];
}

/** The array of these elements. */
export function arrayOf(elements: string[]): string {
	return `[${elements.join(',')}]`;
}

/** The fields of an object, in their order, each with the text of its value. */
export function fieldsOf(object: string): Map<string, string> {
	return new Map(
		elementsOf(object).map((part) => {
			const [, name = '""', value = 'null'] = FIELD.exec(part) ?? [];
			return [JSON.parse(name) as string, value];
		}),
	);
}

/** The object of these fields. */
export function objectOf(fields: Map<string, string>): string {
	return `{${[...fields].map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`;
}

/** One text for all values that differ only in spaces and in the order of fields and elements. */
export function unordered(value: string): string {
	if (value.startsWith('[')) return arrayOf(elementsOf(value).map(unordered).sort());
	if (!value.startsWith('{'))
		return value.startsWith('"') ? JSON.stringify(JSON.parse(value)) : value;
	const fields = [...fieldsOf(value)].map(([name, inner]): [string, string] => [
		name,
		unordered(inner),
	]);
	return objectOf(new Map(fields.sort(([a], [b]) => (a < b ? -1 : 1))));
}
