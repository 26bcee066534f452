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
const [ines] = members;

const parameters = { workgroupId: byId(workgroupId), email: '={{ $json.email }}' };

const removeUser = async (rows: IDataObject[], changes: INodeParameters = {}) =>
	await runKnolyx(
		{ resource: 'workgroup', operation: 'removeUser', ...parameters, ...changes },
		rows,
		credentials(),
	);
const removeInes = async (changes: INodeParameters = {}) =>
	await removeUser([{ email: ines.email }], changes);
const isMember = (email: string) =>
	knolyx().state.workgroups.get(workgroupId)?.members.has(email.toLowerCase());
const removals = () => knolyx().ledger.filter(({ action }) => action === 'workgroup.remove');
const answerDelete = (code: number, body: unknown, nth = 1) =>
	knolyx().faults.add({ match: { method: 'DELETE', nth }, effect: { kind: 'status', code, body } });

beforeEach(arrange);

describeContract({
	nodeType,
	resource: 'workgroup',
	operation: 'removeUser',
	parameters,
	credentials,
	sandbox: knolyx,
	arrange,
	rows: members.map(({ email }) => ({ email })),
	ownData: ({ email }) => ({ email }),
	writes: true,
	expressionFields: ['workgroupId', 'email'],
	request: { method: 'DELETE', path: /\/member\// },
	takePermissionAway: () => (knolyx().state.permissions = []),
});

describe('removing a user from a workgroup', () => {
	test('sends one DELETE to the path with its slash at the end, without a body', async () => {
		const run = await removeInes();
		expect(knolyx().diary).toMatchObject([
			{
				method: 'DELETE',
				url: `${API}/workgroup/${workgroupId}/member/ines.duarte%40example.com/`,
				rawBody: '',
				headers: { 'x-project-id': 'sandbox-project', 'x-api-key': 'sandbox-knolyx-key' },
				status: 200,
			},
		]);
		expect(run.success).toEqual([
			{
				json: { outcome: 'removed', workgroupId: `${workgroupId}`, email: ines.email },
				pairedItem: { item: 0 },
			},
		]);
		expect(isMember(ines.email)).toBe(false);
		expect(run.hints[0].message).toBe('1 person: 1 removed.');
	});

	test('a record in the answer is added, but never in place of the outcome and the ids', async () => {
		answerDelete(200, { outcome: 'theirs', email: 'x', note: 'gone' });
		const run = await removeInes();
		expect(jsonOf(run.success)).toEqual([
			{ outcome: 'removed', workgroupId: `${workgroupId}`, email: ines.email, note: 'gone' },
		]);
	});

	test('the address cannot lead to another path', async () => {
		await removeUser([{ email: ' a+b/c%2F?d#e@example.com ' }]);
		const encoded = 'a%2Bb%2Fc%252F%3Fd%23e%40example.com';
		expect(knolyx().diary[0].url).toBe(`${API}/workgroup/${workgroupId}/member/${encoded}/`);
	});

	test.each([
		['user', { email: 'nobody@example.com' }, workgroupId],
		['workgroup', { workgroupId: byId('999') }, 999],
	])('an unknown %s is not found, and both are named', async (_, changes, group) => {
		expectFailure(await removeInes(changes), {
			message: 'Entity not found',
			reason: 'notFound',
			httpStatus: 404,
			advice: `Check 'Workgroup' (${group}) and that Knolyx knows this e-mail address.`,
		});
	});

	test('a key without the permission is told which one it lacks', async () => {
		knolyx().state.permissions = ['WORKGROUP_ADD_MEMBER'];
		expectFailure(await removeInes(), {
			message: 'Access Denied',
			reason: 'keyLacksPermission',
			httpStatus: 403,
			advice: 'Ask Knolyx to give this API key the permission WORKGROUP_REMOVE_MEMBER.',
		});
	});

	test('an answer that is lost is asked for again, and the user is removed once', async () => {
		knolyx().faults.add({ effect: { kind: 'close', when: 'after' } });
		const run = await removeInes();
		expect(jsonOf(run.success)).toMatchObject([{ outcome: 'removed' }]);
		expect(knolyx().diary).toHaveLength(2);
		expect(removals()).toHaveLength(1);
	});

	test('“not found” to the second try does not tell whether the first one removed the user', async () => {
		knolyx().faults.add({ effect: { kind: 'close', when: 'after' } });
		answerDelete(404, { message: 'Entity not found' }, 2);
		expectFailure(await removeInes(), {
			message: 'Entity not found (after a try that got no answer)',
			reason: 'outcomeUnknown',
			httpStatus: 404,
			advice: 'It may have been written all the same. Look in Knolyx before you run the row again.',
		});
	});
});

describe("'Check Only' of adding and removing users", () => {
	const check = async (operation: string, changes: INodeParameters = {}) =>
		await removeUser([{ email: ines.email }], {
			operation,
			options: { checkOnly: true },
			...changes,
		});
	const asked = () =>
		knolyx().diary.map(({ method, path }) => `${method} ${path.slice(API.length)}`);

	test.each([
		['addUser', 'wouldUpdate', '1 person: 1 would be in the workgroup.'],
		['removeUser', 'wouldRemove', '1 person: 1 would be removed.'],
	])('%s looks at the key and the workgroups, and says %s', async (operation, outcome, hint) => {
		const run = await check(operation);
		expect(jsonOf(run.success)).toEqual([
			{ outcome, workgroupId: `${workgroupId}`, email: ines.email },
		]);
		expect(run.hints[0].message).toBe(hint);
		expect(asked()).toEqual(['GET /key', 'GET /workgroup', 'GET /workgroup']);
		expect(isMember(ines.email)).toBe(true);
	});

	test('the workgroups are read once for all rows', async () => {
		const emails = [...members, stranger].map(({ email }) => ({ email }));
		const run = await removeUser(emails, { options: { checkOnly: true } });
		expect(run.success).toHaveLength(4);
		expect(asked()).toEqual(['GET /key', 'GET /workgroup', 'GET /workgroup']);
	});

	test.each(['addUser', 'removeUser'])(
		'%s: an unknown workgroup is not found',
		async (operation) => {
			expectFailure(await check(operation, { workgroupId: byId('999') }), {
				message: 'The list of workgroups has none with the ID 999',
				reason: 'notFound',
				httpStatus: null,
				advice: "Check 'Workgroup'.",
			});
		},
	);

	test.each([
		['addUser', 'WORKGROUP_ADD_MEMBER'],
		['removeUser', 'WORKGROUP_REMOVE_MEMBER'],
	])('%s: a key that lacks the permission is told so', async (operation, name) => {
		knolyx().state.permissions = ['WORKGROUP_LIST'];
		expectFailure(await check(operation), {
			message: `This API key lacks the permission ${name}`,
			reason: 'keyLacksPermission',
			advice: `Ask Knolyx to give this API key the permission ${name}.`,
		});
	});

	test('a key that may not list workgroups leaves them unchecked', async () => {
		knolyx().state.permissions = ['WORKGROUP_REMOVE_MEMBER'];
		const run = await check('removeUser', { workgroupId: byId('999') });
		expect(jsonOf(run.success)).toMatchObject([{ outcome: 'wouldRemove' }]);
		expect(asked()).toEqual(['GET /key']);
	});

	test('a key that does not say what it may do leaves open what it may not read', async () => {
		const match = { path: /\/key$/, times: 'always' as const };
		knolyx().faults.add({ match, effect: { kind: 'status', code: 404 } });
		knolyx().state.permissions = [];
		const run = await check('removeUser');
		expect(jsonOf(run.success)).toMatchObject([{ outcome: 'wouldRemove' }]);
	});

	test('a provider that does not answer is not taken for a yes', async () => {
		const match = { path: /\/workgroup$/, times: 'always' as const };
		knolyx().faults.add({ match, effect: { kind: 'status', code: 503 } });
		expectFailure(await check('addUser'), {
			message: 'Knolyx answered: Scripted fault of the sandbox',
			reason: 'unreachable',
		});
	});
});
