import type { INodeParameters } from 'n8n-workflow';

import {
	byEmail,
	byId,
	crowd,
	emailOf,
	expectFailure,
	jsonOf,
	known,
	outcomesOf,
} from '../swoogoRun';
import { groupId, post, row, useGroups } from './addingToGroup';

const { swoogo, add, posts } = useGroups();

describe.each([
	['by e-mail', byEmail, ['registrantId', 'eventId', 'groupId']],
	['by ID', byId, ['registrantId', 'groupId']],
])('a registrant named %s', (_, parameters, expressionFields) => {
	swoogo.describeContract({
		resource: 'group',
		operation: 'addRegistrant',
		parameters: { groupId, ...parameters } as INodeParameters,
		rows: [row('ada'), row('ben'), row('cleo')],
		crowd: crowd.map(({ id, name }) => ({ id, email: emailOf(name), groupId: known.petra })),
		ownData: ({ id }) => ({ registrantId: `${id as number}`, groupId: `${known.petra}` }),
		writes: true,
		expressionFields,
		request: { method: 'POST', path: '/groups/' },
	});
});

describe('a registrant who is in no group', () => {
	it('is added with one POST without a body, to the path of the documentation', async () => {
		await add([row('ada')]);
		const [request] = swoogo.sent('POST', /\/groups\//);
		expect(request).toMatchObject({
			url: '/api/v1/registrants/5101/groups/5001',
			rawBody: '',
			status: 200,
			headers: { accept: 'application/json', authorization: expect.stringMatching(/^Bearer tok_/) },
		});
		expect(posts()).toHaveLength(1);
	});

	it('comes out as created, with the ids and what Swoogo answered', async () => {
		const run = await add([row('ada')]);
		expect(run.success).toEqual([
			{
				json: {
					outcome: 'created',
					registrantId: '5101',
					groupId: '5001',
					eventId: '700',
					...swoogo.registrant(known.ada),
					group_id: known.petra,
					group_number: 2,
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(Object.keys(run.success[0].json)[0]).toBe('outcome');
		expect(run.hints[0].message).toBe('1 person: 1 added.');
	});

	it.each([
		[known.ada, known.petra],
		['5101', '5001'],
		[' 5101 ', '\t5001\n'],
	])('is named by the ids %j and %j alike', async (id, group) => {
		await add([{ id, groupId: group }]);
		expect(posts()).toEqual([post(known.ada, known.petra)]);
	});

	it.each(['ada@example.com', 'Ada@Example.COM', '  ada@example.com '])(
		'is found by the e-mail %j in the event',
		async (email) => {
			const run = await add([{ email, groupId: known.petra }], byEmail);
			expect(outcomesOf(run)).toEqual(['created']);
			expect(posts()).toEqual([post(known.ada, known.petra)]);
		},
	);

	it.each([
		['x5101', '\'Registrant\' must be a whole number, not "x5101"'],
		['ada@example.com', '\'Registrant\' must be a whole number, not "ada@example.com"'],
		[null, "'Registrant' is empty for this row"],
	])('is not guessed from the id %j', async (id, message) => {
		expectFailure(await add([{ ...row('ada'), id }]), { message, reason: 'invalidInput' });
		expect(swoogo.provider.diary).toEqual([]);
	});

	it('is added by a workflow that leaves the rows of others alone', async () => {
		const run = await add([row('ada'), row('ben', 9999), row('cleo')]);
		expect(run.success.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(run.failed.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
		expect(swoogo.writes().sort()).toEqual([
			'group.add ada@example.com',
			'group.add cleo@example.com',
		]);
	});
});

describe('what the answers mean', () => {
	const answer = async (code: number, body?: unknown) => {
		swoogo.answerNext('POST', '/groups/', code, body);
		return await add([row('ada')]);
	};

	it('any success status is a success', async () => {
		const run = await answer(201, { id: known.ada, group_id: known.petra });
		expect(jsonOf(run.success)).toMatchObject([{ outcome: 'created', registrantId: '5101' }]);
		expect(posts()).toHaveLength(1);
	});

	it('a status that forbids it is refused in Swoogo’s words', async () => {
		swoogo.registrant(known.ada).registration_status = 'cancelled';
		expectFailure(await add([row('ada')]), {
			message: 'registration_status: Registrant 5101 has status cancelled',
			reason: 'rejected',
			httpStatus: 422,
			error:
				'Could not add registrant 5101 to group 5001: registration_status: Registrant 5101 has status cancelled. Correct the row and run it again. [item 0]',
		});
	});

	it.each([
		[
			'several fields',
			422,
			[
				{ field: 'group_id', message: 'Group is closed.' },
				{ field: 'id', message: 'Too late' },
			],
			'group_id: Group is closed; id: Too late',
		],
		['fields with a success status', 200, [{ field: 'group_id', message: 'No.' }], 'group_id: No'],
		[
			'the general shape',
			400,
			{ name: 'Bad Request', message: 'Not now.', code: 0, status: 400 },
			'Not now.',
		],
		[
			'the general shape with a success status',
			200,
			{ name: 'Bad Request', message: 'Not now.', code: 0, status: 400 },
			'Not now.',
		],
		['a name alone', 409, { name: 'Conflict', status: 409 }, 'Conflict'],
		[
			'a map of fields',
			200,
			{ errors: { group_id: ['No such group.'] } },
			'group_id: No such group',
		],
		['a map of texts', 422, { errors: { group_id: 'Closed.' } }, 'group_id: Closed'],
		['plain text', 400, 'No', 'No'],
		['nothing', 400, '', 'HTTP status 400'],
		['another shape', 400, { reason: 'x' }, '{"reason":"x"}'],
	])('%s are the words of a refusal', async (_, code, body, message) => {
		expectFailure(await answer(code, body), { message, reason: 'rejected', httpStatus: code });
	});

	it.each([
		[0, null],
		[17, 17],
		['E17', 'E17'],
	])('the code %j is told as %j', async (code, providerCode) => {
		const run = await answer(400, { name: 'Bad Request', message: 'No.', code, status: 400 });
		expect(run.failed[0].json.details).toMatchObject({ providerCode });
	});

	it.each([
		['Sample Summit is sold out.', 'full'],
		['Capacity exceeded', 'full'],
		['The group is full', 'full'],
		['Full name is required', 'rejected'],
	])('“%s” means %s', async (message, reason) => {
		const run = await answer(422, [{ field: 'id', message }]);
		expect(run.failed[0].json.details).toMatchObject({ reason, httpStatus: 422 });
	});

	it('a missing permission says whom to ask', async () => {
		expectFailure(await answer(403), {
			message: 'Scripted fault of the sandbox',
			reason: 'keyLacksPermission',
			httpStatus: 403,
			error:
				'Could not add registrant 5101 to group 5001: Scripted fault of the sandbox. Ask a Swoogo administrator to give the owner of this API key access to it. [item 0]',
		});
	});
});

describe('when the answer is lost', () => {
	it.each([
		{ kind: 'close', when: 'after' },
		{ kind: 'reset', when: 'after' },
		{ kind: 'html', when: 'after' },
		{ kind: 'emptyBody', when: 'after' },
		{ kind: 'malformedJson', when: 'after' },
		{ kind: 'status', code: 502, when: 'after' },
	] as const)('%j: the registrant is looked at and found in the group', async (effect) => {
		swoogo.provider.faults.add({ match: { method: 'POST', path: '/groups/' }, effect });
		const run = await add([row('ada')]);
		expect(jsonOf(run.success)).toMatchObject([{ outcome: 'created', group_id: known.petra }]);
		expect(posts()).toHaveLength(1);
		expect(swoogo.writes()).toEqual(['group.add ada@example.com']);
	});

	it.each([{ kind: 'close' }, { kind: 'emptyBody' }, { kind: 'status', code: 503 }] as const)(
		'%j before anything was done: it is sent once more',
		async (effect) => {
			swoogo.provider.faults.add({ match: { method: 'POST', path: '/groups/' }, effect });
			const run = await add([row('ada')]);
			expect(outcomesOf(run)).toEqual(['created']);
			expect(posts()).toHaveLength(2);
			expect(swoogo.writes()).toEqual(['group.add ada@example.com']);
		},
	);

	it('silence is not followed by a second try, because the first may still be under way', async () => {
		const match = { method: 'POST', path: '/groups/' };
		swoogo.provider.faults.add({ match, effect: { kind: 'silence' } });
		const run = await add([row('ada')], { ...byId, options: { timeoutSeconds: 1 } });
		expectFailure(run, {
			message: 'Swoogo did not answer: no answer came in time',
			reason: 'outcomeUnknown',
			error:
				'Could not add registrant 5101 to group 5001: Swoogo did not answer: no answer came in time. It may have been written. Look in Swoogo before you run the row again. [item 0]',
		});
		expect(posts()).toHaveLength(1);
	});
});
