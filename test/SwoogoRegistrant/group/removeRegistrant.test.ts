import type { IDataObject, INodeParameters } from 'n8n-workflow';

import {
	byEmail,
	byId,
	crowd,
	emailOf,
	expectFailure,
	jsonOf,
	known,
	outcomesOf,
	useSwoogo,
} from '../swoogoRun';

const swoogo = useSwoogo();

const row = (name: keyof typeof known): IDataObject => ({ id: known[name], email: emailOf(name) });

const remove = async (items: IDataObject[], parameters: IDataObject = byId) =>
	await swoogo.run({ resource: 'group', operation: 'removeRegistrant', parameters, items });

/** Puts people into Petra's group, besides Grace who is in that of Marcus. */
const arrange = () => {
	for (const id of [known.ada, known.ben, ...crowd.map((person) => person.id)]) {
		swoogo.registrant(id).group_id = known.petra;
	}
};

const deletions = () => swoogo.requests().filter((request) => request.startsWith('DELETE'));
const plural = (id: number) => `DELETE /registrants/${id}/groups`;
const singular = (id: number) => `DELETE /registrants/${id}/group`;

describe.each([
	['by e-mail', byEmail, ['registrantId', 'eventId']],
	['by ID', byId, ['registrantId']],
])('a registrant named %s', (_, parameters, expressionFields) => {
	swoogo.describeContract({
		resource: 'group',
		operation: 'removeRegistrant',
		parameters: parameters as INodeParameters,
		arrangeFurther: arrange,
		rows: [row('ada'), row('ben'), row('grace')],
		crowd: crowd.map(({ id, name }) => ({ id, email: emailOf(name) })),
		ownData: ({ id }) => ({ registrantId: `${id as number}` }),
		writes: true,
		expressionFields,
		request: { method: 'DELETE', path: '/groups$' },
	});
});

describe('a member of a group', () => {
	beforeEach(arrange);

	it('is removed with one DELETE without a body, and stays registered', async () => {
		const run = await remove([row('grace')]);
		const [request] = swoogo.sent('DELETE', /./);
		expect(request).toMatchObject({ url: '/api/v1/registrants/5103/groups', rawBody: '' });
		expect(run.success).toEqual([
			{
				json: {
					outcome: 'removed',
					registrantId: '5103',
					eventId: '700',
					groupId: '5002',
					...swoogo.registrant(known.grace),
					group_number: 1,
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(swoogo.registrant(known.grace)).toMatchObject({
			group_id: known.grace,
			registration_status: 'confirmed',
		});
		expect(run.hints[0].message).toBe('1 person: 1 removed.');
		expect(deletions()).toHaveLength(1);
	});

	it('is only looked at with Check Only', async () => {
		const options = { checkOnly: true };
		const run = await remove([row('grace'), row('petra'), row('grace')], { ...byId, options });
		expect(jsonOf(run.success)).toMatchObject([
			{ outcome: 'wouldRemove', registrantId: '5103', groupId: '5002' },
			{ outcome: 'unchanged' },
		]);
		expect(jsonOf(run.failed)).toMatchObject([{ details: { reason: 'invalidInput' } }]);
		expect(deletions()).toEqual([]);
	});

	it('is found by e-mail in the event', async () => {
		await remove([{ email: ' Grace@Example.com ' }], byEmail);
		expect(swoogo.writes()).toEqual(['group.remove grace@example.com']);
	});

	it('is removed once, however many rows name them', async () => {
		const few = await remove([row('ada'), row('ada'), row('ada')]);
		expect(outcomesOf(few)).toEqual(['removed', 'unchanged', 'unchanged']);
		swoogo.provider.diary.length = 0;
		const many = await remove(
			Array.from({ length: 8 }, () => row('ben')),
			byEmail,
		);
		expect(swoogo.requests()).toEqual(['GET /registrants', plural(known.ben)]);
		expect(outcomesOf(many).filter((outcome) => outcome === 'removed')).toHaveLength(1);
		expect(swoogo.writes()).toEqual([
			'group.remove ada@example.com',
			'group.remove ben@example.com',
		]);
	});

	it('is not counted any more once they were removed', async () => {
		for (const { id } of crowd) swoogo.registrant(id).group_id = known.marcus;
		swoogo.registrant(known.ben).group_id = known.ben;
		const others = crowd.map(({ name }) => ({ email: emailOf(name) }));
		const run = await remove([row('ada'), ...others, row('petra')], byEmail);
		expect(outcomesOf(run)).toEqual(['removed', ...others.map(() => 'removed'), 'unchanged']);
	});

	it('and whose removal has an unknown outcome is looked at before a second row removes them', async () => {
		swoogo.provider.faults.add(
			{ match: { method: 'DELETE' }, effect: { kind: 'close', when: 'after' } },
			{
				match: { method: 'GET', path: '/registrants/5103$', times: 3 },
				effect: { kind: 'status', code: 500 },
			},
		);
		const items = Array.from({ length: 6 }, () => row('grace'));
		const run = await remove(items, byEmail);
		expect(jsonOf(run.failed)).toMatchObject([{ details: { reason: 'outcomeUnknown' } }]);
		expect(outcomesOf(run)).toEqual(items.slice(1).map(() => 'unchanged'));
		expect(deletions()).toHaveLength(1);
	});

	it('by e-mail costs many rows one reading of the event', async () => {
		const run = await remove(
			crowd.map(({ name }) => ({ email: emailOf(name) })),
			byEmail,
		);
		expect(outcomesOf(run)).toEqual(crowd.map(() => 'removed'));
		expect(swoogo.requests().filter((request) => request.startsWith('GET'))).toEqual([
			'GET /registrants',
		]);
	});

	it('by ID costs each row one reading of the registrant', async () => {
		await remove(crowd.map(({ id }) => ({ id })));
		const reads = swoogo.requests().filter((request) => request.startsWith('GET'));
		expect(reads.sort()).toEqual(crowd.map(({ id }) => `GET /registrants/${id}`));
	});
});

describe('somebody who is no member', () => {
	it.each([
		['few rows', 1],
		['many rows', 6],
	])('stays as they are when they are on their own, in a run of %s', async (_, count) => {
		const run = await remove(Array.from({ length: count }, () => row('ada')));
		expect(run.success[0].json).toMatchObject({
			outcome: 'unchanged',
			registrantId: '5101',
			eventId: '700',
			registration_status: 'confirmed',
		});
		expect(run.hints[0].message).toBe(
			`${count} ${count === 1 ? 'person' : 'people'}: ${count} in no group.`,
		);
		expect(deletions()).toEqual([]);
	});

	it.each([
		['few rows', 1],
		['many rows', 6],
	])(
		'is refused when they are the primary registrant of others, in a run of %s',
		async (_, count) => {
			const run = await remove(Array.from({ length: count }, () => row('marcus')));
			expect(run.failed[0].json).toMatchObject({
				error:
					'Could not remove registrant 5002 from their group: Registrant 5002 is the primary registrant of a group with 1 other member. Remove the other members instead: a group cannot lose its primary registrant. [item 0]',
				details: { reason: 'invalidInput', httpStatus: null },
			});
			expect(deletions()).toEqual([]);
		},
	);

	it('is not found by an id that nobody has', async () => {
		expectFailure(await remove([{ id: 9999 }]), {
			message: 'Registrant not found.',
			reason: 'notFound',
			httpStatus: 404,
		});
	});

	it('is refused in Swoogo’s words when Swoogo knows better', async () => {
		swoogo.answerNext('DELETE', '/groups$', 422, [
			{ field: 'registrant_id', message: 'The primary registrant cannot be removed.' },
		]);
		expectFailure(await remove([row('grace')]), {
			message: 'registrant_id: The primary registrant cannot be removed',
			reason: 'rejected',
			httpStatus: 422,
		});
	});
});

describe('the address of the removal, which Swoogo spells in two ways', () => {
	it('is tried in its other spelling when the first is unknown', async () => {
		swoogo.provider.state.groupRemovalPath = 'group';
		const run = await remove([row('grace')]);
		expect(outcomesOf(run)).toEqual(['removed']);
		expect(deletions()).toEqual([plural(known.grace), singular(known.grace)]);
	});

	it('is tried in its other spelling when the first does not take a DELETE', async () => {
		swoogo.provider.state.groupRemovalPath = 'group';
		swoogo.answerNext('DELETE', '/groups$', 405);
		expect(outcomesOf(await remove([row('grace')]))).toEqual(['removed']);
	});

	it('is found out once in a run', async () => {
		swoogo.provider.state.groupRemovalPath = 'group';
		arrange();
		const [first, ...others] = crowd;
		const run = await remove(crowd.map(({ id }) => ({ id })));
		expect(outcomesOf(run)).toEqual(crowd.map(() => 'removed'));
		const lastEight = others.slice(-8).map(({ id }) => id);
		expect(deletions()).toContain(plural(first.id));
		for (const id of lastEight) expect(deletions()).not.toContain(plural(id));
	});

	it('is not doubted when it is the registrant who is gone', async () => {
		swoogo.provider.faults.add(
			{ match: { method: 'DELETE' }, effect: { kind: 'status', code: 404 } },
			{ match: { method: 'GET', nth: 2 }, effect: { kind: 'status', code: 404 } },
		);
		expectFailure(await remove([row('grace')]), {
			message: 'Scripted fault of the sandbox',
			reason: 'notFound',
			httpStatus: 404,
		});
		expect(deletions()).toEqual([plural(known.grace)]);
	});
});

describe('when the answer is lost', () => {
	it.each([
		{ kind: 'close', when: 'after' },
		{ kind: 'html', when: 'after' },
		{ kind: 'status', code: 500, when: 'after' },
	] as const)('%j: the registrant is looked at and found on their own', async (effect) => {
		swoogo.provider.faults.add({ match: { method: 'DELETE' }, effect });
		const run = await remove([row('grace')]);
		expect(jsonOf(run.success)).toMatchObject([{ outcome: 'removed', group_id: known.grace }]);
		expect(deletions()).toHaveLength(1);
	});

	it('before anything was done, it is sent once more', async () => {
		swoogo.provider.faults.add({ match: { method: 'DELETE' }, effect: { kind: 'close' } });
		expect(outcomesOf(await remove([row('grace')]))).toEqual(['removed']);
		expect(deletions()).toHaveLength(2);
	});
});
