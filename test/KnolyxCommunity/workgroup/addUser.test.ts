import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { describeContract } from '../../support/contract';
import {
	API,
	byId,
	expectFailure,
	jsonOf,
	members,
	nodeType,
	openKnolyx,
	runKnolyx,
	stranger,
	workgroupId,
} from '../knolyxCommunity';

const { knolyx, credentials, arrange } = openKnolyx();

const parameters = {
	workgroupId: byId(workgroupId),
	email: '={{ $json.email }}',
};

const addUser = async (rows: IDataObject[], changes: INodeParameters = {}, timezone?: string) =>
	await runKnolyx(
		{ resource: 'workgroup', operation: 'addUser', ...parameters, ...changes },
		rows,
		credentials(),
		{ timezone },
	);
const addStranger = async (changes: INodeParameters = {}) =>
	await addUser([{ email: stranger.email }], changes);
const membership = (email: string) =>
	knolyx().state.workgroups.get(workgroupId)?.members.get(email.toLowerCase());

beforeEach(arrange);

describeContract({
	nodeType,
	resource: 'workgroup',
	operation: 'addUser',
	parameters,
	credentials,
	sandbox: knolyx,
	arrange,
	rows: [...members.slice(1), stranger].map(({ email }) => ({ email })),
	ownData: ({ email }) => ({ email }),
	writes: true,
	expressionFields: ['workgroupId', 'email'],
	request: { method: 'PUT', path: /\/member\// },
	takePermissionAway: () => (knolyx().state.permissions = []),
});

describe('adding a user to a workgroup', () => {
	test('sends one PUT to the path with its slash at the end, and no end of the membership', async () => {
		const run = await addStranger();
		expect(knolyx().diary).toMatchObject([
			{
				method: 'PUT',
				url: `${API}/workgroup/${workgroupId}/member/tom.park%40example.com/`,
				rawBody: '{"removalDate":null}',
				headers: {
					'content-type': 'application/json',
					'x-project-id': 'sandbox-project',
					'x-api-key': 'sandbox-knolyx-key',
				},
				status: 200,
			},
		]);
		expect(run.success).toEqual([
			{
				json: { outcome: 'updated', workgroupId: `${workgroupId}`, email: stranger.email },
				pairedItem: { item: 0 },
			},
		]);
		expect(membership(stranger.email)).toEqual({ email: stranger.email, removalDate: null });
	});

	test.each([
		['a+b/c@example.com', 'a%2Bb%2Fc%40example.com'],
		['a%2Fb@example.com', 'a%252Fb%40example.com'],
		['a?b#c@example.com', 'a%3Fb%23c%40example.com'],
		['jürgen@example.com', 'j%C3%BCrgen%40example.com'],
		['o’brien&co@example.com', 'o%E2%80%99brien%26co%40example.com'],
	])('the address %s cannot lead to another path', async (email, encoded) => {
		knolyx().state.users.set(50_900, { ...stranger, id: 50_900, email, gender: 'FEMALE' });
		const run = await addUser([{ email: ` ${email} ` }]);
		expect(knolyx().diary[0].path).toBe(`${API}/workgroup/${workgroupId}/member/${encoded}/`);
		expect(jsonOf(run.success)).toMatchObject([{ outcome: 'updated', email }]);
		expect(membership(email)).toBeDefined();
	});

	test.each(['.', '..', 'tom', 'tom park@example.com', 'tom\u0000@example.com'])(
		'the address %j is refused before anything is sent',
		async (email) => {
			const run = await addUser([{ email }]);
			expectFailure(run, {
				message: expect.stringContaining("'Email' is not an e-mail address"),
				reason: 'invalidInput',
			});
			expect(knolyx().diary).toEqual([]);
		},
	);

	test.each([
		['Europe/Berlin', '2031-03-31', '2031-03-30 22:00:00'],
		['Europe/Berlin', '2031-01-31', '2031-01-30 23:00:00'],
		['America/New_York', '2031-03-31', '2031-03-31 04:00:00'],
		['Asia/Kolkata', '2031-03-31T22:00', '2031-03-31 16:30:00'],
		['Europe/Berlin', '2031-03-31 22:00:30', '2031-03-31 20:00:30'],
		['Europe/Berlin', '2031-03-31T22:00:00.999', '2031-03-31 20:00:00'],
		['Europe/Berlin', '2031-03-31T22:00:00Z', '2031-03-31 22:00:00'],
		['Europe/Berlin', '2031-03-31T22:00:00+05:30', '2031-03-31 16:30:00'],
		['Europe/Berlin', '2031-03-31 22:00:00 +0530', '2031-03-31 16:30:00'],
		['Europe/Berlin', ' 2031-12-31T23:59:59-02:00 ', '2032-01-01 01:59:59'],
	])('in %s the removal date %j is %s for Knolyx', async (timezone, removalDate, sent) => {
		const changes = { options: { removalDate: '={{ $json.until }}' } };
		await addUser([{ email: stranger.email, until: removalDate }], changes, timezone);
		expect(knolyx().diary[0].body).toEqual({ removalDate: sent });
		expect(membership(stranger.email)?.removalDate).toBe(sent);
	});

	test.each([
		["={{ DateTime.fromISO('2031-03-31T10:00:00', { zone: 'America/New_York' }) }}"],
		["={{ new Date('2031-03-31T14:00:00Z') }}"],
		["={{ DateTime.fromISO('2031-03-31T10:00:00', { zone: 'America/New_York' }).toISO() }}"],
	])('the date that %s makes is sent in UTC', async (removalDate) => {
		await addStranger({ options: { removalDate } });
		expect(knolyx().diary[0].body).toEqual({ removalDate: '2031-03-31 14:00:00' });
	});

	test.each(['31.03.2031', '03/31/2031', '2031-02-30', 'soon', 1_930_000_000_000, true, '2031'])(
		'the removal date %j is refused before anything is sent',
		async (until) => {
			const run = await addUser([{ email: stranger.email, until }], {
				options: { removalDate: '={{ $json.until }}' },
			});
			expectFailure(run, {
				message: `'Removal Date' is not a date: "${until}"`,
				reason: 'invalidInput',
				advice: 'Use a form like 2031-03-31 or 2031-03-31T22:00:00+02:00.',
			});
			expect(knolyx().diary).toEqual([]);
		},
	);

	test.each(['', '   ', null])('the removal date %j means no end', async (until) => {
		await addUser([{ email: stranger.email, until }], {
			options: { removalDate: '={{ $json.until }}' },
		});
		expect(knolyx().diary[0].body).toEqual({ removalDate: null });
	});

	test('a member stays one, with the new end of the membership', async () => {
		const [ines] = members;
		const run = await addUser([{ email: ines.email }], {
			options: { removalDate: '2031-03-31T22:00:00Z' },
		});
		expect(jsonOf(run.success)).toMatchObject([{ outcome: 'updated' }]);
		expect(membership(ines.email)?.removalDate).toBe('2031-03-31 22:00:00');
	});

	test.each([
		['user', { email: 'nobody@example.com' }, workgroupId],
		['workgroup', { workgroupId: byId('999') }, 999],
	])('an unknown %s is not found, and both are named', async (_, changes, group) => {
		expectFailure(await addStranger(changes), {
			message: 'Entity not found',
			reason: 'notFound',
			httpStatus: 404,
			advice: `Check 'Workgroup' (${group}) and that Knolyx knows this e-mail address.`,
		});
	});

	test('a key without the permission is told which one it lacks', async () => {
		knolyx().state.permissions = ['WORKGROUP_LIST'];
		expectFailure(await addStranger(), {
			message: 'Access Denied',
			reason: 'keyLacksPermission',
			httpStatus: 403,
			advice: 'Ask Knolyx to give this API key the permission WORKGROUP_ADD_MEMBER.',
		});
	});

	test.each(['', 'OK'])('the body %j on success adds nothing', async (body) => {
		knolyx().faults.add({ effect: { kind: 'status', code: 200, body } });
		const run = await addStranger();
		expect(jsonOf(run.success)).toEqual([
			{ outcome: 'updated', workgroupId: `${workgroupId}`, email: stranger.email },
		]);
	});

	test('an answer that is lost is asked for again', async () => {
		knolyx().faults.add({ effect: { kind: 'close', when: 'after' } });
		const run = await addStranger();
		expect(jsonOf(run.success)).toMatchObject([{ outcome: 'updated' }]);
		expect(knolyx().diary).toHaveLength(2);
	});
});
