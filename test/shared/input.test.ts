import { DateTime, Settings } from 'luxon';

import type { Failure } from '../../nodes/shared/failure';
import { Input } from '../../nodes/shared/input';

const timezone = 'Europe/Berlin';

/** One row's field `field`, labelled "Field", holding `value`. */
const holding = (value: unknown) =>
	new Input(
		() => value,
		() => 'Field',
		timezone,
	);
const throwing = () =>
	new Input(
		() => {
			throw new Error("Referenced node doesn't exist");
		},
		() => 'Field',
		timezone,
	);

function failureOf(read: () => unknown): Failure {
	try {
		read();
	} catch (error) {
		return error as Failure;
	}
	throw new Error('Nothing was refused');
}

function expectRefusal(read: () => unknown, words: string | RegExp): void {
	const { message, details, advice } = failureOf(read);
	expect(message).toMatch(words);
	expect(details).toMatchObject({ reason: 'invalidInput', httpStatus: null, retryable: false });
	expect(advice).toMatch(/^[A-Z].+\.$/);
}

const nothings = [undefined, null, '', '  ', '\t\n'];

test('a field is read from n8n once, however often it is asked for', () => {
	let readings = 0;
	const input = new Input(
		() => `${++readings}`,
		() => 'Field',
		timezone,
	);
	const seen = [input.located('field').value, input.integerId('field'), input.shown('field')];
	expect(seen).toEqual(['1', '1', '1']);
});

describe('nothing given', () => {
	test.each(nothings)('%j is refused where a value is needed, and named by its label', (value) => {
		const input = holding(value);
		for (const read of ['integerId', 'guid', 'opaqueId', 'email', 'requiredText'] as const) {
			expectRefusal(() => input[read]('field'), /^'Field' is empty for this row$/);
		}
	});

	test.each(nothings)('%j means the default elsewhere', (value) => {
		const input = holding(value);
		expect(input.value('field')).toBeUndefined();
		expect(input.text('field')).toBeUndefined();
		expect(input.dateTime('field')).toBeUndefined();
		expect(input.json('field')).toEqual({});
		expect(input.flag('field', true)).toBe(true);
		expect(input.count('field', 30, 300)).toBe(30);
		expect(input.choice('field', ['a', 'b'], 'b')).toBe('b');
	});

	test('an expression that throws is refused by the name of the field, whatever is read', () => {
		const input = throwing();
		for (const read of ['value', 'integerId', 'guid', 'email', 'text', 'dateTime'] as const) {
			expectRefusal(
				() => input[read]('field'),
				/^'Field' cannot be read: Referenced node doesn't exist$/,
			);
		}
	});
});

describe('integer ids', () => {
	test.each([
		[123, '123'],
		['123', '123'],
		[' 123 ', '123'],
		[123n, '123'],
		['9007199254740993', '9007199254740993'],
		['9999999999999999999', '9999999999999999999'],
	])('%p is %s', (value, id) => {
		expect(holding(value).integerId('field')).toBe(id);
	});

	test.each([
		...[0, -1, 1.5, NaN, Infinity, 1e21, '0', '007', '-1', '1.0', '1e3', '0x10', '1 2', '１２'],
		...['12345678901234567890', 'abc', '1/2', '..', true, {}, [], [1], () => 1],
	])('%p is refused', (value) => {
		expectRefusal(() => holding(value).integerId('field'), /^'Field' (must be|has too many)/);
	});
});

describe('GUIDs', () => {
	const guid = '3333abcd-3333-4333-8333-333333333333';

	test.each([guid, guid.toUpperCase(), ` ${guid} `, guid.replace(/-/g, '')])('%s', (value) => {
		expect(holding(value).guid('field')).toBe(guid);
	});

	test.each(['3333', `${guid}0`, `{${guid}}`, guid.replace('a', 'g'), `${guid}/..`, 7])(
		'%p is refused',
		(value) => {
			expectRefusal(() => holding(value).guid('field'), /must be an ID of 32 letters and digits/);
		},
	);
});

describe('ids of unknown form', () => {
	test.each([
		['abc', 'abc'],
		[' a/b?c ', 'a/b?c'],
		[7, '7'],
		['x'.repeat(200), 'x'.repeat(200)],
	])('%p', (value, id) => {
		expect(holding(value).opaqueId('field')).toBe(id);
	});

	test.each(['.', '..', 'a\u0000b', 'a\nb', '\uD800', 'x'.repeat(201)])(
		'%j is refused',
		(value) => {
			expectRefusal(() => holding(value).opaqueId('field'), /^'Field' is not an ID: /);
		},
	);
});

describe('e-mail addresses', () => {
	test.each(['a@b', 'Ada.L+x@Example.com', 'o’brien@example.com', 'a/b?c#d%@example.com'])(
		'%s keeps its letters',
		(value) => {
			expect(holding(` ${value}\n`).email('field')).toBe(value);
		},
	);

	test.each([
		['spaces of no width', '\u200Bada@exam\u200Bple.com\uFEFF'],
		['soft hyphens', 'ada@exam\u00ADple.com'],
		['marks of direction', '\u202Aada@example.com\u202C'],
	])('%s, which nobody sees, make no other person', (_, value) => {
		expect(holding(value).email('field')).toBe('ada@example.com');
	});

	test('an accent written in two parts makes no other person', () => {
		expect(holding('rene\u0301@example.com').email('field')).toBe('ren\u00E9@example.com');
	});

	test.each([
		...['Ada <ada@example.com>', '<ada@example.com>', 'mailto:ada@example.com'],
		...['ada@example.com,', 'ada@example.com;ben@example.com', '"ada@example.com"'],
		...['ada', '@example.com', 'ada@', 'a b@example.com', 'a@b@example.com', '.', '..', 7, true],
		...['a\u0000@example.com', '\uD800@example.com', `${'a'.repeat(250)}@example.com`],
	])('%p is refused', (value) => {
		expectRefusal(() => holding(value).email('field'), /^'Field' is not an e-mail address: "/);
	});
});

describe('text, choices, flags and counts', () => {
	test('text is trimmed, and numbers and booleans count as text', () => {
		const texts = [' Ada ', 7, 1.5, false].map((value) => holding(value).text('field'));
		expect(texts).toEqual(['Ada', '7', '1.5', 'false']);
		expectRefusal(() => holding('half \uD800').text('field'), /characters that are not text/);
		expectRefusal(() => holding(['a']).text('field'), /must be one value/);
		expectRefusal(() => holding(9007199254740992).text('field'), /too many digits/);
	});

	test('a choice is one of the values offered, to the letter', () => {
		expect(holding(' fail ').choice('field', ['succeed', 'fail'], 'succeed')).toBe('fail');
		const read = () => holding('Fail').choice('field', ['succeed', 'fail'], 'succeed');
		expectRefusal(read, /^'Field' cannot be "Fail"$/);
		expect(failureOf(read).advice).toBe('Use one of: succeed, fail.');
	});

	test.each([
		[true, true],
		['TRUE', true],
		[' yes ', true],
		[1, true],
		[false, false],
		['No', false],
		['0', false],
	])('%p as a flag is %p', (value, flag) => {
		expect(holding(value).flag('field', !flag)).toBe(flag);
	});

	test.each(['ja', 2, 'truthy', []])('%p is no flag', (value) => {
		expectRefusal(() => holding(value).flag('field', true), /^'Field' must be /);
	});

	test('a count stays within its bounds', () => {
		expect([1, '300', ' 42 '].map((value) => holding(value).count('field', 30, 300))).toEqual([
			1, 300, 42,
		]);
		for (const value of [0, -1, 301, 1.5, '1e2', 'soon', true]) {
			expectRefusal(() => holding(value).count('field', 30, 300), /a whole number from 1 to 300/);
		}
	});
});

describe('moments', () => {
	const zoneOfProcess = Settings.defaultZone;
	afterEach(() => (Settings.defaultZone = zoneOfProcess));

	const utc = (value: unknown) => holding(value).dateTime('field')?.toUTC().toISO();

	test.each([
		['2031-03-31', '2031-03-30T22:00:00.000Z'],
		['2031-01-31', '2031-01-30T23:00:00.000Z'],
		['2031-03-31T10:00', '2031-03-31T08:00:00.000Z'],
		['2031-03-31 10:00:05', '2031-03-31T08:00:05.000Z'],
		['2031-03-31T10:00:05,250', '2031-03-31T08:00:05.250Z'],
		['2031-03-31T10:00Z', '2031-03-31T10:00:00.000Z'],
		['2031-03-31t10:00z', '2031-03-31T10:00:00.000Z'],
		['2031-03-31 10:00:00 +05:30', '2031-03-31T04:30:00.000Z'],
		['2031-03-31T10:00:00-0800', '2031-03-31T18:00:00.000Z'],
		[' 2031-03-31 ', '2031-03-30T22:00:00.000Z'],
		['2031-03-30T02:30', '2031-03-30T01:30:00.000Z'],
		['2031-10-26T02:30', '2031-10-26T00:30:00.000Z'],
		[DateTime.fromISO('2031-03-31T10:00:00+09:00'), '2031-03-31T01:00:00.000Z'],
		[new Date('2031-03-31T10:00:00Z'), '2031-03-31T10:00:00.000Z'],
		[{ toISO: () => '2031-03-31T10:00:00.000+02:00' }, '2031-03-31T08:00:00.000Z'],
	])('%p is %s, whatever zone the process has', (value, expected) => {
		for (const zone of ['Asia/Tokyo', 'America/Los_Angeles', 'utc']) {
			Settings.defaultZone = zone;
			expect(utc(value)).toBe(expected);
		}
	});

	test.each([
		...['31.03.2031', '03/31/2031', '2031', '2031-3-1', '2031-02-30', '2031-13-01', '20310331'],
		...['2031-03-31T25:00', '2031-03-31T10', 'soon', '10:00', 1_930_000_000, true, {}, []],
		...[new Date('never'), DateTime.invalid('never'), { toISO: () => null }],
	])('%p is no date', (value) => {
		expectRefusal(() => holding(value).dateTime('field'), /^'Field' is not a date: "/);
	});
});

describe('raw fields for a body', () => {
	test.each([
		[{ notes: 'x' }, { notes: 'x' }],
		['{"notes":"x"}', { notes: 'x' }],
		['{}', {}],
	])('%p', (value, expected) => {
		expect(holding(value).json('field')).toEqual(expected);
	});

	test.each(['{notes}', '[1]', [1], 'null', '7', 7, true])('%p is refused', (value) => {
		expectRefusal(() => holding(value).json('field'), /^'Field' must be a JSON object$/);
	});
});

describe('resource locators', () => {
	test('a locator is read by its mode, and a plain value counts as an id', () => {
		const locator = {
			__rl: true,
			mode: 'email',
			value: 'ada@example.com',
			cachedResultName: 'Ada',
		};
		expect(holding(locator).located('field')).toEqual({ mode: 'email', value: 'ada@example.com' });
		expect(holding({ __rl: true, value: 7 }).located('field')).toEqual({ mode: 'id', value: 7 });
		expect(holding(7).located('field')).toEqual({ mode: 'id', value: 7 });
		expect(holding(locator).email('field')).toBe('ada@example.com');
	});

	test('an empty locator is empty', () => {
		for (const value of nothings) {
			const input = holding({ __rl: true, mode: 'id', value });
			expectRefusal(() => input.integerId('field'), /^'Field' is empty for this row$/);
		}
	});
});

describe('what a sentence says of a field', () => {
	test.each([
		[' ada@example.com ', 'ada@example.com'],
		[{ __rl: true, mode: 'id', value: 7 }, '7'],
		['', '(no Field)'],
		['<b>x</b>\n', 'x'],
		[{ a: 1 }, '(several values)'],
	])('%p', (value, shown) => {
		expect(holding(value).shown('field')).toBe(shown);
	});

	test('an expression that throws is said to be unreadable', () => {
		expect(throwing().shown('field')).toBe('(unreadable Field)');
	});
});
