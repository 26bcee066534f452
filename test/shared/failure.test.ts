import fc from 'fast-check';

import { Failure, plainText, sentenceOf } from '../../nodes/shared/failure';

describe('the sentence about a failed row', () => {
	const failure = new Failure('full', 'Workshop capacity exceeded.', "Set 'If Full' to 'Fail'.");

	test('says what failed, in whose words, what to do, and which row', () => {
		expect(sentenceOf('register ada@example.com', failure, 4)).toBe(
			"Could not register ada@example.com: Workshop capacity exceeded. Set 'If Full' to 'Fail'. [item 4]",
		);
	});

	test('has no double spaces and no double full stops', () => {
		const untidy = new Failure('rejected', 'No.. ', 'Try  again.');
		expect(sentenceOf('try  it', untidy, 0)).toBe('Could not try it: No. Try again. [item 0]');
	});
});

describe('what a workflow can branch on', () => {
	test('is complete even when nothing but the reason is known', () => {
		expect(new Failure('notFound', 'No', 'Look.').details).toEqual({
			reason: 'notFound',
			httpStatus: null,
			providerCode: null,
			retryable: false,
			step: null,
		});
	});

	test.each(['rateLimited', 'unreachable'] as const)('%s may be run again as it is', (reason) => {
		expect(new Failure(reason, 'No', 'Wait.').details.retryable).toBe(true);
	});

	test('what is known is kept', () => {
		const details = { httpStatus: 409, providerCode: 1010, retryable: true, step: 'attend' };
		expect(new Failure('rejected', 'No', 'Wait.', details).details).toEqual({
			reason: 'rejected',
			...details,
		});
	});
});

describe('any value as plain text', () => {
	test.each([
		[undefined, ''],
		[null, 'null'],
		['', ''],
		[12, '12'],
		[{ a: 1 }, '{"a":1}'],
		[() => 1, ''],
		[10n, '10'],
		[[10n], ''],
		['two\n\tlines\u0000', 'two lines'],
		['zero\u200Bwidth \uFEFF mark', 'zero width mark'],
		['<b>bold</b> words<br/>', 'bold words'],
		['<script>alert(1)</script>Sorry', 'Sorry'],
		['<style>\nbody { color: red }\n</style >Sorry', 'Sorry'],
		['<!DOCTYPE html><html><body><h1>Bad Gateway</h1></body></html>', 'Bad Gateway'],
		['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
		['half a \uD800 pair', 'half a pair'],
	])('%p', (value, text) => {
		expect(plainText(value)).toBe(text);
	});

	test('is cut at the length asked for, and shows that it was', () => {
		expect(plainText('a'.repeat(30), 10)).toBe(`${'a'.repeat(9)}…`);
		expect(plainText('a'.repeat(10), 10)).toBe('a'.repeat(10));
		expect(plainText('a'.repeat(5_000_000)).length).toBe(500);
	});

	test('never holds line breaks, control characters or half characters, and is never too long', () => {
		const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.anything());
		fc.assert(
			fc.property(anything, fc.integer({ min: 1, max: 60 }), (value, longest) => {
				const text = plainText(value, longest);
				expect(text).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u);
				expect(text).not.toContain('[object Object]');
				expect(text.length).toBeLessThanOrEqual(longest);
			}),
		);
	});
});
