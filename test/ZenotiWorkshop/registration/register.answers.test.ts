import { detailsOf, known } from '../zenotiRun';
import { ada, registrations, useRegister } from './registerRun';

const { register, writes, zenoti } = useRegister();

describe('answers that look different from the documentation', () => {
	it.each([
		['a list of one registration', { registrations: [{ id: 7, status: 0 }], error: null }, '7'],
		[
			'a registration with an id of 64 bits',
			'{"registrations":{"id":9007199254740993}}',
			'9007199254740993',
		],
	])('%s', async (_, body, registrationId) => {
		zenoti.answerNext('registrations', 200, body);
		const run = await register([ada]);
		expect(run.success[0]!.json).toMatchObject({ outcome: 'created', registrationId });
	});

	it.each([
		['no registration', { kind: 'status', code: 200, body: { error: null }, when: 'after' }],
		[
			'a registration without id',
			{
				kind: 'status',
				code: 200,
				body: { registrations: { id: null, status: 0 } },
				when: 'after',
			},
		],
	] as const)('%s: the registration is looked up', async (_, effect) => {
		zenoti.provider.faults.add({ match: { method: 'POST' }, effect });
		const run = await register([ada]);
		expect(run.success[0]!.json).toMatchObject({
			outcome: 'created',
			registrationId: '120002',
			id: 120002,
			status: 0,
		});
		expect(writes()).toHaveLength(1);
	});

	it('a page of HTML is never taken for a registration', async () => {
		zenoti.provider.faults.add({ match: { times: 'always' }, effect: { kind: 'html' } });
		const run = await register([ada]);
		expect(run.success).toEqual([]);
		expect(detailsOf(run.failed[0])).toMatchObject({ reason: 'outcomeUnknown' });
	});
});

describe('lost answers', () => {
	const lost = [
		{ kind: 'reset', when: 'after' },
		{ kind: 'close', when: 'after' },
		{ kind: 'status', code: 502, when: 'after' },
		{ kind: 'malformedJson', when: 'after' },
		{ kind: 'emptyBody', when: 'after' },
	] as const;

	it.each(lost)('register nobody twice after $kind', async (effect) => {
		zenoti.provider.faults.add({ match: { method: 'POST' }, effect });
		const run = await register([ada]);
		expect(run.success[0]!.json).toMatchObject({ registrationId: '120002', status: 0 });
		expect(writes()).toEqual([['register', 'ada@example.com']]);
	});

	it('find the registration when it took the very place that is missing at the repeat', async () => {
		const match = { method: 'POST', path: '/registrations$' };
		zenoti.provider.faults.add({ match, effect: { kind: 'close', when: 'after' } });
		const body = { error: { code: 1011, message: 'Workshop capacity exceeded' } };
		zenoti.provider.faults.add({
			match: { ...match, nth: 2 },
			effect: { kind: 'status', code: 400, body },
		});
		const { success, failed } = await register([ada]);
		const [registration] = [...zenoti.provider.state.registrations.values()].slice(-1);
		expect(failed).toEqual([]);
		expect(success).toMatchObject([
			{
				json: { outcome: 'created', registrationId: String(registration!.id) },
				pairedItem: { item: 0 },
			},
		]);
	});

	it('are repeated when nothing had been written', async () => {
		zenoti.provider.faults.add({
			effect: { kind: 'status', code: 503, body: { message: 'Busy' } },
		});
		const run = await register([ada]);
		expect(run.success[0]!.json.outcome).toBe('created');
		expect(zenoti.requests()).toEqual([`POST ${registrations}`, `POST ${registrations}`]);
	});

	it("do not blame a guest for the registration of this very row when 'If Already Registered' is 'Fail'", async () => {
		zenoti.provider.faults.add({ effect: { kind: 'reset', when: 'after' } });
		const run = await register([ada], { ifAlreadyRegistered: 'fail' });
		expect(detailsOf(run.failed[0])).toMatchObject({
			reason: 'outcomeUnknown',
			providerCode: 1010,
		});
	});

	it('end as unknown, with what to do, when Zenoti stays silent', async () => {
		zenoti.provider.faults.add({ match: { times: 'always' }, effect: { kind: 'reset' } });
		const run = await register([ada]);
		expect(run.failed[0]!.json.error).toBe(
			`Could not register guest ${known.ada} for workshop 11900: Zenoti did not answer: the connection broke before an answer came. It may have been written. Run the row again: what is already there will be recognised. [item 0]`,
		);
		expect(detailsOf(run.failed[0])).toMatchObject({ reason: 'outcomeUnknown', httpStatus: null });
	});
});
