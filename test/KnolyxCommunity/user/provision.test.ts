import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { describeContract } from '../../support/contract';
import {
	API,
	expectFailure,
	jsonOf,
	members,
	nodeType,
	openKnolyx,
	runKnolyx,
} from '../knolyxCommunity';

const { knolyx, credentials, arrange } = openKnolyx();
const [ines] = members;
const grace = { email: 'grace.okafor@example.com', firstName: 'Grace', lastName: 'Okafor' };

const parameters = {
	email: '={{ $json.email }}',
	firstName: '={{ $json.firstName }}',
	lastName: '={{ $json.lastName }}',
};

const provision = async (rows: IDataObject[], changes: INodeParameters = {}) =>
	await runKnolyx(
		{ resource: 'user', operation: 'provision', ...parameters, ...changes },
		rows,
		credentials(),
	);
const mailsTo = (email: string) =>
	knolyx().ledger.filter(({ action, person }) => action === 'welcomeMail' && person === email);

beforeEach(arrange);

describeContract({
	nodeType,
	resource: 'user',
	operation: 'provision',
	parameters,
	credentials,
	sandbox: knolyx,
	arrange,
	rows: [
		grace,
		{ email: 'hugo.silva@example.com', firstName: 'Hugo', lastName: 'Silva' },
		{ email: ines.email, firstName: ines.firstName, lastName: ines.lastName },
	],
	ownData: ({ email }) => ({ email }),
	writes: true,
	expressionFields: ['email', 'firstName', 'lastName'],
	request: { method: 'POST', path: /\/user\/provision$/ },
	takePermissionAway: () => (knolyx().state.permissions = []),
});

describe('provisioning a user', () => {
	test('sends one POST with the names and the address, and nothing that was not given', async () => {
		const run = await provision([grace]);
		expect(knolyx().diary).toMatchObject([
			{
				method: 'POST',
				url: `${API}/user/provision`,
				headers: {
					'content-type': 'application/json',
					'x-project-id': 'sandbox-project',
					'x-api-key': 'sandbox-knolyx-key',
				},
				status: 201,
			},
		]);
		expect(knolyx().diary[0].body).toEqual(grace);
		expect(run.success).toEqual([
			{
				json: {
					outcome: 'created',
					userId: '50001',
					email: grace.email,
					id: 50001,
					name: 'Grace Okafor',
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	test('the welcome mail goes out unless it is switched off', async () => {
		const rows = [
			{ ...grace, mail: true },
			{ ...grace, email: 'quiet@example.com', mail: false },
			{ ...grace, email: 'quiet.text@example.com', mail: 'no' },
		];
		await provision(rows, { sendWelcomeEmail: '={{ $json.mail }}' });
		expect(mailsTo(grace.email)).toHaveLength(1);
		expect(mailsTo('quiet@example.com')).toEqual([]);
		expect(mailsTo('quiet.text@example.com')).toEqual([]);
		const bodies = knolyx().diary.map(({ body }) => body);
		expect(bodies).toContainEqual({
			...grace,
			email: 'quiet@example.com',
			disableWelcomeEmail: true,
		});
	});

	test.each(['FEMALE', 'MALE', 'NON-BINARY'])('the gender %s is sent as it is', async (gender) => {
		await provision([grace], { additionalFields: { gender } });
		expect(knolyx().diary[0].body).toEqual({ ...grace, gender });
	});

	test.each(['', null])('the gender %j is left to Knolyx', async (gender) => {
		await provision([{ ...grace, gender }], {
			additionalFields: { gender: '={{ $json.gender }}' },
		});
		expect(knolyx().diary[0].body).toEqual(grace);
	});

	test('an unknown gender is refused before anything is sent', async () => {
		const run = await provision([grace], { additionalFields: { gender: '={{ "female" }}' } });
		expectFailure(run, {
			message: '\'Gender\' cannot be "female"',
			reason: 'invalidInput',
			advice: 'Use one of: FEMALE, MALE, NON-BINARY.',
		});
		expect(knolyx().diary).toEqual([]);
	});

	test('spaces around the values are dropped, and the letter case of the address is kept', async () => {
		await provision([{ email: ' Grace@Example.com\n', firstName: ' Grace ', lastName: 'Okafor ' }]);
		expect(knolyx().diary[0].body).toEqual({ ...grace, email: 'Grace@Example.com' });
	});

	test.each([
		['grace', 'is not an e-mail address: "grace"'],
		['grace @example.com', 'is not an e-mail address: "grace @example.com"'],
		['a@b@example.com', 'is not an e-mail address: "a@b@example.com"'],
		['..', 'is not an e-mail address: ".."'],
		[`${'a'.repeat(250)}@example.com`, 'is not an e-mail address: '],
		['', 'is empty for this row'],
		[['a@example.com', 'b@example.com'], 'must be one value'],
	])('the address %j is refused before anything is sent', async (email, words) => {
		const run = await provision([{ ...grace, email }]);
		expectFailure(run, {
			message: expect.stringContaining(`'Email' ${words}`),
			reason: 'invalidInput',
		});
		expect(knolyx().diary).toEqual([]);
	});

	test('an existing user is updated, with the names of the row, and gets no mail', async () => {
		const run = await provision([{ ...ines, lastName: 'Duarte Lima' }]);
		expect(jsonOf(run.success)).toEqual([
			{
				outcome: 'updated',
				userId: `${ines.id}`,
				email: ines.email,
				id: ines.id,
				name: 'Ines Duarte Lima',
			},
		]);
		expect(knolyx().state.users.get(ines.id)?.lastName).toBe('Duarte Lima');
		expect(mailsTo(ines.email)).toEqual([]);
	});

	test('an answer without an id is a success without an id', async () => {
		knolyx().state.idInRepeatedProvision = false;
		const run = await provision([{ ...ines }]);
		expect(jsonOf(run.success)).toEqual([{ outcome: 'updated', email: ines.email }]);
	});

	test.each([
		[{ id: 7 }, '7'],
		[{ id: '7' }, '7'],
		[{ userId: 7 }, '7'],
		[{ user: { id: 7 } }, '7'],
		[{ data: { id: 7 } }, '7'],
		[{ id: '', userId: 7 }, '7'],
	])('the id is found in %j', async (body, userId) => {
		knolyx().faults.add({ effect: { kind: 'status', code: 201, body } });
		const run = await provision([grace]);
		expect(jsonOf(run.success)).toMatchObject([{ outcome: 'created', userId }]);
	});

	test('an id of 64 bits keeps every digit', async () => {
		const body = '{"id":9007199254740993,"name":"Grace Okafor"}';
		const headers = { 'content-type': 'application/json' };
		knolyx().faults.add({ effect: { kind: 'status', code: 201, body, headers } });
		const run = await provision([grace]);
		expect(jsonOf(run.success)).toMatchObject([{ userId: '9007199254740993' }]);
	});

	test('where POST is not allowed, PUT is used', async () => {
		knolyx().state.provisionVerb = 'PUT';
		const run = await provision([grace]);
		expect(jsonOf(run.success)).toMatchObject([{ outcome: 'created', userId: '50001' }]);
		expect(knolyx().diary).toMatchObject([
			{ method: 'POST', status: 405 },
			{ method: 'PUT', url: `${API}/user/provision`, status: 201 },
		]);
		expect(knolyx().diary[1].body).toEqual(grace);
	});

	test('where neither is allowed, the row fails in Knolyx’s words', async () => {
		const match = { times: 'always' as const };
		knolyx().faults.add({ match, effect: { kind: 'status', code: 405 } });
		const run = await provision([grace]);
		expectFailure(run, {
			message: 'Scripted fault of the sandbox',
			reason: 'rejected',
			httpStatus: 405,
		});
		expect(knolyx().diary).toHaveLength(2);
	});

	test('a key without the permission is told which one it lacks', async () => {
		knolyx().state.permissions = ['EVENT_MANAGE'];
		expectFailure(await provision([grace]), {
			message: 'Access Denied',
			reason: 'keyLacksPermission',
			httpStatus: 403,
			advice: 'Ask Knolyx to give this API key the permission USER_PROVISION.',
		});
	});

	test('an answer that is lost is asked for again, and the user is mailed once', async () => {
		knolyx().faults.add({ effect: { kind: 'close', when: 'after' } });
		const run = await provision([grace]);
		expect(jsonOf(run.success)).toMatchObject([{ userId: '50001' }]);
		expect(knolyx().diary).toHaveLength(2);
		expect(mailsTo(grace.email)).toHaveLength(1);
	});

	test('rows with the same address in other letters make one user', async () => {
		const emails = [grace.email, ' Grace.Okafor@Example.com', grace.email.toUpperCase()];
		const run = await provision(emails.map((email) => ({ ...grace, email })));
		const outcomes = jsonOf(run.success).map(({ outcome }) => outcome);
		expect(outcomes).toEqual(['created', 'updated', 'updated']);
		expect(mailsTo(grace.email)).toHaveLength(1);
	});
});
