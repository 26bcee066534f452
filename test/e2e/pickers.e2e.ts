import type { Locator } from 'playwright-core';

import { openCrowd, type Crowd, type CrowdForm } from './crowd';
import { listIn } from './recordList';

const fromList = { __rl: true, mode: 'list', value: '' };

/** The first of the events, the only one with questions, sessions and registrants. */
const firstEvent = {
	...fromList,
	value: '1000001',
	cachedResultName: 'Open Studio (2031-01-01 09:00, live)',
};

const create = { resource: 'registrant', operation: 'create' };

const forms: CrowdForm[] = [
	{
		name: 'Create',
		provider: 'swoogo',
		parameters: create,
	},
	{
		name: 'Map Automatically',
		provider: 'swoogo',
		parameters: {
			...create,
			eventId: firstEvent,
			additionalFields: { sessionIds: [] },
			customFields: { mappingMode: 'autoMapInputData', value: null },
		},
	},
	{ name: 'Map Manually', provider: 'swoogo', parameters: { ...create, eventId: firstEvent } },
	{
		name: 'Cancel',
		provider: 'swoogo',
		parameters: {
			resource: 'registrant',
			operation: 'cancel',
			eventId: firstEvent,
			registrantId: fromList,
		},
	},
	{
		name: 'Create Guest',
		provider: 'zenoti',
		parameters: { resource: 'guest', operation: 'create' },
	},
	{
		name: 'Get Guest',
		provider: 'zenoti',
		parameters: { resource: 'guest', operation: 'get', guestId: fromList },
	},
	{
		name: 'Attend',
		provider: 'knolyx',
		parameters: { resource: 'attendance', operation: 'attend' },
	},
	{
		name: 'Add User',
		provider: 'knolyx',
		parameters: { resource: 'workgroup', operation: 'addUser' },
	},
	{
		name: 'Wrong Key of Zenoti',
		provider: 'zenoti',
		parameters: { resource: 'guest', operation: 'create' },
		isRefused: true,
	},
	{
		name: 'Wrong Key of Knolyx',
		provider: 'knolyx',
		parameters: { resource: 'course', operation: 'get' },
		isRefused: true,
	},
	{ name: 'Wrong Key of Swoogo', provider: 'swoogo', parameters: create, isRefused: true },
];

let crowd: Crowd;
let form: Locator;

beforeAll(async () => {
	crowd = await openCrowd(forms);
});

afterAll(async () => await crowd?.close());

const picture = async (name: string) => await crowd.editor.takePicture(`picker-${name}`);

describe('The events of Swoogo', () => {
	const the441st = 'Members Evening (2032-03-16 18:00, live)';

	beforeEach(async () => {
		form = await crowd.open('Create');
	});

	test('begin with the first page, and scrolling reaches the 441st', async () => {
		const events = listIn(form, 'eventId');
		await events.open();
		await events.entries.getByText(firstEvent.cachedResultName, { exact: true }).waitFor();
		const entry = await events.scrollTo(the441st);
		await picture('swoogo-events-scrolled');
		expect(await entry.isVisible()).toBe(true);
		expect(await events.entries.count()).toBe(450);
	});

	test.each(['members evening', 'evening 2032', '2032-03-16', '1000441'])(
		'are found by typing “%s”, told apart from others of the same name',
		async (words) => {
			const events = listIn(form, 'eventId');
			await events.open();
			await events.search(words);
			await events.scrollTo(the441st);
			await picture(`swoogo-events-${words.replace(' ', '-')}`);
			const names = await events.entries.allInnerTexts();
			expect(names).toEqual([...new Set(names)]);
			expect(names).toContain(the441st);
		},
	);

	test('show by name which one is chosen, and then its questions with their choices', async () => {
		const events = listIn(form, 'eventId');
		await events.open();
		await events.search('open studio');
		await events.choose(firstEvent.cachedResultName);
		const questions = form.getByTestId('mapping-fields-container');
		await questions.getByText('Shirt').waitFor();
		await questions.getByTestId('parameter-input-c_5002').click();
		const choices = crowd.editor.page.getByRole('option').locator('visible=true');
		await choices.first().waitFor();
		await picture('swoogo-custom-fields');

		expect(await events.chosen()).toBe(firstEvent.cachedResultName);
		const labels = await questions.locator('label:visible').allInnerTexts();
		expect(labels.map((label) => label.split('\n', 1)[0])).toEqual([
			...['Custom Fields', 'Dietary needs', 'Shirt'],
			'Days (several with commas: Monday, Tuesday, Wednesday)',
			'Photos allowed',
		]);
		expect(await choices.allInnerTexts()).toEqual(['S', 'M']);
	});

	test('need not be listed to map columns automatically', async () => {
		form = await crowd.open('Map Automatically');
		const words = 'make sure the incoming data fields are named the same as the custom fields';
		await form.getByText(words).waitFor();
		await picture('swoogo-auto-map');
		expect(await form.getByText('This event asks no custom questions').count()).toBe(0);
	});
});

test('Several sessions of Swoogo can be chosen by name', async () => {
	const { page } = crowd.editor;
	form = await crowd.open('Map Automatically');
	const sessions = form.getByTestId('parameter-input-sessionIds');
	const choices = page.getByRole('option').locator('visible=true');
	// It is there once the sessions are loaded.
	const search = sessions.locator('.el-select__input');
	await search.click();
	await choices.first().waitFor();
	const names = [
		'Session 042 (Porto, 2031-02-11 18:00)',
		'Members Evening (Quebec, 2032-03-16 18:00)',
	];
	for (const name of names) {
		await search.fill(name.split(' (', 1)[0]);
		await choices.filter({ hasText: name }).click();
	}
	await picture('swoogo-sessions');
	expect(await sessions.locator('.el-tag').allInnerTexts()).toEqual(names);
});

test.each([
	['person.441@', /^Ada Novak \(person\.441@example\.com, confirmed\)$/],
	['elif keller', /^Elif Keller \(person\.\d+@example\.com, cancelled\)$/],
])('Registrants of Swoogo are found by “%s”', async (words, name) => {
	form = await crowd.open('Cancel');
	const people = listIn(form, 'registrantId');
	await people.open();
	await people.search(words);
	await people.entries.filter({ hasText: name }).first().waitFor();
	await picture(`swoogo-registrants-${words.replace(' ', '-')}`);
	for (const entry of await people.entries.allInnerTexts()) expect(entry).toMatch(name);
});

describe('Zenoti', () => {
	test('lists centers by scrolling and by typing', async () => {
		form = await crowd.open('Create Guest');
		const the441st = 'Members Evening (C441, Quebec)';
		const centers = listIn(form, 'centerId');
		await centers.open();
		expect(await (await centers.scrollTo(the441st)).isVisible()).toBe(true);
		await centers.search('members C441');
		await centers.choose(the441st);
		expect(await centers.chosen()).toBe(the441st);
	});

	test.each([
		['person.441@example.com', 'Ada Novak (person.441@example.com)'],
		['2025550440', 'Ada Novak (person.441@example.com)'],
		['(202) 555-0440', 'Ada Novak (person.441@example.com)'],
		['elif', 'Elif Moreau (person.5@example.com)'],
		['keller', 'Ada Keller (person.51@example.com)'],
		['Elif Keller', 'Elif Keller (person.55@example.com)'],
	])('finds guests by “%s”', async (words, name) => {
		form = await crowd.open('Get Guest');
		const guests = listIn(form, 'guestId');
		await guests.open();
		await guests.search(words);
		await guests.entries.getByText(name, { exact: true }).waitFor();
		await picture(`zenoti-guests-${words.replace(/\W+/g, '-')}`);
		expect(await guests.entries.first().innerText()).toBe(name);
	});
});

describe('Knolyx', () => {
	test('says what to fill in before its events can be listed, and lists them then', async () => {
		form = await crowd.open('Attend');
		const events = listIn(form, 'eventId');
		await events.open();
		await events.trouble.waitFor();
		await picture('knolyx-no-community');
		expect(await events.trouble.innerText()).toContain(
			"Could not list the events: 'Community ID' is empty, and this list depends on it\nFill it in first.",
		);
		await form.getByTestId('parameter-input-communityId').locator('input').fill('90');
		await events.open();
		expect(
			await (await events.scrollTo('Members Evening (2032-03-16 18:00:00, 1000441)')).isVisible(),
		).toBe(true);
	});

	test('lists workgroups by scrolling and by typing', async () => {
		form = await crowd.open('Add User');
		const workgroups = listIn(form, 'workgroupId');
		await workgroups.open();
		const the441st = 'Members Evening (2000441)';
		expect(await (await workgroups.scrollTo(the441st)).isVisible()).toBe(true);
		await workgroups.search('evening 2000441');
		await workgroups.choose(the441st);
		expect(await workgroups.chosen()).toBe(the441st);
	});
});

describe('A list that cannot be loaded', () => {
	const always = (path: string, code: number) => ({
		match: { path, times: 'always' } as const,
		effect: { kind: 'status', code } as const,
	});

	afterEach(() => {
		const { zenoti, knolyx, swoogo } = crowd.sandbox;
		for (const { faults } of [zenoti, knolyx, swoogo]) faults.clear();
	});

	describe.each([
		['zenoti', 'Create Guest', 'centerId', 'centers', '/centers'],
		['knolyx', 'Add User', 'workgroupId', 'workgroups', '/workgroup'],
		['swoogo', 'Create', 'eventId', 'events', '/events'],
	] as const)('of %s', (provider, name, field, records, path) => {
		test.each([
			[
				403,
				/^Scripted fault of the sandbox\n(In Zenoti, open|Ask Knolyx to|Ask a Swoogo administrator to) /,
			],
			[
				500,
				/^\w+ answered: Scripted fault of the sandbox\nCheck that \w+ works and that n8n can reach it, then try again\.$/,
			],
		])('shows its words for a status of %d, and what to do', async (code, words) => {
			crowd.sandbox[provider].faults.add(always(path, code));
			form = await crowd.open(name);
			const list = listIn(form, field);
			await list.open();
			await list.trouble.waitFor();
			await picture(`${provider}-${code}`);
			const [sentence, advice] = (await list.trouble.innerText()).split('\n').slice(1);
			expect(sentence).toMatch(`Could not list the ${records}: `);
			expect(`${sentence.split('s: ')[1]}\n${advice}`).toMatch(words);
		});
	});

	test.each([
		['Zenoti', 'centerId', "'API Key'"],
		['Knolyx', 'courseId', "'Project ID' and 'API Key'"],
		['Swoogo', 'eventId', "'Consumer Key' and 'Consumer Secret'"],
	])('because of a wrong key of %s leads to the credential', async (provider, field, keys) => {
		form = await crowd.open(`Wrong Key of ${provider}`);
		const list = listIn(form, field);
		await list.open();
		await list.trouble.waitFor();
		await picture(`${provider.toLowerCase()}-wrong-key`);
		const words = await list.trouble.innerText();
		expect(words).toContain(`${provider} refused the credential`);
		expect(words).toContain(`Open the credential, enter ${keys} again and save it.`);
		await list.trouble.getByText('Check your credential').click();
		await crowd.editor.page.getByTestId('editCredential-modal').waitFor();
		await crowd.editor.page
			.getByTestId('editCredential-modal')
			.getByRole('button', { name: 'Close' })
			.click();
	});

	test('says so of sessions beside the field', async () => {
		crowd.sandbox.swoogo.faults.add(always('/sessions', 403));
		form = await crowd.open('Map Automatically');
		await form.getByTestId('parameter-input-sessionIds').getByTestId('parameter-issues').hover();
		const issues = crowd.editor.page.getByText('There was a problem loading');
		await issues.waitFor();
		await picture('swoogo-sessions-403');
		expect(await issues.innerText()).toContain(
			'"Could not list the sessions of the event: Scripted fault of the sandbox. Ask a Swoogo administrator to',
		);
	});

	test('says so of custom questions in their place', async () => {
		crowd.sandbox.swoogo.faults.add(always('/event-questions', 403));
		form = await crowd.open('Map Manually');
		const notice = form.getByText(
			"Could not list the event's custom questions: Scripted fault of the sandbox. Ask",
		);
		await notice.waitFor();
		await picture('swoogo-questions-403');
		expect(await form.getByText('No custom fields found').count()).toBe(0);
	});
});
