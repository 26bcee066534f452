import type { IDataObject } from 'n8n-workflow';

import { swoogoQuestion } from '../../../sandbox';
import {
	emailOf,
	expectFailure,
	jsonOf,
	known,
	located,
	outcomesOf,
	useSwoogo,
} from '../swoogoRun';

const swoogo = useSwoogo();

const event = { eventId: located('id', known.event) };
const defined = (value: IDataObject) => ({ mappingMode: 'defineBelow', value });
const byColumns = { mappingMode: 'autoMapInputData', value: null };

/** Gives the answers with this operation, about somebody new or somebody known. */
const answer = async (
	operation: 'create' | 'upsert' | 'update' | 'registerPerson',
	customFields: IDataObject,
	items: IDataObject[] = [{ email: 'nora@example.com' }],
) =>
	await swoogo.run({
		resource: 'registrant',
		operation,
		parameters: {
			...event,
			email: '={{ $json.email }}',
			registrantId: located('email', '={{ $json.email }}'),
			firstName: 'Ada',
			lastName: 'Example',
			customFields,
		},
		items,
	});

const ada = { email: emailOf('ada') };

/** The custom answers among what was sent last. */
const sentAnswers = () => {
	const writes = [...swoogo.sent('POST', '/registrants/create'), ...swoogo.sent('PUT', /./)];
	const entries = Object.entries((writes.at(-1)?.body ?? {}) as IDataObject);
	return Object.fromEntries(entries.filter(([name]) => name.startsWith('c_')));
};

const questions = () => swoogo.sent('GET', '/event-questions');

beforeEach(() => {
	const { state } = swoogo.provider;
	const eventId = known.event;
	const days = ['Monday', 'Tuesday, early', 'Wednesday'];
	for (const question of [
		swoogoQuestion({ id: 11, eventId, name: 'Dietary needs', kind: 'text' }),
		swoogoQuestion({ id: 12, eventId, name: 'Shirt', kind: 'singleChoice', choices: ['S', 'M'] }),
		swoogoQuestion({ id: 13, eventId, name: 'Days', kind: 'multipleChoice', choices: days }),
		swoogoQuestion({ id: 14, eventId, name: 'Photos allowed', kind: 'checkbox' }),
		{
			...swoogoQuestion({ id: 15, eventId, name: 'Company', kind: 'text' }),
			attribute: 'company',
		},
		swoogoQuestion({ id: 16, eventId: known.otherEvent, name: 'Level', kind: 'text' }),
	]) {
		state.questions.set(question.id, question);
	}
});

describe.each(['create', 'upsert', 'registerPerson'] as const)('%s', (operation) => {
	it('sends text as it is, and choices by their IDs', async () => {
		const customFields = defined({ c_11: ' Vegan ', c_12: 121, c_13: ['130', 132], c_14: true });
		expect(outcomesOf(await answer(operation, customFields))).toEqual(['created']);
		expect(sentAnswers()).toEqual({
			c_11: 'Vegan',
			c_12: '121',
			c_13: ['130', '132'],
			c_14: 'TRUE',
		});
		const body = swoogo.sent('POST', '/registrants/create')[0].rawBody;
		expect(body).toContain('&c_13%5B0%5D=130&c_13%5B1%5D=132');
	});
});

describe('a choice', () => {
	it.each([
		['its name', { c_12: 'M' }, { c_12: '121' }],
		['its name in other letters', { c_12: ' m' }, { c_12: '121' }],
		['a list of one', { c_12: ['S'] }, { c_12: '120' }],
		['names with commas between them', { c_13: 'monday, Wednesday' }, { c_13: ['130', '132'] }],
		['a name that holds a comma', { c_13: 'Tuesday, early' }, { c_13: ['131'] }],
		['a list of names', { c_13: ['Tuesday, early', 'Monday'] }, { c_13: ['131', '130'] }],
		['JSON of a list', { c_13: '["130", 132]' }, { c_13: ['130', '132'] }],
		['one ID', { c_13: 130 }, { c_13: ['130'] }],
	])('can be given as %s', async (_, given, sent) => {
		await answer('create', defined(given));
		expect(sentAnswers()).toEqual(sent);
	});

	it.each([
		[
			{ c_12: 'XL' },
			'\'Custom Fields\' cannot be "XL" for "Shirt"',
			'Use one of: S (120), M (121).',
		],
		[
			{ c_13: 'Monday, Sunday' },
			'\'Custom Fields\' cannot be "Sunday" for "Days"',
			'Use one of: Monday (130), Tuesday, early (131), Wednesday (132).',
		],
		[
			{ c_11: { a: 1 } },
			'\'Custom Fields\' holds something that is not text for "Dietary needs"',
			'Give it as text',
		],
		[
			{ c_16: 'Beginner' },
			"'Custom Fields' answers c_16, which event 700 does not ask",
			"Choose the event in 'Event', load its custom fields anew",
		],
	])('that does not exist is refused: %j', async (given, message, advice) => {
		const run = await answer('create', defined(given));
		expectFailure(run, { message, reason: 'invalidInput' });
		expect(run.failed[0].json.error).toContain(advice);
		expect(swoogo.writes()).toEqual([]);
	});

	it('whose name two choices share must be given by its ID', async () => {
		const twice = { id: 17, eventId: known.event, kind: 'singleChoice' as const };
		swoogo.provider.state.questions.set(
			17,
			swoogoQuestion({ ...twice, name: 'Room', choices: ['Blue', 'blue'] }),
		);
		expectFailure(await answer('create', defined({ c_17: 'Blue' })), {
			message: '\'Custom Fields\' cannot be "Blue" for "Room"',
			reason: 'invalidInput',
		});
		expect(outcomesOf(await answer('create', defined({ c_17: '171' })))).toEqual(['created']);
	});
});

test.each([
	['yes', 'TRUE'],
	[1, 'TRUE'],
	['No', 'FALSE'],
	[false, 'FALSE'],
])('a box is ticked or not by %j', async (given, sent) => {
	await answer('create', defined({ c_14: given }));
	expect(sentAnswers()).toEqual({ c_14: sent });
});

test('what is left empty is not sent, and asks for no questions', async () => {
	await answer('create', defined({ c_11: '', c_12: null, c_13: [], c_14: ' ' }));
	await answer('create', { mappingMode: 'defineBelow', value: null }, [
		{ email: 'otto@example.com' },
	]);
	expect(sentAnswers()).toEqual({});
	expect(questions()).toEqual([]);
});

test('choices that Swoogo does not list are sent as they are', async () => {
	for (const question of swoogo.provider.state.questions.values()) {
		Object.assign(question, { choices: undefined, kind: 'text' });
	}
	await answer('create', defined({ c_11: 'M', c_13: ['130', '132'] }));
	expect(sentAnswers()).toEqual({ c_11: 'M', c_13: ['130', '132'] });
});

describe('columns mapped automatically', () => {
	it('are taken by the name of the question or by its attribute, all others are left', async () => {
		const item = {
			email: 'nora@example.com',
			'dietary NEEDS ': 'Vegan',
			c_12: 'M',
			Days: 'Monday',
			company: 'Northwind',
			Level: 'Beginner',
			'Photos allowed': '',
		};
		await answer('create', byColumns, [item]);
		expect(sentAnswers()).toEqual({ c_11: 'Vegan', c_12: '121', c_13: ['130'] });
		expect(swoogo.sent('POST', '/registrants/create')[0].body).not.toHaveProperty('company');
	});

	it('that two questions share are refused, unless the attribute is used', async () => {
		const shirt = { id: 18, eventId: known.event, name: 'shirt', kind: 'text' as const };
		swoogo.provider.state.questions.set(18, swoogoQuestion(shirt));
		const run = await answer('create', byColumns, [{ email: 'nora@example.com', Shirt: 'M' }]);
		expectFailure(run, {
			message:
				'\'Custom Fields\' cannot take the column "Shirt", because several questions are named so',
			reason: 'invalidInput',
		});
		expect(run.failed[0].json.error).toContain('Name the column c_12 or c_18.');
		await answer('create', byColumns, [{ email: 'nora@example.com', c_18: 'Large' }]);
		expect(sentAnswers()).toEqual({ c_18: 'Large' });
	});
});

describe('somebody known', () => {
	const given = { c_11: 'Vegan', c_12: 'M', c_13: 'Monday, Wednesday', c_14: 'yes' };
	const sent = { c_11: 'Vegan', c_12: '121', c_13: ['130', '132'], c_14: 'TRUE' };

	it.each([
		['upsert', 1],
		['upsert', 8],
		['update', 1],
		['update', 8],
	] as const)(
		'is told by %s, in %i rows, only the answers that differ',
		async (operation, count) => {
			const items = Array.from({ length: count }, () => ada);
			const first = await answer(operation, defined(given), items);
			expect(outcomesOf(first)).toEqual(['updated', ...items.slice(1).map(() => 'unchanged')]);
			expect(sentAnswers()).toEqual(sent);

			const again = await answer(operation, defined({ ...given, c_11: 'Halal' }), items);
			expect(outcomesOf(again)).toEqual(['updated', ...items.slice(1).map(() => 'unchanged')]);
			expect(sentAnswers()).toEqual({ c_11: 'Halal' });
			expect(swoogo.sent('PUT', /./)).toHaveLength(2);
		},
	);

	it('costs many rows one reading of the event and one of its questions', async () => {
		const items = Array.from({ length: 8 }, () => ada);
		await answer('upsert', defined(given), items);
		expect(swoogo.requests()).toEqual([
			'GET /event-questions',
			'GET /registrants',
			'PUT /registrants/update/5101',
		]);
	});

	it('is read once more when a row answers what the first row did not', async () => {
		Object.assign(swoogo.registrant(known.ben), { c_11: 'Vegan' });
		const items = [
			{ ...ada, c_12: 'M' },
			...Array.from({ length: 6 }, () => ({ email: emailOf('ben'), c_11: 'Vegan' })),
		];
		const run = await answer('upsert', byColumns, items);
		expect(outcomesOf(run)).toEqual(['updated', ...items.slice(1).map(() => 'unchanged')]);
	});

	it('can be updated by ID alone, with the questions of the event that they are in', async () => {
		const run = await swoogo.run({
			resource: 'registrant',
			operation: 'update',
			parameters: { registrantId: located('id', known.ada), customFields: defined({ c_12: 'M' }) },
		});
		expect(jsonOf(run.success)).toMatchObject([
			{ outcome: 'updated', c_12: { id: 121, value: 'M' } },
		]);
	});

	it('is looked at when the answer is lost, and the answers tell that it was written', async () => {
		swoogo.provider.faults.add({
			match: { method: 'PUT' },
			effect: { kind: 'close', when: 'after' },
		});
		expect(outcomesOf(await answer('upsert', defined(given), [ada]))).toEqual(['updated']);
		expect(swoogo.sent('PUT', /./)).toHaveLength(1);
	});
});

test('questions that Swoogo refuses fail the row in its words, before anything is written', async () => {
	swoogo.answerNext('GET', 'event-questions', 403, { message: 'Not for you.', status: 403 });
	expectFailure(await answer('create', defined({ c_11: 'Vegan' })), {
		message: 'Not for you.',
		reason: 'keyLacksPermission',
		httpStatus: 403,
	});
	expect(swoogo.writes()).toEqual([]);
});

test.each([
	[{ c_13: '={{ $json.days }}' }, { days: 'Monday' }, { c_13: ['130'] }],
	[{ c_13: '={{ $json.days }}' }, { days: [130, 131] }, { c_13: ['130', '131'] }],
	[{ c_12: '={{ $json.size }}' }, { size: 'M' }, { c_12: '121' }],
])('expressions may give anything: %j', async (given, columns, sent) => {
	await answer('create', defined(given), [{ email: 'nora@example.com', ...columns }]);
	expect(sentAnswers()).toEqual(sent);
});
