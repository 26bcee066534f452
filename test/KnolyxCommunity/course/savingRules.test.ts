import { expectFailure, jsonOf, workgroupId } from '../knolyxCommunity';
import { courseId, openCourses, rule } from './courses';

const { knolyx, arrange, setRules, rulesNow, posted, methods, answerReading, run } =
	openCourses('grantAccess');

const grant = {
	name: 'EVENING_CLASS',
	startDate: '2031-01-01T00:00:00Z',
	endDate: '2031-12-31T23:00:00Z',
};
const granted = rule({
	id: 50001,
	restrictions: { minimumTime: false, browseOrder: 'anyOrder' },
	action: undefined,
});
const [first, second] = [
	rule({ id: 5, name: 'FIRST' }),
	rule({ id: 6, name: 'SECOND', type: 'PUBLIC' }),
];
const breakPost = (
	kind: 'close' | 'silence' | 'html',
	when: 'before' | 'after',
	times: 1 | 'always' = 1,
) => knolyx().faults.add({ match: { method: 'POST', times }, effect: { kind, when } });
const answerPost = (code: number, body: unknown) =>
	knolyx().faults.add({ match: { method: 'POST' }, effect: { kind: 'status', code, body } });

beforeEach(() => {
	arrange();
	setRules(first, second);
});

describe('the rules that are not changed', () => {
	test('go back letter by letter, whatever they hold', async () => {
		const foreign = [
			'{"id":9007199254740993,"name":"A","type":"PUBLIC","diploma":{"score":1.0,"2":1E2,"1":"\\u00e9\\/"},"associations":{}}',
			'{ "type" : "PRIVATE", "id": 6, "name":"sandbox-project course", "associations":{"USER":[50101 , 50102]}, "x":null }',
		];
		const own =
			'{"id":9007199254740995,"name":"EVENING_CLASS","type":"PRIVATE","startDateTime":"2031-01-01 00:00:00","endDateTime":"2031-12-31 23:00:00","weight":2.50,"associations":{"USER":[1],"WORKGROUP":[9007199254740997]}}';
		const text = ` [${foreign[0]},\n${own} , ${foreign[1]} ] `;
		for (const nth of [1, 2]) answerReading(nth, text);
		answerPost(400, { message: 'Seen' });
		await run(grant);
		const changed = own.replace('997]', `997,${workgroupId}]`);
		expect(posted()).toEqual([`[${foreign[0]},${changed},${foreign[1]}]`]);
	});

	test('are found again, and so is the new one', async () => {
		const { success } = await run(grant);
		expect(jsonOf(success)).toMatchObject([{ outcome: 'created', id: 50001 }]);
		expect(rulesNow()).toEqual([first, second, granted]);
	});

	test('their order and the order of what they hold may change between two readings', async () => {
		answerReading(1, [
			Object.fromEntries(Object.entries(second).reverse()),
			{ ...first, associations: { USER: [], WORKGROUP: [3, 2, workgroupId] } },
		]);
		setRules(
			{ ...first, associations: { WORKGROUP: [workgroupId, 2, 3], USER: [] } } as never,
			second,
		);
		const { success } = await run(grant);
		expect(jsonOf(success)).toMatchObject([{ outcome: 'created' }]);
	});

	test.each([
		['came', [first]],
		['went', [first, second, rule({ id: 7, name: 'GONE' })]],
		['changed', [first, { ...second, endDateTime: '2040-01-01 00:00:00' }]],
		['changed whom it lets in', [first, { ...second, associations: { WORKGROUP: [1, 2] } }]],
	])(
		'a rule that %s between the two readings ends the row, and nothing is written',
		async (_, before) => {
			answerReading(1, before);
			const { failed } = await run(grant);
			expect(failed[0].json).toMatchObject({
				message: 'Somebody changed the rules of the course at the same moment',
				error: expect.stringContaining('Nothing was written. Run the row again.'),
				details: { reason: 'rejected', httpStatus: null, retryable: true },
			});
			expect(posted()).toEqual([]);
		},
	);

	test.each([
		['a record', { list: [] }],
		['a list of words', ['a']],
		['a word', '"OK"'],
		['rules of another form', [{ id: 1, name: 'A', associations: [{ WORKGROUP: 1 }] }]],
	])('%s in their place is not written back', async (_, body) => {
		answerReading(1, body);
		expectFailure(await run(grant), {
			message: 'Knolyx answered with rules in a form that is not known',
			reason: 'unexpectedAnswer',
			httpStatus: 200,
			advice: 'Nothing was written. Change the access in Knolyx itself, and report it.',
		});
		expect(methods()).toEqual(['GET']);
	});

	test('an empty answer is not taken for a course without rules', async () => {
		knolyx().faults.add({ match: { times: 'always' }, effect: { kind: 'emptyBody' } });
		expectFailure(await run(grant), {
			message: 'Knolyx answered with nothing (HTTP status 200)',
			reason: 'unexpectedAnswer',
		});
		expect(posted()).toEqual([]);
	});
});

describe('what Knolyx says to the rules that are saved', () => {
	test('nothing: they are read once more', async () => {
		knolyx().faults.add({
			match: { method: 'POST' },
			effect: { kind: 'emptyBody', when: 'after' },
		});
		const { success } = await run(grant);
		expect(jsonOf(success)).toMatchObject([{ outcome: 'created', id: 50001 }]);
		expect(methods()).toEqual(['GET', 'GET', 'POST', 'GET']);
	});

	test('something else than rules: they are read once more', async () => {
		knolyx().state.savedRulesAnswer = 'emptyObject';
		const { success } = await run(grant);
		expect(jsonOf(success)).toMatchObject([{ outcome: 'created', id: 50001 }]);
		expect(methods()).toEqual(['GET', 'GET', 'POST', 'GET']);
	});

	test('a success after which the change is not there fails the row', async () => {
		answerPost(200, {});
		expectFailure(await run(grant), {
			message: 'Knolyx took the rules of the course, but does not show the change',
			reason: 'rejected',
			advice: 'Somebody may have saved other rules at the same moment. Run the row again.',
		});
	});

	test('a success after which another rule is gone is called out', async () => {
		answerReading(3, [second, granted]);
		knolyx().state.savedRulesAnswer = 'emptyObject';
		expectFailure(await run(grant), {
			message:
				'After saving, the course does not have its rule 5 any more, although it was sent back unchanged',
			reason: 'unexpectedAnswer',
			advice:
				'Look at the rules of the course in Knolyx, and add it again unless somebody else removed it.',
		});
	});

	test('a success that cannot be checked stays a success', async () => {
		knolyx().state.savedRulesAnswer = 'emptyObject';
		knolyx().faults.add({
			match: { method: 'GET', nth: 3, times: 'always' },
			effect: { kind: 'status', code: 500 },
		});
		const { success } = await run(grant);
		expect(jsonOf(success)).toEqual([
			{
				outcome: 'created',
				courseId: `${courseId}`,
				workgroupId: `${workgroupId}`,
				name: 'EVENING_CLASS',
			},
		]);
	});

	test.each([
		[404, 'notFound', "Check 'Workgroup'."],
		[400, 'rejected', 'Correct the row and run it again.'],
	])('the refusal %i is passed on', async (code, reason, advice) => {
		answerPost(code, { message: 'Not this workgroup' });
		const failed = await run(grant);
		expectFailure(failed, { message: 'Not this workgroup', reason, httpStatus: code, advice });
		expect(rulesNow()).toEqual([first, second]);
	});

	test('an unknown course is not found', async () => {
		expectFailure(await run(grant, [{ course: 999 }]), {
			message: 'Entity not found',
			reason: 'notFound',
			httpStatus: 404,
			advice: "Check 'Course' (999).",
		});
	});

	test('a key without the permission is told which one it lacks', async () => {
		knolyx().state.permissions = ['COURSE_LIST', 'COURSE_GET'];
		expectFailure(await run(grant), {
			message: 'Access Denied',
			reason: 'keyLacksPermission',
			httpStatus: 403,
			advice: 'Ask Knolyx to give this API key the permission BUSINESS_RULE_MANAGE.',
		});
	});
});

describe('when the answer to the saving is lost', () => {
	test.each(['close', 'silence', 'html'] as const)(
		'after the commit (%s): the rule is found and taken as its own',
		async (kind) => {
			breakPost(kind, 'after');
			const { success } = await run({ ...grant, options: { timeoutSeconds: 1 } });
			expect(jsonOf(success)).toMatchObject([{ outcome: 'created', id: 50001 }]);
			expect(posted()).toHaveLength(1);
		},
	);

	test('before the commit: as the rules are what they were, they are saved once more', async () => {
		breakPost('close', 'before');
		const { success } = await run(grant);
		expect(jsonOf(success)).toMatchObject([{ outcome: 'created' }]);
		expect(posted()).toHaveLength(2);
		expect(rulesNow()).toEqual([first, second, { ...granted }]);
	});

	test('silence may still be written, so nothing is saved a second time', async () => {
		breakPost('silence', 'before');
		const failed = await run({ ...grant, options: { timeoutSeconds: 1 } });
		expectFailure(failed, {
			message: 'Knolyx did not answer: no answer came in time',
			reason: 'outcomeUnknown',
			advice: 'It may have been written. Look in Knolyx before you run the row again.',
		});
		expect(posted()).toHaveLength(1);
	});

	test('rules that somebody changed meanwhile are left alone', async () => {
		breakPost('close', 'before');
		answerReading(3, [first]);
		expectFailure(await run(grant), {
			message: 'Knolyx did not answer: the connection broke before an answer came',
			reason: 'outcomeUnknown',
		});
		expect(posted()).toHaveLength(1);
		expect(rulesNow()).toEqual([first, second]);
	});

	test('a rule that has the workgroup, but not yet the new dates, does not count as saved', async () => {
		setRules(rule({ endDateTime: '2031-06-01 00:00:00' }));
		breakPost('close', 'before');
		const { success } = await run(grant);
		expect(jsonOf(success)).toMatchObject([
			{ outcome: 'updated', endDateTime: '2031-12-31 23:00:00' },
		]);
		expect(posted()).toHaveLength(2);
	});
});
