import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { describeContract } from '../../support/contract';
import {
	API,
	byId,
	closedWorkgroupId,
	communityId,
	eventId,
	expectFailure,
	jsonOf,
	members,
	nodeType,
	openKnolyx,
	runKnolyx,
	workgroupId,
} from '../knolyxCommunity';

const { knolyx, credentials, arrange } = openKnolyx();
const [ines] = members;
const grace = { email: 'grace.okafor@example.com', firstName: 'Grace', lastName: 'Okafor' };

const parameters = {
	communityId: `${communityId}`,
	eventId: byId(`${eventId}`),
	email: '={{ $json.email }}',
	firstName: '={{ $json.firstName }}',
	lastName: '={{ $json.lastName }}',
	workgroupId: byId(`${workgroupId}`),
};

const register = async (rows: IDataObject[], changes: INodeParameters = {}) =>
	await runKnolyx(
		{ resource: 'attendance', operation: 'register', ...parameters, ...changes },
		rows,
		credentials(),
		{ timezone: 'Europe/Berlin' },
	);
const actions = () => knolyx().ledger.map(({ action }) => action);
const times = (wanted: string) => actions().filter((action) => action === wanted).length;
const failAt = (path: RegExp, code: number) =>
	knolyx().faults.add({ match: { path, times: 'always' }, effect: { kind: 'status', code } });

beforeEach(arrange);

describeContract({
	nodeType,
	resource: 'attendance',
	operation: 'register',
	parameters,
	credentials,
	sandbox: knolyx,
	arrange,
	rows: [
		grace,
		{ email: 'hugo.silva@example.com', firstName: 'Hugo', lastName: 'Silva' },
		{ email: ines.email, firstName: ines.firstName, lastName: ines.lastName },
	],
	ownData: ({ email }) => ({ email }),
	writes: true,
	expressionFields: ['communityId', 'eventId', 'email', 'firstName', 'lastName', 'workgroupId'],
	request: { method: 'POST', path: /\/attend\// },
	takePermissionAway: () => (knolyx().state.permissions = []),
});

describe('registering a person in one step', () => {
	test('creates the user, adds them to the workgroup and marks them as attending, in this order', async () => {
		const run = await register([grace]);
		expect(knolyx().diary).toMatchObject([
			{ method: 'POST', url: `${API}/user/provision`, body: grace },
			{
				method: 'PUT',
				url: `${API}/workgroup/${workgroupId}/member/grace.okafor%40example.com/`,
				body: { removalDate: null },
			},
			{
				method: 'POST',
				url: `${API}/community/${communityId}/event/${eventId}/attend/50001`,
				rawBody: '',
			},
		]);
		expect(actions()).toEqual(['provision.created', 'welcomeMail', 'workgroup.add', 'attend']);
		expect(run.success).toEqual([
			{
				json: {
					outcome: 'created',
					communityId: `${communityId}`,
					eventId: `${eventId}`,
					workgroupId: `${workgroupId}`,
					userId: '50001',
					email: grace.email,
					steps: { provision: 'created', addUser: 'updated', attend: 'created' },
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	test('an existing user who attends already is recognised in every step', async () => {
		knolyx().state.events.get(eventId)?.attendees.add(ines.id);
		const run = await register([{ ...ines }]);
		expect(jsonOf(run.success)).toMatchObject([
			{
				outcome: 'unchanged',
				userId: `${ines.id}`,
				steps: { provision: 'updated', addUser: 'updated', attend: 'unchanged' },
			},
		]);
		expect(times('welcomeMail')).toBe(0);
		expect(times('attend')).toBe(0);
	});

	test('what stands in the fields goes along: no mail, the gender, the end of the membership in UTC', async () => {
		await register([grace], {
			sendWelcomeEmail: false,
			additionalFields: { gender: 'FEMALE', removalDate: '2031-03-31' },
		});
		expect(knolyx().diary.slice(0, 2)).toMatchObject([
			{ body: { ...grace, gender: 'FEMALE', disableWelcomeEmail: true } },
			{ body: { removalDate: '2031-03-30 22:00:00' } },
		]);
		expect(times('welcomeMail')).toBe(0);
	});

	test.each([
		['workgroupId', { workgroupId: byId('many') }, "'Workgroup' must be a whole number"],
		['email', { email: 'grace' }, "'Email' is not an e-mail address"],
		['gender', { additionalFields: { gender: '={{ "F" }}' } }, '\'Gender\' cannot be "F"'],
		['removalDate', { additionalFields: { removalDate: 'soon' } }, "'Removal Date' is not a date"],
	])('a bad %s is found before the first step', async (_, changes, words) => {
		const run = await register([grace], changes);
		expectFailure(run, { message: expect.stringContaining(words), reason: 'invalidInput' });
		expect(run.failed[0].json.details).toMatchObject({ step: null });
		expect(knolyx().diary).toEqual([]);
	});

	test.each([
		['provision', /provision/, 'USER_PROVISION', 1],
		['addUser', /member/, 'WORKGROUP_ADD_MEMBER', 2],
		['attend', /attend/, 'EVENT_MANAGE', 3],
	])(
		'the step %s that fails is named, and no later one is taken',
		async (step, path, permission, sent) => {
			failAt(path, 400);
			const run = await register([grace]);
			expectFailure(run, {
				message: 'Scripted fault of the sandbox',
				reason: 'rejected',
				httpStatus: 400,
			});
			expect(run.failed[0].json.details).toMatchObject({ step });
			expect(knolyx().diary).toHaveLength(sent);

			arrange();
			const { permissions } = knolyx().state;
			knolyx().state.permissions = permissions.filter((name) => name !== permission);
			const lacking = await register([grace]);
			expectFailure(lacking, {
				message: 'Access Denied',
				reason: 'keyLacksPermission',
				advice: `Ask Knolyx to give this API key the permission ${permission}.`,
			});
			expect(lacking.failed[0].json.details).toMatchObject({ step });
		},
	);

	test('a workgroup that does not open the community is told as missing access of the person', async () => {
		const run = await register([grace], { workgroupId: byId(closedWorkgroupId) });
		expectFailure(run, {
			message: 'User does not have access to the community',
			reason: 'noAccess',
			httpStatus: 403,
			advice: 'Add the person to a workgroup that opens this community, then run the row again.',
		});
		expect(run.failed[0].json.details).toMatchObject({ step: 'attend' });
	});

	test('an unknown workgroup and an unknown event are told apart by the step', async () => {
		const rows = [
			{ ...grace, group: 999, event: eventId },
			{ ...grace, email: 'hugo@example.com', group: workgroupId, event: 999 },
		];
		const run = await register(rows, {
			workgroupId: byId('={{ $json.group }}'),
			eventId: byId('={{ $json.event }}'),
		});
		expect(jsonOf(run.failed)).toMatchObject([
			{ details: { reason: 'notFound', step: 'addUser' } },
			{ details: { reason: 'notFound', step: 'attend' } },
		]);
	});

	test('running everything again changes nothing, and mails nobody again', async () => {
		const rows = [grace, { ...ines }];
		await register(rows);
		const run = await register(rows);
		expect(jsonOf(run.success).map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged']);
		expect(times('attend')).toBe(2);
		expect(times('welcomeMail')).toBe(1);
	});

	test('rows about the same person are one registration and one mail', async () => {
		const emails = [grace.email, ` ${grace.email.toUpperCase()} `, grace.email];
		const run = await register(emails.map((email) => ({ ...grace, email })));
		const outcomes = jsonOf(run.success).map(({ outcome }) => outcome);
		expect(outcomes).toEqual(['created', 'unchanged', 'unchanged']);
		expect(run.hints[0].message).toBe('3 people: 1 registered, 2 already registered.');
		expect([times('attend'), times('welcomeMail')]).toEqual([1, 1]);
	});

	test.each(['provision', 'member', 'attend'])(
		'an answer of %s that is lost is asked for again, and nothing happens twice',
		async (path) => {
			const match = { path: new RegExp(path) };
			knolyx().faults.add({ match, effect: { kind: 'close', when: 'after' } });
			const run = await register([grace]);
			expect(run.failed).toEqual([]);
			expect(knolyx().diary).toHaveLength(4);
			expect([times('welcomeMail'), times('attend')]).toEqual([1, 1]);
		},
	);
});

describe('when Knolyx does not say which id a known user has', () => {
	beforeEach(() => (knolyx().state.idInRepeatedProvision = false));

	test('an attendee is found in the list of the event, which is read once for all rows', async () => {
		const attendees = knolyx().state.events.get(eventId)?.attendees;
		for (const { id } of members) attendees?.add(id);
		const run = await register(members.map(({ id, ...person }) => ({ ...person, was: id })));
		expect(jsonOf(run.success)).toMatchObject(
			members.map(({ id, email }) => ({ outcome: 'unchanged', userId: `${id}`, email })),
		);
		const lists = knolyx().diary.filter(({ path }) => path.endsWith('/attendees/paged'));
		expect(lists.map(({ query }) => query['pagination.page'])).toEqual(['0', '1']);
	});

	test('anybody else fails with what to do, after the steps that worked', async () => {
		const run = await register([{ ...ines }]);
		expectFailure(run, {
			message: 'Knolyx did not say which ID the user has',
			reason: 'unexpectedAnswer',
			advice: 'Look the ID up in Knolyx and use the operation Attend.',
		});
		expect(run.failed[0].json.details).toMatchObject({ step: 'attend' });
		expect(actions()).toEqual(['provision.updated', 'workgroup.updated']);
	});

	test('a list that the key may not read is no obstacle to saying so', async () => {
		knolyx().state.permissions = ['USER_PROVISION', 'WORKGROUP_ADD_MEMBER', 'EVENT_MANAGE'];
		const run = await register([{ ...ines }]);
		expectFailure(run, {
			message: 'Knolyx did not say which ID the user has',
			reason: 'unexpectedAnswer',
		});
	});
});
