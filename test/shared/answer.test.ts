import { asRecord, holdsRecord, readAnswer, withoutSecrets } from '../../nodes/shared/answer';
import { knolyx } from '../../nodes/KnolyxCommunity/knolyx';

const read = (body: unknown, { status = 200, type = '', secrets = [] as string[] } = {}) =>
	readAnswer({ statusCode: status, headers: { 'content-type': type }, body }, knolyx, secrets);
const json = 'application/json; charset=utf-8';

describe('an answer that can be read', () => {
	test.each([
		['a record', '{"id":1}', { id: 1 }, { id: 1 }],
		['a record after a byte order mark', '\uFEFF{"id":1}', { id: 1 }, { id: 1 }],
		['a list', '[{"id":1}]', [{ id: 1 }], {}],
		['a number', '7', 7, {}],
		['null', 'null', null, {}],
		['a word', 'OK', 'OK', {}],
		['nothing', '', undefined, {}],
		['blanks', ' \n', undefined, {}],
	])('%s', (_, text, body, record) => {
		expect(read(text)).toMatchObject({ ok: true, status: 200, body, record });
	});

	test('what n8n has parsed already is taken as it is', () => {
		expect(read({ id: 1 })).toMatchObject({ ok: true, record: { id: 1 } });
		expect(read(undefined)).toMatchObject({ ok: true, body: undefined, record: {} });
	});

	test('long integers keep every digit, as text; everything else stays as it was', () => {
		const text =
			'{"id":9007199254740993,"below":-9007199254740993,"safe":9007199254740991,"note":"no. 9007199254740993, \\"12345678901234567\\"","share":0.12345678901234567,"big":1.2345678901234567e20,"list":[12345678901234567890]}';
		expect(read(text)?.body).toEqual({
			id: '9007199254740993',
			below: '-9007199254740993',
			safe: 9007199254740991,
			note: 'no. 9007199254740993, "12345678901234567"',
			share: Number('0.12345678901234567'),
			big: 1.2345678901234567e20,
			list: ['12345678901234567890'],
		});
	});
});

describe('an answer that cannot be what the provider meant to send', () => {
	test.each([
		['a page', '<!DOCTYPE html><html></html>', 'text/html'],
		['a page without a type', '  <html lang="en"></html>', ''],
		['another kind of markup', '<?xml version="1.0"?><a/>', ''],
		['JSON that was cut', '{"id":1,"list":[{"i', json],
		['a list that was cut', '[{"id":1},', ''],
		['a text that was cut', '"abc', ''],
		['words that call themselves JSON', 'Service unavailable', json],
	])('%s', (_, text, type) => {
		expect(read(text, { type })).toBeUndefined();
		expect(read(text, { type, status: 500 })).toBeUndefined();
	});

	test('words are no markup because of a bracket in them', () => {
		expect(read('1 < 2')).toMatchObject({ ok: true, body: '1 < 2' });
	});
});

describe('whether it worked, and in whose words', () => {
	test.each([
		[199, false],
		[200, true],
		[204, true],
		[299, true],
		[300, false],
		[404, false],
	])('status %i', (status, ok) => {
		expect(read('', { status })).toMatchObject({ ok, words: `HTTP status ${status}` });
	});

	test('the provider’s words and code are kept, as plain text', () => {
		const text = '{"message":"<b>No</b>\\nroom","code":"E7"}';
		expect(read(text, { status: 400 })).toMatchObject({ ok: false, words: 'No room', code: 'E7' });
	});

	test.each([
		['{"error":"Full"}', 'Full'],
		['{"error":{"message":"Full"}}', 'Full'],
		['{"errors":[{"field":"email"}]}', '[{"field":"email"}]'],
		['{"status":422,"message":"Full"}', 'Full'],
		['{"success":false}', 'an answer that says it did not work'],
		['{"error":{}}', 'an answer that says it did not work'],
		['{"success":"false"}', 'an answer that says it did not work'],
		['{"ok":false,"message":"Full"}', 'Full'],
		['{"errors":{"email":["is taken"]}}', '{"email":["is taken"]}'],
		['{"errors":"Full"}', 'Full'],
		['{"status":"error","message":"Full"}', 'Full'],
		['{"statusCode":500,"message":"Full"}', 'Full'],
	])('the success %s is a failure', (text, words) => {
		expect(read(text)).toMatchObject({ ok: false, status: 200, words });
	});

	test.each([
		'{"error":null}',
		'{"errors":[]}',
		'{"status":1}',
		'{"status":"live"}',
		'{"success":true}',
		'{"error":{"code":null,"message":""}}',
		'{"errors":{}}',
		'{"id":1,"status":"failed"}',
	])('the success %s is one', (text) => {
		expect(read(text)?.ok).toBe(true);
	});
});

describe('a record in an answer', () => {
	test.each([
		...['{}', '[]', '"text"', 'true', '7', '{"message":"Later"}', '{"error":null}'],
		...['{"data":null}', '{"message":"Later","requestId":"a1"}', '{"title":"Oops","status":200}'],
	])('%s holds none', (text) => {
		expect(holdsRecord(read(text)?.body)).toBe(false);
	});

	test.each(['{"id":1}', '{"name":"Ada","email":"ada@example.com"}', '{"success":true}'])(
		'%s holds one',
		(text) => {
			expect(holdsRecord(read(text)?.body)).toBe(true);
		},
	);
});

test('a refusal without words is worded by its status, never as JSON that says nothing', () => {
	expect(read('{"error":null}', { status: 400 })?.words).toBe('HTTP status 400');
	expect(read('{}', { status: 400 })?.words).toBe('HTTP status 400');
});

test('a text of ten megabytes beside a long integer is still data', () => {
	const text = `{"id":12345678901234567890,"notes":"${'a'.repeat(10_000_000)}"}`;
	expect(read(text)?.record.id).toBe('12345678901234567890');
});

describe('secrets in an answer', () => {
	test('are struck out however JSON writes them', () => {
		const secrets = ['AN:acme|7+a/b=='];
		const text = '{"message":"AN:acme|7+a\\/b==","list":["\\u0041N:acme|7\\u002ba/b=="]}';
		expect(read(text, { status: 400, secrets })).toMatchObject({
			words: '***',
			body: { message: '***', list: ['***'] },
		});
	});

	test('are struck out wherever they stand', () => {
		const reply = read('{"message":"Bad key abc-123","list":["abc-123"]}', {
			status: 400,
			secrets: ['abc-123'],
		});
		expect(reply?.words).toBe('Bad key ***');
		expect(JSON.stringify(reply)).not.toContain('abc-123');
	});

	test('the longest is struck out first, and text without one stays the same value', () => {
		expect(withoutSecrets('x secret-longer y secret', ['secret-longer', 'secret'])).toBe(
			'x *** y ***',
		);
		const untouched = { id: 1 };
		expect(withoutSecrets(untouched, ['secret'])).toBe(untouched);
		expect(withoutSecrets(undefined, ['secret'])).toBeUndefined();
		expect(withoutSecrets({ key: 'secret' }, ['secret'])).toBe('{"key":"***"}');
	});
});

test('only a plain object counts as a record', () => {
	expect(asRecord({ id: 1 })).toEqual({ id: 1 });
	for (const other of [null, undefined, [], [{ id: 1 }], 'text', 7]) {
		expect(asRecord(other)).toEqual({});
	}
});
