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

const row = (name: 'ada' | 'ben' | 'cleo'): IDataObject => ({
	id: known[name],
	email: emailOf(name),
});

const mail = async (items: IDataObject[], parameters: IDataObject = byId) =>
	await swoogo.run({ resource: 'registrant', operation: 'sendEmail', parameters, items });

const posts = () => swoogo.sent('POST', /trigger-email/);

describe.each([
	['by e-mail', byEmail, ['registrantId', 'eventId']],
	['by ID', byId, ['registrantId']],
])('a registrant named %s', (_, parameters, expressionFields) => {
	swoogo.describeContract({
		resource: 'registrant',
		operation: 'sendEmail',
		parameters: parameters as INodeParameters,
		rows: [row('ada'), row('ben'), row('cleo')],
		crowd: crowd.map(({ id, name }) => ({ id, email: emailOf(name) })),
		ownData: ({ id }) => ({ registrantId: `${id as number}` }),
		writes: true,
		expressionFields,
		request: { method: 'POST', path: '/trigger-email/' },
	});
});

test('the confirmation is sent with one request without a body', async () => {
	const run = await mail([row('ada')]);
	expect(swoogo.requests()).toEqual(['POST /registrants/5101/trigger-email/registration_created']);
	expect(posts()[0].rawBody ?? '').toBe('');
	expect(run.success).toEqual([
		{
			json: {
				outcome: 'created',
				registrantId: '5101',
				emailType: 'registration_created',
				success: true,
			},
			pairedItem: { item: 0 },
		},
	]);
	expect(run.hints[0].message).toBe('1 person: 1 mailed.');
});

test.each([
	'registration_created',
	'registration_abandoned',
	'registration_modified',
	'registration_cancelled',
])('%s can be sent', async (emailType) => {
	await mail([row('ada')], { ...byEmail, emailType });
	expect(swoogo.writes()).toEqual([`mail.${emailType} ada@example.com`]);
});

test('another type is refused, unsent', async () => {
	const run = await mail([row('ada')], { ...byId, emailType: '={{ "newsletter" }}' });
	expectFailure(run, {
		message: '\'Email Type\' cannot be "newsletter"',
		reason: 'invalidInput',
	});
	expect(swoogo.provider.diary).toEqual([]);
});

test.each([
	['few rows by ID', byId, 3],
	['many rows by e-mail', byEmail, 8],
])('rows that repeat a mail send it once, in %s', async (_, parameters, count) => {
	const items = Array.from({ length: count }, () => row('ada'));
	const run = await mail(items, parameters);
	expect(outcomesOf(run)).toEqual(['created', ...items.slice(1).map(() => 'unchanged')]);
	expect(swoogo.writes()).toHaveLength(1);
	expect(run.hints[0].message).toBe(
		`${count} people: 1 mailed, ${count - 1} mailed by an earlier row.`,
	);
});

test('a new run sends it again', async () => {
	await mail([row('ada')]);
	await mail([row('ada')]);
	expect(swoogo.writes()).toHaveLength(2);
});

test('two kinds of mail to the same person are two mails', async () => {
	const emailType = '={{ $json.type }}';
	const items = ['registration_created', 'registration_modified'].map((type) => ({
		...row('ada'),
		type,
	}));
	expect(outcomesOf(await mail(items, { ...byId, emailType }))).toEqual(['created', 'created']);
});

test.each([
	{ kind: 'close', when: 'before' },
	{ kind: 'close', when: 'after' },
	{ kind: 'status', code: 503, when: 'after' },
	{ kind: 'silence' },
] as const)('%j: no second mail is risked', async (effect) => {
	swoogo.provider.faults.add({ match: { path: 'trigger-email' }, effect });
	const run = await mail([row('ada'), row('ada')], { ...byId, options: { timeoutSeconds: 1 } });
	expect(jsonOf(run.failed)).toMatchObject([
		{ details: { reason: 'outcomeUnknown', retryable: false } },
		{
			message: 'An earlier row asked for the same mail and got no answer',
			details: { reason: 'outcomeUnknown', retryable: false },
		},
	]);
	expect(posts()).toHaveLength(1);
});

test('after a refusal the next row may try', async () => {
	swoogo.answerNext('POST', 'trigger-email', 422, [{ field: 'type', message: 'No template.' }]);
	const run = await mail([row('ada'), row('ada')]);
	expect(jsonOf(run.failed)).toMatchObject([
		{
			error:
				'Could not mail registrant 5101: type: No template. Correct the row and run it again. [item 0]',
			details: { reason: 'rejected', httpStatus: 422 },
		},
	]);
	expect(outcomesOf(run)).toEqual(['created']);
});

test('nobody has the ID', async () => {
	expectFailure(await mail([{ id: 9999 }]), {
		message: 'Registrant not found.',
		reason: 'notFound',
		httpStatus: 404,
		error:
			"Could not mail registrant 9999: Registrant not found. Check the ID in 'Registrant': it is absent, or not accessible to this credential. [item 0]",
	});
});

describe('with Check Only', () => {
	const options = { checkOnly: true };

	it('says who would be mailed, and mails nobody', async () => {
		const run = await mail([row('ada'), row('ada'), row('ben')], { ...byId, options });
		expect(outcomesOf(run)).toEqual(['wouldCreate', 'unchanged', 'wouldCreate']);
		expect(jsonOf(run.success)[0]).toMatchObject({ email: 'ada@example.com' });
		expect(posts()).toEqual([]);
	});

	it('says that nobody has the ID, which the mail itself would learn from Swoogo', async () => {
		const run = await mail([{ id: 9999 }], { ...byId, options });
		expect(jsonOf(run.failed)).toMatchObject([{ details: { reason: 'notFound' } }]);
	});
});
