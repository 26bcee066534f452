import { readLimits, secondsToStayAway } from '../../nodes/shared/limits';

const now = Date.parse('2031-03-04T08:00:00Z');
const nothing = {
	limit: undefined,
	windowSeconds: undefined,
	remaining: undefined,
	resetSeconds: undefined,
	retryAfterSeconds: undefined,
};

describe('what the headers say about a limit', () => {
	test.each([
		[
			'the draft standard',
			{ 'ratelimit-limit': '60', 'ratelimit-remaining': '59', 'ratelimit-reset': '30' },
			{ limit: 60, remaining: 59, resetSeconds: 30 },
		],
		[
			'the draft standard with a window',
			{ 'ratelimit-limit': '100, 100;w=60', 'ratelimit-remaining': '7' },
			{ limit: 100, windowSeconds: 60, remaining: 7 },
		],
		[
			'Zenoti’s limit of the whole organization',
			{ 'organization-ratelimit-limit': '60', 'ratelimit-remaining': '0' },
			{ limit: 60, remaining: 0 },
		],
		[
			'the spelling with two hyphens',
			{
				'x-rate-limit-limit': '2000',
				'x-rate-limit-remaining': '1990',
				'x-rate-limit-reset': '600',
			},
			{ limit: 2000, remaining: 1990, resetSeconds: 600 },
		],
		[
			'the spelling with one hyphen',
			{ 'x-ratelimit-limit': '5', 'x-ratelimit-remaining': '4', 'x-ratelimit-reset': '1' },
			{ limit: 5, remaining: 4, resetSeconds: 1 },
		],
		['a header sent twice', { 'ratelimit-remaining': ['3', '9'] }, { remaining: 3 }],
		['a number instead of text', { 'ratelimit-remaining': 3 }, { remaining: 3 }],
		['a fraction', { 'ratelimit-remaining': '3.9' }, { remaining: 3 }],
		['less than nothing', { 'ratelimit-remaining': '-2' }, { remaining: 0 }],
	])('%s', (_, headers, expected) => {
		expect(readLimits(headers, now)).toEqual({ ...nothing, ...expected });
	});

	test.each([
		['no headers', {}],
		['words', { 'ratelimit-limit': 'many', 'ratelimit-remaining': 'few', 'retry-after': 'soon' }],
		['blanks', { 'ratelimit-remaining': ' ', 'ratelimit-reset': '', 'retry-after': '' }],
		['other things', { 'ratelimit-remaining': null, 'ratelimit-reset': {}, 'retry-after': true }],
		['endless numbers', { 'ratelimit-remaining': 'Infinity', 'ratelimit-reset': 'NaN' }],
	])('%s say nothing', (_, headers) => {
		expect(readLimits(headers, now)).toEqual(nothing);
	});
});

describe('when credits come back', () => {
	test.each([
		['a duration', '90', 90],
		['a duration of less than a second', '0.5', 0.5],
		['a moment in seconds', `${now / 1000 + 42}`, 42],
		['a moment in milliseconds', `${now + 42_000}`, 42],
		['a moment that has passed', `${now / 1000 - 42}`, 0],
		['a date', 'Tue, 04 Mar 2031 08:00:42 GMT', 42],
		['a date that has passed', 'Tue, 04 Mar 2031 07:00:00 GMT', 0],
		['less than nothing', '-5', 0],
		['a header that came twice', '90, 90', 90],
		['a moment as machines write it', '2031-03-04T08:00:42Z', 42],
	])('%s', (_, text, seconds) => {
		expect(readLimits({ 'ratelimit-reset': text }, now).resetSeconds).toBeCloseTo(seconds, 6);
	});
});

test.each([
	['a hundred million seconds', '99999999'],
	['a moment in microseconds', `${now}000`],
	['a moment in nanoseconds', `${now}000000`],
	['a number beyond all bounds', '1e20'],
	['a date in a thousand years', 'Tue, 04 Mar 3031 08:00:42 GMT'],
])('%s is nothing to go by: it would shut out every later run', (_, text) => {
	expect(readLimits({ 'ratelimit-reset': text, 'retry-after': text }, now)).toEqual(nothing);
});

describe('how long to stay away', () => {
	test.each([
		['seconds', { 'retry-after': '7' }, 7],
		['no time at all', { 'retry-after': '0' }, 0],
		['a date by our clock', { 'retry-after': 'Tue, 04 Mar 2031 08:00:10 GMT' }, 10],
		[
			'a date by the server’s clock, which goes an hour slow',
			{ 'retry-after': 'Tue, 04 Mar 2031 07:00:10 GMT', date: 'Tue, 04 Mar 2031 07:00:00 GMT' },
			10,
		],
		[
			'a date beside a clock that cannot be read',
			{ 'retry-after': 'Tue, 04 Mar 2031 08:00:10 GMT', date: 'noon' },
			10,
		],
	])('%s', (_, headers, seconds) => {
		expect(readLimits(headers, now).retryAfterSeconds).toBe(seconds);
	});

	test('what Retry-After says goes before the end of the window', () => {
		expect(secondsToStayAway({ retryAfterSeconds: 0, resetSeconds: 60 })).toBe(0);
		expect(secondsToStayAway({ resetSeconds: 60 })).toBe(60);
		expect(secondsToStayAway({ remaining: 0 })).toBeUndefined();
	});
});
