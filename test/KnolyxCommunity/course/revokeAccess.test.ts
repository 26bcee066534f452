import { describeContract } from '../../support/contract';
import {
	byId,
	closedWorkgroupId,
	expectFailure,
	jsonOf,
	nodeType,
	workgroupId,
} from '../knolyxCommunity';
import { accessParameters, courseId, courseIds, openCourses, rule } from './courses';

const courses = openCourses('revokeAccess');
const { knolyx, credentials, rulesPath, setRules, rulesNow, posted, methods, run } = courses;
const others = { USER: [50101], WORKGROUP: [closedWorkgroupId] };
const withOthers = { ...others, WORKGROUP: [closedWorkgroupId, workgroupId] };

const arrange = () => {
	courses.arrange();
	for (const id of courseIds) knolyx().state.businessRules.set(id, [rule({ id: 5000 + id })]);
};

beforeEach(arrange);

describeContract({
	nodeType,
	resource: 'course',
	operation: 'revokeAccess',
	parameters: accessParameters,
	credentials,
	sandbox: knolyx,
	arrange,
	rows: courseIds.slice(0, 3).map((course) => ({ course })),
	crowd: courseIds.map((course) => ({ course })),
	ownData: ({ course }) => ({ courseId: `${course as number}` }),
	writes: true,
	expressionFields: ['courseId', 'workgroupId'],
	request: { method: 'POST', path: /\/business-rule\/course\/\d+$/ },
	takePermissionAway: () => (knolyx().state.permissions = []),
});

describe('closing a course to a workgroup', () => {
	test('a rule that then lets in nobody is left out of what is posted', async () => {
		setRules(rule({ id: 5, name: 'OTHER', associations: others }), rule());
		const { success, hints } = await run();
		expect(knolyx().diary).toMatchObject([
			{ method: 'GET', url: rulesPath },
			{ method: 'GET', url: rulesPath },
			{
				method: 'POST',
				url: rulesPath,
				rawBody: JSON.stringify([rule({ id: 5, name: 'OTHER', associations: others })]),
			},
		]);
		expect(success).toEqual([
			{
				json: {
					outcome: 'removed',
					courseId: `${courseId}`,
					workgroupId: `${workgroupId}`,
					rules: [{ id: 2296, name: 'EVENING_CLASS' }],
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(hints[0].message).toBe('1 item: 1 revoked.');
	});

	test('the last rule of a course can be removed', async () => {
		setRules(rule());
		await run();
		expect(posted()).toEqual(['[]']);
		expect(rulesNow()).toEqual([]);
	});

	test('every private rule lets it in no longer, and whom else they let in stays in', async () => {
		setRules(
			rule({ id: 1, name: 'A', associations: withOthers }),
			rule({
				id: 2,
				name: 'B',
				associations: { WORKGROUP: [workgroupId], DEPARTMENT: [], JOB: [4] },
			}),
			rule({ id: 3, name: 'C', associations: { WORKGROUP: [workgroupId], USER: [], JOB: null } }),
			rule({ id: 4, name: 'D', type: 'PUBLIC' }),
			rule({ id: 5, name: 'E', associations: { WORKGROUP: [] } }),
		);
		const { success } = await run();
		expect(jsonOf(success)).toMatchObject([
			{
				outcome: 'removed',
				rules: [
					{ id: 1, name: 'A' },
					{ id: 2, name: 'B' },
					{ id: 3, name: 'C' },
				],
			},
		]);
		expect(rulesNow()).toEqual([
			rule({ id: 1, name: 'A', associations: others }),
			rule({ id: 2, name: 'B', associations: { WORKGROUP: [], DEPARTMENT: [], JOB: [4] } }),
			rule({ id: 4, name: 'D', type: 'PUBLIC' }),
			rule({ id: 5, name: 'E', associations: { WORKGROUP: [] } }),
		]);
	});

	test('with a name only the rule of that name is changed', async () => {
		setRules(rule({ id: 1, name: 'A' }), rule({ id: 2, name: 'B' }));
		const { success } = await run({ name: ' B ' });
		expect(jsonOf(success)).toMatchObject([{ outcome: 'removed', name: 'B', rules: [{ id: 2 }] }]);
		expect(rulesNow().map(({ name }) => name)).toEqual(['A']);
	});

	test.each([
		['no rule', []],
		['no rule that lets it in', [rule({ associations: others })]],
		['only a public rule', [rule({ type: 'PUBLIC' })]],
	])('%s: nothing is written', async (_, rules) => {
		setRules(...(rules as Array<ReturnType<typeof rule>>));
		const { success, hints } = await run();
		expect(jsonOf(success)).toEqual([
			{ outcome: 'unchanged', courseId: `${courseId}`, workgroupId: `${workgroupId}` },
		]);
		expect(hints[0].message).toBe('1 item: 1 had no access.');
		expect(methods()).toEqual(['GET']);
	});

	test('no rule of that name: nothing is written', async () => {
		const { success } = await run({ name: 'UNKNOWN' });
		expect(jsonOf(success)).toMatchObject([{ outcome: 'unchanged', name: 'UNKNOWN' }]);
		expect(posted()).toEqual([]);
	});

	test('a public rule of that name is called out', async () => {
		setRules(rule({ type: 'PUBLIC' }));
		expectFailure(await run({ name: 'EVENING_CLASS' }), {
			message: "The rule 'EVENING_CLASS' opens the course to everybody",
			reason: 'rejected',
			advice: 'Change it in Knolyx; a workgroup cannot be taken out of it.',
		});
	});

	test('an id of 64 bits is compared digit by digit', async () => {
		const text =
			'[{"id":1,"name":"A","type":"PRIVATE","associations":{"WORKGROUP":[9007199254740992,9007199254740993]}}]';
		for (const nth of [1, 2]) courses.answerReading(nth, text);
		knolyx().faults.add({ match: { method: 'POST' }, effect: { kind: 'status', code: 400 } });
		await run({ workgroupId: byId('9007199254740993') });
		expect(posted()).toEqual([text.replace(',9007199254740993', '')]);
	});

	test('many rows of one course go one after the other', async () => {
		const groups = [901, 902, 903, 901];
		setRules(rule({ associations: { USER: [1], WORKGROUP: [901, 902, 903, 904] } }));
		const rows = groups.map((group) => ({ course: courseId, group }));
		const { success } = await run({ workgroupId: byId('={{ $json.group }}') }, rows);
		expect(jsonOf(success).map(({ outcome }) => outcome)).toEqual([
			'removed',
			'removed',
			'removed',
			'unchanged',
		]);
		expect(rulesNow()).toEqual([rule({ associations: { USER: [1], WORKGROUP: [904] } })]);
	});

	test.each(['before', 'after'] as const)(
		'an answer that is lost %s the commit: the rules tell, and they are saved once',
		async (when) => {
			setRules(rule({ associations: withOthers }));
			knolyx().faults.add({ match: { method: 'POST' }, effect: { kind: 'close', when } });
			const { success } = await run();
			expect(jsonOf(success)).toMatchObject([{ outcome: 'removed', rules: [{ id: 2296 }] }]);
			expect(rulesNow()).toEqual([rule({ associations: others })]);
			expect(knolyx().ledger).toHaveLength(1);
		},
	);

	test("'Check Only' reads the rules once, and each row builds upon the ones before", async () => {
		const rows = [{ course: courseId }, { course: courseId }, { course: courseId + 1 }];
		const { success, hints } = await run({ options: { checkOnly: true } }, rows);
		expect(jsonOf(success)).toMatchObject([
			{ outcome: 'wouldRemove', rules: [{ name: 'EVENING_CLASS' }] },
			{ outcome: 'unchanged' },
			{ outcome: 'wouldRemove' },
		]);
		expect(hints[0].message).toBe('3 items: 1 had no access, 2 would be revoked.');
		expect(methods()).toEqual(['GET', 'GET']);
	});
});
