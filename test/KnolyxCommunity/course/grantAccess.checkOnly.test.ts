import { byId, closedWorkgroupId, expectFailure, jsonOf } from '../knolyxCommunity';
import { courseId, openCourses, rule } from './courses';

const { knolyx, arrange, setRules, methods, run } = openCourses('grantAccess');

const grant = {
	name: 'EVENING_CLASS',
	startDate: '2031-01-01T00:00:00Z',
	endDate: '2031-12-31T23:00:00Z',
};

beforeEach(arrange);

describe("'Check Only' of granting access", () => {
	const check = async (rows: Array<Record<string, unknown>>, changes = {}) =>
		await run(
			{
				...grant,
				workgroupId: byId('={{ $json.group }}'),
				options: { checkOnly: true },
				...changes,
			},
			rows.map((row) => ({ course: courseId, ...row })) as never,
		);

	test('reads the rules once for all rows, and each row builds upon the ones before', async () => {
		const { success, hints } = await check([
			{ group: 901 },
			{ group: 902 },
			{ group: 901 },
			{ group: 901, course: courseId + 1 },
		]);
		expect(jsonOf(success)).toMatchObject([
			{ outcome: 'wouldCreate', workgroupId: '901', name: 'EVENING_CLASS' },
			{ outcome: 'wouldUpdate', workgroupId: '902' },
			{ outcome: 'unchanged', workgroupId: '901' },
			{ outcome: 'wouldCreate', courseId: `${courseId + 1}` },
		]);
		expect(hints[0].message).toBe(
			'4 items: 1 already granted, 2 would be granted, 1 would be changed.',
		);
		expect(methods()).toEqual(['GET', 'GET']);
		expect(knolyx().ledger).toEqual([]);
	});

	test('says what the real run would refuse', async () => {
		setRules(rule({ type: 'PUBLIC' }));
		expectFailure(await check([{ group: closedWorkgroupId }]), {
			message: "The rule 'EVENING_CLASS' opens the course to everybody",
			reason: 'rejected',
		});
	});

	test('an unknown course is not found', async () => {
		expectFailure(await check([{ group: 901, course: 999 }]), {
			message: 'Entity not found',
			reason: 'notFound',
			advice: "Check 'Course' (999).",
		});
	});
});
