import type { INodeListSearchItems, INodeParameters } from 'n8n-workflow';

import { seedMany, startSandbox, type ManyIds, type Sandbox } from '../../sandbox';
import { searchList } from '../support/editor';
import { byId, nodeType } from './knolyxCommunity';

let sandbox: Sandbox;
let many: ManyIds['knolyx'];

beforeAll(async () => (sandbox = await startSandbox()));
afterAll(async () => await sandbox.close());
beforeEach(() => {
	sandbox.knolyx.reset();
	many = seedMany(sandbox).knolyx;
});

const search = async (
	method: string,
	{ typed, token, changes }: { typed?: string; token?: string; changes?: INodeParameters } = {},
) =>
	await searchList(
		{
			node: {
				type: nodeType,
				parameters: {
					communityId: `${many.communityId}`,
					eventId: byId(`${many.eventId}`),
					...changes,
				},
			},
			credentials: {
				knolyxApi: { ...sandbox.knolyx.credentials, baseUrl: sandbox.knolyx.url },
			},
		},
		method,
		typed,
		token,
	);

/** Everything that scrolling to the end shows. */
async function scroll(method: string): Promise<INodeListSearchItems[]> {
	const shown: INodeListSearchItems[] = [];
	let token: string | undefined;
	do {
		const { results, paginationToken } = await search(method, { token });
		shown.push(...results);
		token = paginationToken as string | undefined;
	} while (token !== undefined);
	return shown;
}

const refusal = async (method: string, changes: INodeParameters = {}) => {
	const error = (await search(method, { changes }).catch((thrown: unknown) => thrown)) as Error & {
		description?: string;
	};
	return [error.message, error.description];
};

const pickers: Array<[method: string, idsOf: () => number[], label: RegExp, attempt: string]> = [
	[
		'searchEvents',
		() => many.eventIds,
		/^Open Studio \(203\d-\d\d-\d\d \d\d:\d\d:\d\d, \d+\)$/,
		'list the events',
	],
	['searchWorkgroups', () => many.workgroupIds, /^Open Studio \(\d+\)$/, 'list the workgroups'],
	['searchCourses', () => many.courseIds, /^Open Studio \(\d+\)$/, 'list the courses'],
	[
		'searchAttendees',
		() => many.userIds,
		/^Ada Moreau \(person\.\d+@example\.com, \d+\)$/,
		'list the attendees',
	],
];

describe.each(pickers)('the list of %s', (method, idsOf, label, attempt) => {
	test('shows all 450 entries by scrolling, each once and with its id', async () => {
		const shown = await scroll(method);
		expect(shown.map(({ value }) => value)).toEqual(idsOf().map(String));
	});

	test('shows one page at a time', async () => {
		const { results, paginationToken } = await search(method);
		expect(results).toHaveLength(100);
		expect(paginationToken).toEqual(expect.any(String));
		expect(sandbox.knolyx.diary).toHaveLength(1);
	});

	test('finds the 441st by its id and by its name', async () => {
		const shown = await scroll(method);
		const wanted = shown[440];
		expect((await search(method, { typed: String(wanted.value) })).results).toEqual([wanted]);
		const words = wanted.name.toUpperCase().replace(/[(),]/g, ' ');
		expect((await search(method, { typed: ` ${words} ` })).results).toContainEqual(wanted);
		expect((await search(method, { typed: 'no such thing' })).results).toEqual([]);
	});

	test('tells those of the same name apart', async () => {
		const name = label.source.replace(/^\^(\w+ \w+).*$/, '$1');
		const labels = (await scroll(method)).map((entry) => entry.name);
		const same = labels.filter((each) => each.startsWith(`${name} (`));
		expect(same.length).toBeGreaterThan(1);
		expect(new Set(same).size).toBe(same.length);
		for (const each of same) expect(each).toMatch(label);
	});

	test('that Knolyx refuses says so in its words, and what to do', async () => {
		sandbox.knolyx.state.permissions = [];
		expect(await refusal(method)).toEqual([
			`Could not ${attempt}: Access Denied`,
			'Ask Knolyx to give this API key the permission for it.',
		]);
	});

	test('leaves out what has no id, and shows what has no name', async () => {
		const body = { list: [{ title: 'Without an id' }, { id: '9007199254740993' }, { id: null }] };
		sandbox.knolyx.faults.add({ effect: { kind: 'status', code: 200, body } });
		const { results } = await search(method);
		expect(results).toEqual([
			{ name: 'Without name (9007199254740993)', value: '9007199254740993' },
		]);
	});
});

test.each([
	['searchEvents', 'communityId', 'Could not list the events', 'Community ID'],
	['searchAttendees', 'communityId', 'Could not list the attendees', 'Community ID'],
	['searchAttendees', 'eventId', 'Could not list the attendees', 'Event'],
])('%s without %s says what to fill in first', async (method, field, attempt, label) => {
	const empty = field === 'eventId' ? byId('') : '';
	expect(await refusal(method, { [field]: empty })).toEqual([
		`${attempt}: '${label}' is empty, and this list depends on it`,
		'Fill it in first.',
	]);
	expect(sandbox.knolyx.diary).toEqual([]);
});

test.each(['title', 'name', 'subject'] as const)(
	'an event may be called by its %s',
	async (field) => {
		sandbox.knolyx.state.eventTitleField = field;
		const { results } = await search('searchEvents', { typed: 'Breathwork' });
		expect(results[0].name).toMatch(/^Breathwork Day \(2031-01-06 \d\d:\d\d:\d\d, 1000006\)$/);
	},
);

test('an attendee is chosen by the id of the user, wherever it stands', async () => {
	const body = [
		{ id: 7, user: { id: 8, name: 'Ada', email: 'ada@example.com' } },
		{ id: 9, userId: 10 },
	];
	sandbox.knolyx.faults.add({ effect: { kind: 'status', code: 200, body } });
	expect((await search('searchAttendees')).results).toEqual([
		{ name: 'Ada (ada@example.com, 8)', value: '8' },
		{ name: 'Without name (10)', value: '10' },
	]);
});
