import { swoogoContact, swoogoQuestion } from '../../../sandbox';
import { useSandbox } from '../asking';

const { sandbox, swoogo } = useSandbox();
const state = () => sandbox().swoogo.state;

const questions = [
	swoogoQuestion({ id: 101, eventId: 700, name: 'Diet', kind: 'text' }),
	swoogoQuestion({
		id: 102,
		eventId: 700,
		name: 'Size',
		kind: 'singleChoice',
		choices: ['S', 'M'],
	}),
	swoogoQuestion({
		id: 103,
		eventId: 700,
		name: 'Days',
		kind: 'multipleChoice',
		choices: ['Monday', 'Tuesday'],
	}),
	swoogoQuestion({ id: 104, eventId: 700, name: 'Consent', kind: 'checkbox' }),
];

beforeEach(() => {
	state().events.set(700, { id: 700, name: 'Sample Summit', capacity: null });
	const times = { date: '2031-03-04', start_time: '09:00:00', end_time: '10:00:00' };
	for (const id of [61, 62]) {
		state().sessions.set(id, { id, event_id: 700, name: `Talk ${id}`, capacity: 1, ...times });
	}
});

const create = async (fields: object) =>
	await swoogo<{ id: number } & Record<string, unknown>>('POST', '/registrants/create', {
		event_id: 700,
		email: 'ada@example.com',
		...fields,
	});

describe('answers to questions', () => {
	beforeEach(() => {
		for (const question of questions) state().questions.set(question.id, question);
	});

	test('are kept by kind and read back when asked for', async () => {
		const answers = { c_101: 'Vegan', c_102: '1021', c_103: ['1030', 1031], c_104: 'TRUE' };
		const { body } = await create({ ...answers, c_999: 'not a question' });
		const fields = 'id,c_101,c_102,c_103,c_104,c_999';
		const read = await swoogo('GET', `/registrants/${body.id}?fields=${fields}`);
		expect(read.body).toEqual({
			id: body.id,
			c_101: 'Vegan',
			c_102: { id: 1021, value: 'M' },
			c_103: [
				{ id: 1030, value: 'Monday' },
				{ id: 1031, value: 'Tuesday' },
			],
			c_104: true,
		});
		const list = await swoogo('GET', '/registrants?event_id=700');
		expect(list.body.items).toEqual([{ id: body.id, first_name: '', last_name: '' }]);
	});

	test('arrive in a form as well', async () => {
		const form = new URLSearchParams({ event_id: '700', email: 'ada@example.com' });
		form.append('c_103[0]', '1031');
		form.append('c_104', '0');
		const { body } = await swoogo<{ id: number }>('POST', '/registrants/create', form);
		expect(state().registrants.get(body.id)).toMatchObject({
			c_103: [{ id: 1031, value: 'Tuesday' }],
			c_104: false,
		});
	});

	test('that name no choice are refused in an array', async () => {
		expect(await create({ c_102: '9' })).toMatchObject({
			status: 422,
			body: [{ field: 'c_102', message: 'Size is invalid.' }],
		});
		expect(sandbox().swoogo.ledger).toEqual([]);
	});

	test('may be required, like other fields, and all that is missing is named', async () => {
		state().requiredRegistrantFields = ['first_name', 'c_101'];
		expect((await create({})).body).toEqual([
			{ field: 'first_name', message: 'First name cannot be blank.' },
			{ field: 'c_101', message: 'Diet cannot be blank.' },
		]);
		expect(await create({ first_name: 'Ada', c_101: 'None' })).toMatchObject({ status: 201 });
	});

	test('have questions with choices and nothing that only the sandbox knows', async () => {
		const fields = 'fields=id,event_id,name,attribute,type,sort,choices';
		const list = await swoogo('GET', `/event-questions?event_id=700&${fields}&sort=sort`);
		expect(list.body.items).toMatchObject([
			{ id: 101, attribute: 'c_101', type: 'textInput', choices: [] },
			{ id: 102, choices: [{ id: 1020, name: 'S', sort: 0 }, { id: 1021 }] },
			{ id: 103 },
			{ id: 104, name: 'Consent', event_id: 700, sort: 104 },
		]);
		expect((await swoogo('GET', '/event-questions/101')).body).not.toHaveProperty('kind');
	});
});

describe('a session of a registrant', () => {
	const add = async (id: number, session: number, query = '') =>
		await swoogo('POST', `/registrants/${id}/session/${session}${query}`);

	test('is only checked with validate_only, refused when full, and given with the override', async () => {
		const [ada, ben] = [await create({}), await create({ email: 'ben@example.com' })];
		expect((await add(ada.body.id, 61, '?validate_only=true')).body).toEqual({ success: true });
		expect(state().registrants.get(ada.body.id)?.session_ids).toEqual([]);
		await add(ada.body.id, 61, '?send_email=true');
		expect(await add(ben.body.id, 61)).toMatchObject({
			status: 422,
			body: [{ field: 'session_ids' }],
		});
		await add(ben.body.id, 61, '?override_capacity_errors=true');
		expect(
			sandbox()
				.swoogo.ledger.slice(2)
				.map(({ action }) => action),
		).toEqual(['session.add', 'mail.registration_modified', 'session.add']);
		await swoogo('DELETE', `/registrants/${ben.body.id}/session/61`);
		expect(state().registrants.get(ben.body.id)?.session_ids).toEqual([]);
	});

	test('may not overlap with another one where conflicts are refused', async () => {
		state().sessionConflicts = 'refused';
		const { body } = await create({ session_ids: ['61'] });
		expect(await add(body.id, 62, '?validate_only=true&override_capacity_errors=1')).toMatchObject({
			status: 422,
			body: [{ message: 'Talk 62 conflicts with Talk 61.' }],
		});
	});
});

describe('lists', () => {
	const namesFound = async (list: string, query: string) => {
		const { body } = await swoogo<{ items: Array<{ first_name: string }> }>(
			'GET',
			`/${list}?fields=first_name&${query}`,
		);
		return body.items.map(({ first_name: name }) => name);
	};

	beforeEach(() => {
		for (const [index, name] of ['Ada', 'Ben'].entries()) {
			const email = `${name}@example.com`.toLowerCase();
			state().contacts.set(
				8001 + index,
				swoogoContact({ id: 8001 + index, email, firstName: name }),
			);
		}
	});

	test('search contacts, and ignore filters and sorting where told so', async () => {
		const search = `search=${encodeURIComponent('email=ben@example.com')}`;
		expect(await namesFound('contacts', search)).toEqual(['Ben']);
		expect(await namesFound('contacts', 'sort=-first_name')).toEqual(['Ben', 'Ada']);
		state().unfilterableFields = ['contacts.email', 'events.name'];
		expect(await namesFound('contacts', search)).toEqual(['Ada', 'Ben']);
		expect(await namesFound('contacts', 'search=first_name%3Dben')).toEqual(['Ben']);
		state().unfilterableFields = ['contacts.*'];
		state().unsortableFields = ['first_name'];
		expect(await namesFound('contacts', 'search=first_name%3Dben')).toEqual(['Ada', 'Ben']);
		expect(await namesFound('contacts', 'sort=-first_name')).toEqual(['Ada', 'Ben']);
	});

	test('page by key and say how much there is', async () => {
		const { body } = await swoogo('GET', '/contacts?search=id%3E8001&sort=id&per-page=1');
		expect(body).toMatchObject({
			items: [{ id: 8002, first_name: 'Ben' }],
			_meta: { totalCount: 1, pageCount: 1, currentPage: 1, perPage: 1 },
		});
		expect(await namesFound('contacts', 'ids=8001')).toEqual(['Ada']);
		const tooMany = Array.from({ length: 101 }, (_, index) => index + 1).join(',');
		expect(await swoogo('GET', `/contacts?ids=${tooMany}`)).toMatchObject({ status: 400 });
	});
});
