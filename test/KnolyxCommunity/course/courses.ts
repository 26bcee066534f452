import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { NodeRunOptions, NodeRun } from '../../support/engine';
import { API, byId, openKnolyx, runKnolyx, workgroupId } from '../knolyxCommunity';

export const courseId = 311;

/** One for every row of a crowd. */
export const courseIds = Array.from({ length: 16 }, (_, index) => courseId + index);

/** The end of an access that nobody ends. */
export const noEnd = '2080-12-31 23:59:59';

/** The good parameters of an operation on the access to a course, the course a column of the row. */
export const accessParameters = {
	courseId: byId('={{ $json.course }}'),
	workgroupId: byId(`${workgroupId}`),
};

/** A rule as Knolyx keeps it. */
export const rule = (changes: IDataObject = {}) => ({
	id: 2296,
	name: 'EVENING_CLASS',
	type: 'PRIVATE',
	startDateTime: '2031-01-01 00:00:00',
	endDateTime: '2031-12-31 23:00:00',
	restrictions: { minimumTime: true, minimumTimeValue: '1 hours', browseOrder: 'anyOrder' },
	associations: { WORKGROUP: [workgroupId] },
	action: 'WORKGROUP',
	...changes,
});

/** The simulated Knolyx of one test file, with sixteen courses that no rule opens yet. */
export function openCourses(operation: 'grantAccess' | 'revokeAccess') {
	const { knolyx, credentials, arrange: arrangeKnolyx } = openKnolyx();
	const rulesPath = `${API}/business-rule/course/${courseId}`;
	return {
		knolyx,
		credentials,
		rulesPath,
		arrange() {
			arrangeKnolyx();
			for (const id of courseIds) {
				const [title, description, level] = [`Course ${id}`, 'Eight evenings', 'BEGINNER'];
				const counts = { duration: 45, numberOfStudentsEnrolled: 0 };
				const course = { id, title, description, level, ...counts, fromTrainingTracker: false };
				knolyx().state.courses.set(id, { ...course, avatar: null });
			}
		},
		setRules: (...rules: Array<ReturnType<typeof rule>>) =>
			knolyx().state.businessRules.set(courseId, rules),
		rulesNow: () => knolyx().state.businessRules.get(courseId) ?? [],
		/** The bodies that were posted, letter by letter. */
		posted: () =>
			knolyx()
				.diary.filter(({ method }) => method === 'POST')
				.map(({ rawBody }) => rawBody),
		methods: () => knolyx().diary.map(({ method }) => method),
		/** Answers the reading that comes as number `nth` with these rules; text is sent as it is. */
		answerReading: (nth: number, body: unknown) =>
			knolyx().faults.add({
				match: { method: 'GET', path: /\/business-rule\//, nth },
				effect: {
					kind: 'status',
					code: 200,
					body,
					headers: { 'content-type': 'application/json' },
				},
			}),
		run: async (
			changes: INodeParameters = {},
			rows: NodeRunOptions['items'] = [{ course: courseId }],
			settings: Parameters<typeof runKnolyx>[3] = {},
		): Promise<NodeRun> =>
			await runKnolyx(
				{ resource: 'course', operation, ...accessParameters, ...changes },
				rows,
				credentials(),
				settings,
			),
	};
}
