import type { IDataObject } from 'n8n-workflow';

import { byEmail, byId, emailOf, known, located } from '../swoogoRun';
import { few, many, post, row, useGroups } from './addingToGroup';

const { swoogo, add, posts } = useGroups();

describe.each([
	['few rows', few],
	['many rows', many],
])('before it writes, in a run of %s', (_, run) => {
	const refused = async (item: IDataObject, parameters: IDataObject = byId) => {
		const { failed } = await add(run(item), parameters);
		expect(swoogo.writes()).toEqual([]);
		expect(posts()).toEqual([]);
		return failed[0].json;
	};

	it('leaves people who are in the group already as they are', async () => {
		const { success } = await add(run(row('grace', known.marcus)));
		expect(success[0].json).toMatchObject({
			outcome: 'unchanged',
			registrantId: '5103',
			groupId: '5002',
			group_id: known.marcus,
			registration_status: 'confirmed',
		});
		expect(posts()).toEqual([]);
	});

	it('leaves the primary registrant of the group as they are', async () => {
		const { success } = await add(run(row('marcus', known.marcus)));
		expect(success[0].json).toMatchObject({ outcome: 'unchanged', registrantId: '5002' });
		expect(posts()).toEqual([]);
	});

	it('refuses a member’s id in place of the group, and names the group', async () => {
		expect(await refused(row('ada', known.grace))).toMatchObject({
			error:
				"Could not add registrant 5101 to group 5103: Registrant 5103 is a member of group 5002, not the primary registrant of a group. Set 'Group' to 5002. [item 0]",
			details: { reason: 'invalidInput', httpStatus: null, retryable: false },
		});
	});

	it('refuses to move people out of another group', async () => {
		expect(await refused(row('grace'))).toMatchObject({
			message: 'Registrant 5103 is already in group 5002',
			error: expect.stringContaining(
				'Remove them from group 5002 first, then run the row again. [item 0]',
			),
			details: { reason: 'invalidInput', httpStatus: null },
		});
	});

	it('refuses people of another event', async () => {
		expect(await refused(row('zoe'))).toMatchObject({
			message: 'The registrant is in event 701, but group 5001 is in event 700',
			error: expect.stringContaining('Choose a registrant and a group of the same event.'),
			details: { reason: 'invalidInput' },
		});
	});

	it('refuses to look for people in another event than the group’s', async () => {
		const parameters = { ...byEmail, eventId: located('id', known.otherEvent) };
		expect(await refused(row('zoe'), parameters)).toMatchObject({
			message: 'The registrant is in event 701, but group 5001 is in event 700',
			details: { reason: 'invalidInput' },
		});
		expect(swoogo.sent('GET', '/registrants')).toEqual([]);
	});

	it('refuses a primary registrant who has members of their own', async () => {
		expect(await refused(row('marcus'))).toMatchObject({
			message: 'Registrant 5002 is the primary registrant of a group with 1 other member',
			error: expect.stringContaining(
				'Remove the other members from that group first, or add somebody else.',
			),
			details: { reason: 'invalidInput' },
		});
	});

	it('refuses a primary registrant with members also where Swoogo cannot search for groups', async () => {
		swoogo.provider.state.unfilterableFields = ['group_id'];
		const { details } = await refused(row('marcus'));
		expect(details).toMatchObject({ reason: 'invalidInput' });
	});

	it('says that a group is unknown', async () => {
		expect(await refused(row('ada', 9999))).toMatchObject({
			message: 'Registrant not found.',
			error: expect.stringContaining(
				"Check 'Group': it is the registrant ID of the group's primary registrant. [item 0]",
			),
			details: { reason: 'notFound', httpStatus: 404 },
		});
	});

	it('says that an id is unknown', async () => {
		expect(await refused({ id: 9999, groupId: known.petra })).toMatchObject({
			error: expect.stringContaining("Check the ID in 'Registrant'"),
			details: { reason: 'notFound', httpStatus: 404 },
		});
	});

	it('says that nobody is registered with an e-mail', async () => {
		const stranger = { email: 'walk.in@example.com', groupId: known.petra };
		expect(await refused(stranger, byEmail)).toMatchObject({
			error:
				"Could not add registrant walk.in@example.com to group 5001: Nobody is registered with walk.in@example.com in event 700. Check 'Registrant' and 'Event', or register the person first. [item 0]",
			details: { reason: 'notFound', httpStatus: null },
		});
	});

	it('does not take somebody of another event with the same e-mail', async () => {
		expect(await refused(row('zoe'), byEmail)).toMatchObject({ details: { reason: 'notFound' } });
	});

	it('names the candidates when several people have the same e-mail', async () => {
		swoogo.add(5199, 'ada', { registration_status: 'pending' });
		expect(await refused(row('ada'), byEmail)).toMatchObject({
			message:
				'Several people are registered with ada@example.com in event 700: 5101 (Ada Example, confirmed), 5199 (Ada Example, pending)',
			error: expect.stringContaining("Choose one and give their ID in 'Registrant'."),
			details: { reason: 'ambiguous' },
		});
	});

	it.each(['cancelled', 'denied', 'Cancelled'])(
		'takes the one of several who is not %s',
		async (status) => {
			swoogo.registrant(known.ada).registration_status = status;
			swoogo.add(5199, 'ada');
			await add(run(row('ada')), byEmail);
			expect(posts()).toEqual([post(5199, known.petra)]);
		},
	);

	it.each(['email', 'group_id'])(
		'is not misled when the filter on %s is ignored',
		async (field) => {
			swoogo.provider.state.unfilterableFields = [field];
			await add(run(row('ben')), byEmail);
			expect(posts()).toEqual([post(known.ben, known.petra)]);
		},
	);

	it('does not take people of another event for those of this one', async () => {
		const stranger = { ...swoogo.registrant(known.zoe), email: emailOf('ada') };
		const items = [swoogo.registrant(known.ada), stranger];
		const _meta = { pageCount: 1, currentPage: 1, perPage: 200 };
		swoogo.answerNext('GET', '/registrants$', 200, { items, _meta });
		await add(run(row('ada')), byEmail);
		expect(posts()).toEqual([post(known.ada, known.petra)]);
	});

	it('finds an address that holds signs of the search grammar', async () => {
		swoogo.add(5198, 'someone', { email: 'ada&ben=*x|y@example.com' });
		await add(run({ email: 'Ada&Ben=*x|y@example.com', groupId: known.petra }), byEmail);
		expect(posts()).toEqual([post(5198, known.petra)]);
	});

	it('finds an address with a plus sign', async () => {
		swoogo.add(5198, 'someone', { email: 'ada+summit@example.com' });
		await add(run({ email: 'ada+summit@example.com', groupId: known.petra }), byEmail);
		expect(posts()).toEqual([post(5198, known.petra)]);
	});

	it('finds everybody by the ids alone, even where Swoogo writes ids as text', async () => {
		Object.assign(swoogo.registrant(known.petra), { group_id: '5001', event_id: 700 });
		Object.assign(swoogo.registrant(known.grace), { group_id: '5002' });
		const { success } = await add(run(row('grace', known.marcus)));
		expect(success[0].json).toMatchObject({ outcome: 'unchanged' });
	});
});

describe.each([
	['few rows', few],
	['many rows', many],
])('with Check Only, in a run of %s', (_, run) => {
	const check = async (...items: IDataObject[]) =>
		await add(run(...items), { ...byEmail, options: { checkOnly: true } });

	it('says who would be added, and changes nothing', async () => {
		const { success } = await check(row('ada'), row('grace', known.marcus), row('ada'));
		expect(success.slice(0, 3).map(({ json }) => json)).toMatchObject([
			{ outcome: 'wouldCreate', registrantId: '5101', groupId: '5001', email: emailOf('ada') },
			{ outcome: 'unchanged' },
			{ outcome: 'unchanged' },
		]);
		expect(posts()).toEqual([]);
		expect(swoogo.provider.ledger).toEqual([]);
	});

	it('fails where the real run would', async () => {
		const { failed } = await check(row('grace'), row('marcus'));
		expect(failed.slice(0, 2).map(({ json }) => json)).toMatchObject([
			{ message: 'Registrant 5103 is already in group 5002' },
			{ message: expect.stringMatching(/^Registrant 5002 is the primary registrant of a group/) },
		]);
		expect(posts()).toEqual([]);
	});
});

it('with Check Only, in a run of many rows, a row is told what the ones before it would leave', async () => {
	const options = { checkOnly: true };
	const items = many(row('ada'), row('ada', known.marcus));
	const { success, failed } = await add(items, { ...byEmail, options });
	expect(success[0].json).toMatchObject({ outcome: 'wouldCreate' });
	expect(failed.map(({ json }) => json)).toMatchObject([
		{ message: 'Registrant 5101 is already in group 5001' },
	]);
});
