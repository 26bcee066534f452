import { describeContract } from '../../support/contract';
import { API, expectFailure, nodeType, openKnolyx, runKnolyx } from '../knolyxCommunity';

const { knolyx, credentials, arrange } = openKnolyx();

const getKey = async () =>
	await runKnolyx({ resource: 'apiKey', operation: 'get' }, [{}], credentials());

beforeEach(arrange);

describeContract({
	nodeType,
	resource: 'apiKey',
	operation: 'get',
	parameters: {},
	credentials,
	sandbox: knolyx,
	arrange,
	rows: [{ row: 1 }, { row: 2 }, { row: 3 }],
	ownData: () => ({}),
	writes: false,
	expressionFields: [],
	request: { method: 'GET', path: /\/key$/ },
	// No permission for it is documented, so a refusal is what the sandbox is told to answer.
	takePermissionAway: () =>
		knolyx().faults.add({ match: { times: 'always' }, effect: { kind: 'status', code: 403 } }),
});

describe('getting the API key', () => {
	test('sends one GET and tells what the key may do, but not what it is', async () => {
		knolyx().state.permissions = ['EVENT_MANAGE', 'USER_PROVISION'];
		const run = await getKey();
		expect(knolyx().diary).toMatchObject([{ method: 'GET', url: `${API}/key`, rawBody: '' }]);
		expect(run.success).toEqual([
			{
				json: {
					id: 4,
					projectId: '***',
					tenantId: 900,
					permissions: ['EVENT_MANAGE', 'USER_PROVISION'],
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	test.each([
		['nothing', '', 'nothing (HTTP status 200)'],
		['a word', 'OK', 'no record'],
	])('%s is not taken for a key', async (_, body, words) => {
		const match = { times: 'always' as const };
		knolyx().faults.add({ match, effect: { kind: 'status', code: 200, body } });
		expectFailure(await getKey(), {
			message: `Knolyx answered with ${words}`,
			reason: 'unexpectedAnswer',
		});
	});
});
