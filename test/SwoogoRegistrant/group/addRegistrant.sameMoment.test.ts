import type { IDataObject } from 'n8n-workflow';

import { byId, crowd, emailOf, jsonOf, known, located, outcomesOf } from '../swoogoRun';
import { few, many, post, row, useGroups } from './addingToGroup';

const { swoogo, add, posts } = useGroups();

// So long that rows which do not wait for each other are under way together.
beforeEach(() => (swoogo.provider.latencyMs = 40));

const register = async (items: IDataObject[]) =>
	await swoogo.run({
		resource: 'registrant',
		operation: 'registerPerson',
		parameters: {
			eventId: located('id', known.event),
			email: '={{ $json.email }}',
			firstName: '={{ $json.firstName }}',
			lastName: 'Example',
			additionalFields: { groupId: '={{ $json.groupId }}' },
		},
		items: items.map((item) => ({ firstName: 'Ada', ...item })),
	});

describe.each([
	['few rows', few],
	['many rows', many],
])('at the same moment, in a run of %s', (_, run) => {
	it.each([
		['is added to', 'created', async (items: IDataObject[]) => await add(items)],
		['registers into', 'updated', register],
	])('nobody %s a group whose primary joins another one', async (__, outcome, send) => {
		const { success, failed } = await send(run(row('ada'), row('ben', known.ada)));
		expect(success[0]).toMatchObject({ json: { outcome }, pairedItem: { item: 0 } });
		expect(failed).toMatchObject([
			{
				json: {
					message: `Registrant ${known.ada} is a member of group ${known.petra}, not the primary registrant of a group`,
					details: { reason: 'invalidInput' },
				},
				pairedItem: { item: 1 },
			},
		]);
		expect(posts()).toEqual([post(known.ada, known.petra)]);
	});

	it('the primary of a group stays in it while somebody joins', async () => {
		const { failed } = await add(run(row('ben', known.ada), row('ada')));
		expect(jsonOf(failed)).toMatchObject([
			{
				message: `Registrant ${known.ada} is the primary registrant of a group with 1 other member`,
			},
		]);
		expect(posts()).toEqual([post(known.ben, known.ada)]);
	});

	it('of two people who join each other’s group one does, and neither waits for ever', async () => {
		const { failed } = await add(run(row('ben', known.ada), row('ada', known.ben)));
		expect(failed).toMatchObject([{ pairedItem: { item: 1 } }]);
		expect(posts()).toEqual([post(known.ben, known.ada)]);
	});
});

it('people who join one group do not wait for each other', async () => {
	const items = crowd.map(({ id, name }) => ({ id, email: emailOf(name), groupId: known.petra }));
	expect(outcomesOf(await add(items, byId))).toEqual(items.map(() => 'created'));
	const writes = swoogo.provider.diary.filter(({ method }) => method === 'POST');
	const together = writes.filter(
		({ at }, index) => index > 0 && at < writes[index - 1].answeredAt!,
	);
	expect(together).not.toEqual([]);
});
