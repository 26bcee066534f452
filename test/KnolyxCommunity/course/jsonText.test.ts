import fc from 'fast-check';

import {
	arrayOf,
	elementsOf,
	fieldsOf,
	objectOf,
	unordered,
} from '../../../nodes/KnolyxCommunity/course/jsonText';

const anything = fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' });
const spaces = fc.constantFrom(0, 1, '\t', '  \n');

test('an array taken apart and put together is the same array', () => {
	fc.assert(
		fc.property(fc.array(anything), spaces, (value, space) => {
			const elements = elementsOf(JSON.stringify(value, null, space));
			expect(elements.map((each) => JSON.parse(each) as unknown)).toEqual(
				JSON.parse(JSON.stringify(value)),
			);
			expect(JSON.parse(arrayOf(elements))).toEqual(JSON.parse(JSON.stringify(value)));
		}),
	);
});

test('an object taken apart and put together is the same object', () => {
	fc.assert(
		fc.property(fc.dictionary(fc.string(), anything), spaces, (value, space) => {
			const text = JSON.stringify(value, null, space);
			expect(JSON.parse(objectOf(fieldsOf(text)))).toEqual(JSON.parse(text));
		}),
	);
});

test.each([
	['9007199254740993', '-0', '1.0', '1E400', '0.1000', '"9007199254740993"'],
	['"a\\u00e9\\/b"', '"],[{},"', '"\\\\"', '"\\""', '{"10":1,"9":2, "__proto__" : []}'],
])('the letters of what is not looked at stay as they are', (...elements) => {
	expect(elementsOf(` [ ${elements.join(' ,\n')} ] `)).toEqual(elements);
	const fields = new Map(elements.map((each, index) => [`${index}`, each]));
	expect([...fieldsOf(objectOf(fields))]).toEqual([...fields]);
});

test('values are the same whatever the order of fields and elements, and differ otherwise', () => {
	const [one, other] = ['{"a":[1,2,{"b":"é","c":null}],"d":1.0}', ' [ ] '];
	expect(unordered(' {"d" : 1.0, "a":[{"c":null,"b":"\\u00e9"},2,1]}'.trim())).toBe(unordered(one));
	expect(unordered(one.replace('1.0', '1'))).not.toBe(unordered(one));
	expect(unordered(one.replace('[1,2', '[1,1'))).not.toBe(unordered(one));
	expect(unordered(other.trim())).toBe('[]');
});
