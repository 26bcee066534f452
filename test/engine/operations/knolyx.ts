import { exampleIds, type Sandbox } from '../../../sandbox';
import { byId, located, named, people, read, type WriteUnderTest } from './operationToDisturb';

const inEvent = {
	communityId: String(exampleIds.communityId),
	eventId: located('id', String(exampleIds.knolyxEventId)),
};
const knolyxUsers = ({ knolyx }: Sandbox, attending = false) =>
	people.map(({ email, firstName, lastName }, index) => {
		const id = 60001 + index;
		const user = { id, email, firstName, lastName, gender: 'NON-BINARY' };
		knolyx.state.users.set(id, user);
		const workgroup = knolyx.state.workgroups.get(exampleIds.workgroupId)!;
		workgroup.members.set(email, { email, removalDate: null });
		const { attendees } = knolyx.state.events.get(exampleIds.knolyxEventId)!;
		if (attending) attendees.add(id);
		return { email, userId: id };
	});

/** A course for each of the people, with a rule that lets in others, and, if wanted, the workgroup. */
const knolyxCourses = ({ knolyx }: Sandbox, isOpen = false) =>
	people.map(({ email }, index) => {
		const id = 71 + index;
		const [course] = knolyx.state.courses.values();
		knolyx.state.courses.set(id, { ...course!, id });
		knolyx.state.businessRules.set(id, [
			{
				id: 900 + index,
				name: 'OTHERS',
				type: 'PRIVATE',
				startDateTime: '2031-01-01 00:00:00',
				endDateTime: '2031-12-31 23:00:00',
				restrictions: { minimumTime: false, browseOrder: 'anyOrder' },
				associations: { USER: [50000], WORKGROUP: isOpen ? [exampleIds.workgroupId] : [] },
			},
		]);
		return { email, courseId: id };
	});

/** Every write of the node Knolyx Community. */
export const knolyxWrites: WriteUnderTest[] = [
	{
		name: 'Knolyx register',
		node: 'knolyxCommunity',
		parameters: {
			resource: 'attendance',
			operation: 'register',
			...inEvent,
			...named,
			workgroupId: located('id', String(exampleIds.workgroupId)),
		},
		arrange: () => people.map(({ email, firstName }) => ({ email, firstName })),
		write: { method: 'POST', path: '/user/provision$' },
		mark: { in: 'body', of: (row) => String(row.email) },
		actions: ['attend', 'provision.created', 'welcomeMail'],
	},
	...(['attend', 'cancel'] as const).map(
		(operation): WriteUnderTest => ({
			name: `Knolyx ${operation}`,
			node: 'knolyxCommunity',
			parameters: { resource: 'attendance', operation, ...inEvent, userId: byId('userId') },
			arrange: (sandbox) => knolyxUsers(sandbox, operation === 'cancel'),
			write: { method: operation === 'attend' ? 'POST' : 'DELETE', path: '/attend/' },
			mark: { in: 'path', of: (row) => `/attend/${String(row.userId)}$` },
			actions: [operation === 'attend' ? 'attend' : 'attendance.cancel'],
			mayAnswerNothing: true,
		}),
	),
	{
		name: 'Knolyx provision',
		node: 'knolyxCommunity',
		parameters: { resource: 'user', operation: 'provision', ...named },
		arrange: () => people.map(({ email, firstName }) => ({ email, firstName })),
		write: { method: 'POST', path: '/user/provision$' },
		mark: { in: 'body', of: (row) => String(row.email) },
		actions: ['provision.created', 'welcomeMail'],
		mayAnswerNothing: true,
	},
	{
		name: 'Knolyx addUser',
		node: 'knolyxCommunity',
		parameters: {
			resource: 'workgroup',
			operation: 'addUser',
			workgroupId: located('id', String(exampleIds.workgroupWithoutAccessId)),
			email: '={{ $json.email }}',
		},
		arrange: (sandbox) => knolyxUsers(sandbox),
		write: { method: 'PUT', path: '/member/' },
		mark: { in: 'path', of: (row) => encodeURIComponent(String(row.email)) },
		actions: ['workgroup.add'],
	},
	{
		name: 'Knolyx removeUser',
		node: 'knolyxCommunity',
		parameters: {
			resource: 'workgroup',
			operation: 'removeUser',
			workgroupId: located('id', String(exampleIds.workgroupId)),
			email: '={{ $json.email }}',
		},
		arrange: (sandbox) => knolyxUsers(sandbox),
		write: { method: 'DELETE', path: '/member/' },
		mark: { in: 'path', of: (row) => encodeURIComponent(String(row.email)) },
		actions: ['workgroup.remove'],
		mayAnswerNothing: true,
	},
	...(['grantAccess', 'revokeAccess'] as const).map(
		(operation): WriteUnderTest => ({
			name: `Knolyx ${operation}`,
			node: 'knolyxCommunity',
			parameters: {
				resource: 'course',
				operation,
				courseId: byId('courseId'),
				workgroupId: located('id', String(exampleIds.workgroupId)),
			},
			arrange: (sandbox) => knolyxCourses(sandbox, operation === 'revokeAccess'),
			write: { method: 'POST', path: '/business-rule/' },
			mark: { in: 'path', of: (row) => `/course/${String(row.courseId)}$` },
			actions: ['businessRules.save'],
			target: (row) => String(row.courseId),
		}),
	),
];

/** Every read of the node Knolyx Community. */
export const knolyxReads: WriteUnderTest[] = [
	read(
		'Knolyx attendees',
		'knolyxCommunity',
		'/attendees/paged$',
		{
			resource: 'attendance',
			operation: 'getMany',
			...inEvent,
		},
		knolyxUsers,
	),
	read(
		'Knolyx event',
		'knolyxCommunity',
		'/event/\\d+$',
		{
			resource: 'event',
			operation: 'get',
			...inEvent,
		},
		knolyxUsers,
	),
	read(
		'Knolyx events',
		'knolyxCommunity',
		'/event/paged$',
		{
			resource: 'event',
			operation: 'getMany',
			communityId: inEvent.communityId,
		},
		knolyxUsers,
	),
	read(
		'Knolyx workgroups',
		'knolyxCommunity',
		'/workgroup$',
		{
			resource: 'workgroup',
			operation: 'getMany',
		},
		knolyxUsers,
	),
	read(
		'Knolyx course',
		'knolyxCommunity',
		'/course/\\d+$',
		{
			resource: 'course',
			operation: 'get',
			courseId: byId('courseId'),
		},
		knolyxCourses,
	),
	read(
		'Knolyx courses',
		'knolyxCommunity',
		'/course$',
		{
			resource: 'course',
			operation: 'getMany',
		},
		knolyxCourses,
	),
	read(
		'Knolyx API key',
		'knolyxCommunity',
		'/key$',
		{
			resource: 'apiKey',
			operation: 'get',
		},
		knolyxUsers,
	),
];
