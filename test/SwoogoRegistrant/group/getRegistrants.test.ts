import type { IDataObject } from 'n8n-workflow';

import { crowd, expectFailure, jsonOf, known, located, useSwoogo } from '../swoogoRun';

const swoogo = useSwoogo();

const parameters = {
	eventId: located('id', '={{ $json.eventId }}'),
	groupId: '={{ $json.groupId }}',
};
const getRegistrants = async (row: IDataObject, further: IDataObject = {}) =>
	await swoogo.run({
		resource: 'group',
		operation: 'getRegistrants',
		parameters: { ...parameters, ...further },
		items: [{ eventId: known.event, ...row }],
	});

const idsOf = (run: Awaited<ReturnType<typeof getRegistrants>>) =>
	jsonOf(run.success).map(({ id }) => id);
const queries = () => swoogo.sent('GET', '/registrants').map(({ query }) => query);

swoogo.describeContract({
	resource: 'group',
	operation: 'getRegistrants',
	parameters: parameters as never,
	rows: [known.petra, known.marcus, known.ada].map((groupId) => ({ eventId: 700, groupId })),
	crowd: crowd.map(({ id }) => ({ eventId: 700, groupId: id })),
	ownData: ({ groupId }) => ({ group_id: groupId }),
	writes: false,
	expressionFields: ['eventId', 'groupId'],
	request: { method: 'GET', path: '/registrants$' },
});

test('the members of a group come by one request, the primary registrant included', async () => {
	const run = await getRegistrants({ groupId: known.marcus });
	expect(idsOf(run)).toEqual([known.marcus, known.grace]);
	expect(swoogo.requests()).toEqual(['GET /registrants']);
	expect(queries()[0]).toMatchObject({ event_id: '700', search: 'group_id=5002' });
	expect(String(queries()[0].fields).split(',')).toHaveLength(10);
});

test('without Simplify every documented field is asked for', async () => {
	await getRegistrants({ groupId: known.marcus }, { simplify: false });
	expect(String(queries()[0].fields).split(',').length).toBeGreaterThan(40);
});

test.each(['list', 'id'] as const)('the group may be chosen by %s', async (mode) => {
	const groupId = located(mode, String(known.marcus));
	expect(idsOf(await getRegistrants({}, { groupId }))).toEqual([known.marcus, known.grace]);
});

test('where Swoogo ignores the filter, members are found all the same, and nobody else', async () => {
	Object.assign(swoogo.provider.state, { unfilterableFields: ['group_id'], maximumPageSize: 5 });
	expect(idsOf(await getRegistrants({ groupId: known.marcus }))).toEqual([
		known.marcus,
		known.grace,
	]);
});

test('a limit stops the reading', async () => {
	expect(idsOf(await getRegistrants({ groupId: known.marcus }, { limit: 1 }))).toEqual([
		known.marcus,
	]);
});

describe('a group without members is no group', () => {
	test('when it is the ID of a member, the right one is named', async () => {
		expectFailure(await getRegistrants({ groupId: known.grace }), {
			message: 'Registrant 5103 is a member of group 5002, not the primary registrant of a group',
			reason: 'invalidInput',
			error:
				"Could not list the registrants of group 5103: Registrant 5103 is a member of group 5002, not the primary registrant of a group. Set 'Group' to 5002. [item 0]",
		});
	});

	test('when it is in another event, that one is named', async () => {
		expectFailure(await getRegistrants({ groupId: known.zoe }), {
			message: 'Group 5201 is in event 701, not in event 700',
			reason: 'invalidInput',
		});
	});

	test('when nobody has that ID, it is not found', async () => {
		expectFailure(await getRegistrants({ groupId: 9999 }), {
			message: 'Registrant not found.',
			reason: 'notFound',
			httpStatus: 404,
		});
	});
});
