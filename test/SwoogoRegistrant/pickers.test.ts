import type { IDataObject } from 'n8n-workflow';

import { swoogoContact } from '../../sandbox';
import { loadChoices, searchList } from '../support/editor';
import { usePickers } from './pickers';
import { known, located } from './swoogoRun';

const { swoogo, form, search, namesOf, lists } = usePickers();

/** Every entry, page by page, as somebody finds them who scrolls to the end. */
async function scroll(method: string): Promise<string[][]> {
	const pages: string[][] = [];
	let token: string | undefined;
	do {
		const page = await searchList(form(), method, undefined, token);
		pages.push(namesOf(page.results));
		token = page.paginationToken as string | undefined;
	} while (token);
	return pages;
}

const numbers = Array.from({ length: 450 }, (_, index) => index + 1);

/** What each list shows for its 441st entry, and what somebody types to find it. */
const fourHundredAndFifty: Record<string, { fill: () => void; typed: string; entry: object }> = {
	searchEvents: {
		fill: () => fillRecords('events', (n) => ({ name: `Meetup ${n}`, start_date: '2031-05-04' })),
		typed: 'meetup 441',
		entry: { name: 'Meetup 441 (2031-05-04)', value: '10441' },
	},
	searchSessions: {
		fill: () => fillRecords('sessions', (n) => ({ name: `Talk ${n}`, date: '2031-03-04' })),
		typed: 'TALK 441',
		entry: { name: 'Talk 441 (2031-03-04)', value: '10441' },
	},
	searchRegistrationTypes: {
		fill: () => fillRecords('regTypes', (n) => ({ name: `Type ${n}`, capacity: n })),
		typed: 'type 441',
		entry: { name: 'Type 441 (capacity 441)', value: '10441' },
	},
	searchPackages: {
		fill: () => fillRecords('packages', (n) => ({ name: `Pass ${n}`, capacity: n })),
		typed: 'pass 441',
		entry: { name: 'Pass 441 (capacity 441)', value: '10441' },
	},
	searchRegistrants: {
		fill: fillPeople,
		typed: 'person441@',
		entry: { name: 'Person441 Example (person441@example.com, confirmed)', value: '10441' },
	},
	searchGroups: {
		fill: fillPeople,
		typed: 'person441',
		entry: { name: 'Person441 Example (person441@example.com)', value: '10441' },
	},
	searchContacts: {
		fill() {
			for (const n of numbers) {
				const person = { firstName: `Person${n}`, lastName: 'Example', company: 'Northwind' };
				const contact = swoogoContact({ id: 10000 + n, email: `p${n}@example.com`, ...person });
				swoogo.provider.state.contacts.set(contact.id, contact);
			}
		},
		typed: 'person441',
		entry: { name: 'Person441 Example (p441@example.com, Northwind)', value: '10441' },
	},
};

function fillRecords(
	kind: 'events' | 'sessions' | 'regTypes' | 'packages',
	fieldsOf: (n: number) => IDataObject,
): void {
	const records = swoogo.provider.state[kind] as Map<number, IDataObject & { id: number }>;
	for (const n of numbers) {
		const id = 10000 + n;
		records.set(id, { id, event_id: known.event, capacity: null, ...fieldsOf(n) });
	}
}

function fillPeople(): void {
	for (const n of numbers) swoogo.add(10000 + n, `person${n}`);
}

describe.each(Object.entries(fourHundredAndFifty))(
	'%s among 450',
	(method, { fill, ...wanted }) => {
		beforeEach(fill);
		const { name } = wanted.entry as { name: string };

		test('shows the 441st to somebody who scrolls, with one request for each page', async () => {
			const pages = await scroll(method);
			const all = pages.flat();
			expect(all.filter((each) => each === name)).toHaveLength(1);
			expect(new Set(all).size).toBe(all.length);
			expect(all.length).toBeGreaterThanOrEqual(450);
			expect(lists()).toHaveLength(3);
		});

		test('finds the 441st, and only what was meant', async () => {
			expect(await search(method, wanted.typed)).toEqual([wanted.entry]);
			expect(lists().length).toBeLessThanOrEqual(2);
		});

		test('finds the 441st by its ID with at most two requests', async () => {
			expect(await search(method, ' 10441 ')).toEqual([wanted.entry]);
			expect(lists().length).toBeLessThanOrEqual(2);
		});

		test('finds the 441st also where Swoogo ignores every search', async () => {
			swoogo.provider.state.unfilterableFields = ['*'];
			expect(await search(method, wanted.typed)).toEqual([wanted.entry]);
		});

		test('asks Swoogo for what the labels show, and for nothing more', async () => {
			await search(method);
			const [{ query }] = swoogo.sent('GET', /./);
			expect(query).toMatchObject({ 'per-page': '200', fields: expect.stringMatching(/^id,/) });
			expect(String(query.fields).split(',').length).toBeLessThanOrEqual(7);
		});

		test('says in Swoogo’s words why it cannot be shown', async () => {
			swoogo.provider.faults.add({
				match: { method: 'GET', times: 'always' },
				effect: { kind: 'status', code: 403, body: { message: 'Not for you.', status: 403 } },
			});
			await expect(search(method)).rejects.toMatchObject({
				// The editor shows the description of no other error.
				name: 'NodeApiError',
				message: expect.stringMatching(/^Could not list the .+: Not for you$/),
				description: 'Ask a Swoogo administrator to give the owner of this API key access to it.',
				httpCode: null,
			});
		});

		test('says that a list with holes in it is no list', async () => {
			swoogo.provider.faults.add({
				match: { method: 'GET', times: 'always' },
				effect: { kind: 'status', code: 200, body: { items: [null] } },
			});
			await expect(search(method)).rejects.toMatchObject({
				message: expect.stringContaining('an answer that is not a list of records'),
			});
		});

		test('leads to the credential when it is refused', async () => {
			swoogo.provider.faults.add({
				match: { method: 'GET', times: 'always' },
				effect: { kind: 'unauthorized', times: 'always' },
			});
			await expect(search(method)).rejects.toMatchObject({
				message: expect.stringContaining("Swoogo refused the credential 'Swoogo OAuth2 API'"),
				description: expect.stringContaining('Open the credential'),
				httpCode: '401',
			});
		});
	},
);

describe.each([
	['searchRegistrants', 'registrants'],
	['searchGroups', 'groups'],
	['searchSessions', 'sessions'],
	['searchRegistrationTypes', 'registration types'],
	['searchPackages', 'packages'],
])('%s', (method, things) => {
	test.each([{}, { eventId: located('list', '') }, { eventId: '' }])(
		'with %j says what to fill in first',
		async (parameters) => {
			await expect(search(method, undefined, parameters)).rejects.toMatchObject({
				message: `Could not list the ${things} of the event: 'Event' is empty, and this list depends on it`,
				description: 'Fill it in first.',
			});
			expect(swoogo.provider.diary).toEqual([]);
		},
	);

	test.each([located('id', ' 700 '), '700', 700])('takes the event from %j', async (eventId) => {
		await search(method, undefined, { eventId } as IDataObject);
		expect(swoogo.sent('GET', /./)[0].query).toMatchObject({ event_id: '700' });
	});
});

describe('the choices of several sessions', () => {
	test('are all sessions of the event, by name', async () => {
		fourHundredAndFifty.searchSessions.fill();
		const choices = await loadChoices(form(), 'getSessions');
		expect(choices).toHaveLength(450);
		expect(choices[0]).toEqual({ name: 'Talk 1 (2031-03-04)', value: '10001' });
		expect(lists()).toHaveLength(3);
	});

	test('need an event', async () => {
		await expect(loadChoices(form({}), 'getSessions')).rejects.toMatchObject({
			// Of a NodeApiError the editor would show "[object Object]" here, and no description of any error.
			name: 'NodeOperationError',
			message:
				"Could not list the sessions of the event: 'Event' is empty, and this list depends on it. Fill it in first.",
		});
	});
});
