import { startSandbox, swoogoQuestion, type Sandbox } from '../../sandbox';
import { loadMapperFields } from '../support/editor';
import { known, located } from './swoogoRun';

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startSandbox()));
afterAll(async () => await sandbox.close());

const question = (id: number, fields: Partial<Parameters<typeof swoogoQuestion>[0]>) => {
	const whole = { id, eventId: known.event, name: `Question ${id}`, kind: 'text' as const };
	sandbox.swoogo.state.questions.set(id, swoogoQuestion({ ...whole, ...fields }));
};

beforeEach(() => {
	sandbox.swoogo.reset();
	for (const id of [known.event, known.otherEvent]) {
		sandbox.swoogo.state.events.set(id, { id, name: 'Summit', capacity: null });
	}
});

/** What the editor shows below 'Custom Fields' while the form holds this event. */
const load = async (eventId: unknown, operation = 'create', further: object = {}) =>
	await loadMapperFields(
		{
			node: {
				type: 'n8n-nodes-event-registration.swoogoRegistrant',
				parameters: { resource: 'registrant', operation, eventId: eventId as string, ...further },
			},
			credentials: {
				swoogoOAuth2Api: { ...sandbox.swoogo.credentials, baseUrl: `${sandbox.swoogo.url}/api/v1` },
			},
		},
		'getCustomFields',
	);

const requests = () => sandbox.swoogo.diary.filter(({ path }) => path.endsWith('/event-questions'));

test.each(['create', 'upsert', 'update', 'registerPerson'])(
	"%s shows the event's own questions in the event's order, each with what can be answered",
	async (operation) => {
		question(11, { name: 'Dietary needs', sort: 4 });
		question(12, { name: 'Shirt', kind: 'singleChoice', choices: ['S', 'M'], sort: 1 });
		question(13, { name: 'Days', kind: 'multipleChoice', choices: ['Monday', 'Friday'], sort: 3 });
		question(14, { name: 'Photos allowed', kind: 'checkbox', sort: 2 });
		question(16, { eventId: known.otherEvent });
		const { fields } = await load(located('list', String(known.event)), operation);
		expect(fields).toMatchObject([
			{
				id: 'c_12',
				displayName: 'Shirt',
				type: 'options',
				options: [
					{ name: 'S', value: '120' },
					{ name: 'M', value: '121' },
				],
			},
			{ id: 'c_14', displayName: 'Photos allowed', type: 'string' },
			{ id: 'c_13', displayName: 'Days (several with commas: Monday, Friday)', type: 'string' },
			{ id: 'c_11', displayName: 'Dietary needs', type: 'string' },
		]);
		for (const field of fields) expect(field).toMatchObject({ required: false, display: true });
	},
);

test('questions that every registrant answers are not shown again', async () => {
	question(15, {});
	Object.assign(sandbox.swoogo.state.questions.get(15)!, { attribute: 'company' });
	expect((await load('700')).fields).toEqual([]);
});

test('hundreds of questions are all shown', async () => {
	for (let id = 1; id <= 450; id++) question(id, {});
	expect((await load('700')).fields).toHaveLength(450);
	expect(requests()).toHaveLength(3);
});

test('an event without own questions is said to have none', async () => {
	expect(await load('700')).toEqual({
		fields: [],
		emptyFieldsNotice: 'This event asks no custom questions.',
	});
});

test.each([
	['nothing', located('list', '')],
	['an expression', '={{ $json.eventId }}'],
	['an expression in a locator', located('id', '={{ $json.eventId }}')],
])(
	'with %s as the event it is said what to choose first, and nothing is asked',
	async (_, eventId) => {
		expect(await load(eventId)).toEqual({
			fields: [],
			emptyFieldsNotice: expect.stringContaining("Choose an event by name or ID in 'Event'"),
		});
		expect(requests()).toEqual([]);
	},
);

describe('a refusal', () => {
	beforeEach(() =>
		sandbox.swoogo.faults.add({
			match: { path: 'event-questions' },
			effect: { kind: 'status', code: 403, body: { message: 'Not for you.', status: 403 } },
		}),
	);

	test('is shown in Swoogo’s words where the questions would stand', async () => {
		expect(await load('700')).toEqual({
			fields: [],
			emptyFieldsNotice: expect.stringMatching(
				/^Could not list the event's custom questions: Not for you\. Ask a Swoogo administrator/,
			),
		});
	});

	test('does not take away the questions that are in the form already', async () => {
		const schema = [{ id: 'c_11', displayName: 'Dietary needs', type: 'string' }];
		const customFields = { mappingMode: 'defineBelow', value: { c_11: 'none' }, schema };
		await expect(load('700', 'create', { customFields })).rejects.toMatchObject({
			message: expect.stringContaining('Not for you'),
		});
	});
});
