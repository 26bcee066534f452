import { describeContract } from '../../support/contract';
import { API, byId, expectFailure, nodeType, runKnolyx } from '../knolyxCommunity';
import { courseId, openCourses } from './courses';

const { knolyx, credentials, arrange } = openCourses('grantAccess');
const parameters = { courseId: byId('={{ $json.course }}') };

const getCourse = async (course: unknown) =>
	await runKnolyx(
		{ resource: 'course', operation: 'get', ...parameters },
		[{ course }] as never,
		credentials(),
	);

beforeEach(arrange);

describeContract({
	nodeType,
	resource: 'course',
	operation: 'get',
	parameters,
	credentials,
	sandbox: knolyx,
	arrange,
	rows: [courseId, courseId + 1, courseId + 2].map((course) => ({ course })),
	ownData: ({ course }) => ({ id: course }),
	writes: false,
	expressionFields: ['courseId'],
	request: { method: 'GET', path: /\/course\/\d+$/ },
	takePermissionAway: () => (knolyx().state.permissions = []),
});

describe('getting a course', () => {
	test('sends one GET and gives the course as Knolyx describes it', async () => {
		const run = await getCourse(` ${courseId} `);
		expect(knolyx().diary).toMatchObject([
			{
				method: 'GET',
				url: `${API}/course/${courseId}`,
				rawBody: '',
				headers: { 'x-project-id': 'sandbox-project', 'x-api-key': 'sandbox-knolyx-key' },
			},
		]);
		expect(run.success).toEqual([
			{ json: knolyx().state.courses.get(courseId), pairedItem: { item: 0 } },
		]);
	});

	test('an unknown course is not found', async () => {
		expectFailure(await getCourse(999), {
			message: 'Entity not found',
			reason: 'notFound',
			httpStatus: 404,
			advice: 'Check the IDs of this row.',
		});
	});

	test('a key without the permission is told which one it lacks', async () => {
		knolyx().state.permissions = ['COURSE_LIST'];
		expectFailure(await getCourse(courseId), {
			message: 'Access Denied',
			reason: 'keyLacksPermission',
			httpStatus: 403,
			advice: 'Ask Knolyx to give this API key the permission COURSE_GET.',
		});
	});

	test.each([
		['nothing', '', 'nothing (HTTP status 200)'],
		['a list', [{ id: 1 }], 'no record'],
	])('%s is not taken for a course', async (_, body, words) => {
		const match = { times: 'always' as const };
		knolyx().faults.add({ match, effect: { kind: 'status', code: 200, body } });
		expectFailure(await getCourse(courseId), {
			message: `Knolyx answered with ${words}`,
			reason: 'unexpectedAnswer',
			httpStatus: 200,
		});
	});
});
