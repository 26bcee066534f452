import type { IDataObject } from 'n8n-workflow';

import { detailsOf, known, located, strangers, useZenoti } from '../zenotiRun';
import { registrations } from './registerRun';

const zenoti = useZenoti();

const parameters = {
	workshopId: '={{ $json.workshopId }}',
	trackId: String(known.track),
	centerId: located('id', known.center),
	email: '={{ $json.email }}',
	firstName: '={{ $json.firstName }}',
	lastName: '={{ $json.lastName }}',
};

const registerPerson = async (items: IDataObject[], changes: IDataObject = {}) =>
	await zenoti.run({
		operation: 'registerPerson',
		parameters: { ...parameters, ...changes },
		items,
		onError: 'continueErrorOutput',
	});

const inWorkshop = { workshopId: known.workshop };
const dora = { ...inWorkshop, email: 'dora@example.com', firstName: 'Dora', lastName: 'Novak' };
const ada = { ...dora, email: 'ada@example.com', firstName: 'Ada', lastName: 'Example' };
const crowd = strangers.map((person) => ({ ...inWorkshop, ...person }));
const outcomes = (items: Array<{ json: IDataObject }>) =>
	items.map(({ json: { outcome, steps } }) => [outcome, ...Object.values(steps as IDataObject)]);

zenoti.describeContract({
	operation: 'registerPerson',
	parameters: parameters as never,
	rows: crowd.slice(0, 3),
	crowd,
	ownData: ({ email }) => ({
		email,
		guestId: expect.any(String),
		registrationId: expect.any(String),
	}),
	writes: true,
	expressionFields: ['workshopId', 'trackId', 'centerId', 'email', 'firstName', 'lastName'],
	request: { method: 'POST', path: '/registrations$' },
});

describe('somebody whom Zenoti does not know', () => {
	it('is created, then registered, and both steps are told', async () => {
		const run = await registerPerson([dora], { additionalFields: { city: 'Columbus' } });
		const guestId = String(run.success[0]!.json.guestId);
		expect(zenoti.provider.diary.slice(-2).map(({ url, body }) => [url, body])).toEqual([
			[
				'/v1/guests',
				{
					center_id: known.center,
					personal_info: {
						first_name: 'Dora',
						last_name: 'Novak',
						email: 'dora@example.com',
					},
					address_info: { city: 'Columbus' },
				},
			],
			[registrations, { track_id: known.track, guest_id: guestId, center_id: known.center }],
		]);
		expect(run.success).toEqual([
			{
				json: {
					outcome: 'created',
					workshopId: '11900',
					trackId: '1201',
					guestId,
					centerId: known.center,
					registrationId: '120002',
					email: 'dora@example.com',
					steps: { findOrCreate: 'created', register: 'created' },
					id: 120002,
					status: 0,
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(zenoti.writes()).toEqual([
			['guest.created', 'dora@example.com'],
			['register', 'dora@example.com'],
		]);
		expect(run.hints[0]!.message).toBe('1 person: 1 registered.');
	});

	it('is found by phone, or created with it', async () => {
		const byPhone = {
			matchBy: 'phone',
			phone: '={{ $json.phone }}',
			additionalFields: { mobileCountryId: '225', email: '={{ $json.email }}' },
		};
		const eve = zenoti.guest({ number: 1, phone: { country_code: 225, number: '2025550123' } });
		const run = await registerPerson(
			[
				{ ...dora, phone: '202 555 0123' },
				{ ...dora, phone: '202 555 0199' },
			],
			byPhone,
		);
		expect(run.success).toMatchObject([
			{ json: { outcome: 'created', guestId: eve, phone: '2025550123' } },
			{ json: { outcome: 'created', phone: '2025550199', steps: { findOrCreate: 'created' } } },
		]);
	});
});

it('somebody whom Zenoti knows is registered without being changed', async () => {
	const run = await registerPerson([{ ...ada, firstName: 'Other' }]);
	expect(outcomes(run.success)).toEqual([['created', 'unchanged', 'created']]);
	expect(zenoti.writes()).toEqual([['register', 'ada@example.com']]);
});

it('somebody who is registered is recognised in both steps', async () => {
	const { id } = zenoti.registered(known.ada);
	const run = await registerPerson([ada]);
	expect(run.success[0]!.json).toMatchObject({
		outcome: 'unchanged',
		registrationId: String(id),
		steps: { findOrCreate: 'unchanged', register: 'unchanged' },
	});
	expect(zenoti.writes()).toEqual([]);
});

describe('a sheet', () => {
	it('that holds a person twice creates and registers them once', async () => {
		zenoti.provider.latencyMs = 10;
		const run = await registerPerson([dora, { ...dora, email: ' DORA@example.com' }]);
		expect(outcomes(run.success)).toEqual([
			['created', 'created', 'created'],
			['unchanged', 'unchanged', 'unchanged'],
		]);
		expect(zenoti.writes()).toHaveLength(2);
	});

	it('that holds a person for two workshops creates them once and registers them for both', async () => {
		zenoti.provider.latencyMs = 10;
		zenoti.provider.state.workshops.set(12345, {
			...zenoti.provider.state.workshops.get(known.workshop)!,
			id: 12345,
		});
		const run = await registerPerson([dora, { ...dora, workshopId: 12345 }]);
		expect(outcomes(run.success)).toEqual([
			['created', 'created', 'created'],
			['created', 'unchanged', 'created'],
		]);
		expect(zenoti.writes().map(([action]) => action)).toEqual([
			'guest.created',
			'register',
			'register',
		]);
	});

	it('can be run again after a step did not work, and nobody is made twice', async () => {
		zenoti.answerNext('registrations$', 400, { error: { code: 1004, message: 'Not now' } }, 'POST');
		const first = await registerPerson([dora]);
		expect(first.failed[0]!.json).toMatchObject({
			error:
				'Could not register Dora Novak for workshop 11900: Not now. Correct the row and run it again. [item 0]',
			details: { reason: 'rejected', step: 'register' },
		});
		const again = await registerPerson([dora]);
		expect(outcomes(again.success)).toEqual([['created', 'unchanged', 'created']]);
		expect(zenoti.writes().map(([action]) => action)).toEqual(['guest.created', 'register']);
	});
});

describe('what does not work', () => {
	it('several guests with the address are named, as the first step', async () => {
		zenoti.guest({ number: 51, email: 'ada@example.com' });
		const run = await registerPerson([ada]);
		expect(detailsOf(run.failed[0])).toMatchObject({ reason: 'ambiguous', step: 'findOrCreate' });
		expect(zenoti.writes()).toEqual([]);
	});

	it('a new guest without an ID cannot be registered, and a second run finds them', async () => {
		zenoti.provider.faults.add(
			{
				match: { method: 'POST', path: 'guests$' },
				effect: { kind: 'status', code: 200, body: { success: true }, when: 'after' },
			},
			{
				match: { path: 'search', nth: 3, times: 2 },
				effect: { kind: 'status', code: 200, body: { guests: [] } },
			},
		);
		const run = await registerPerson([dora]);
		expect(run.failed[0]!.json).toMatchObject({
			error:
				'Could not register Dora Novak for workshop 11900: Zenoti did not say which ID the new guest has. Run the row again: the guest will be found. [item 0]',
			details: { reason: 'unexpectedAnswer', step: 'register' },
		});
		const again = await registerPerson([dora]);
		expect(outcomes(again.success)).toEqual([['created', 'unchanged', 'created']]);
	});

	it('a full workshop: the options of Register decide', async () => {
		const full = { ...ada, workshopId: known.fullWorkshop };
		const changes = { trackId: String(known.fullTrack) };
		const refused = await registerPerson([full], changes);
		expect(detailsOf(refused.failed[0])).toMatchObject({ reason: 'full', step: 'register' });
		const run = await registerPerson([full], {
			...changes,
			options: { ifFull: 'joinWaitlist', additionalBody: '{"notes":"x"}' },
		});
		expect(outcomes(run.success)).toEqual([['waitlisted', 'unchanged', 'waitlisted']]);
		expect(zenoti.provider.diary.at(-1)!.body).toMatchObject({ waitlist: true, notes: 'x' });
	});

	it.each([
		['options', { ifFull: 'perhaps' }, `'If Full' cannot be "perhaps"`],
		['matchBy', 'name', `'Match By' cannot be "name"`],
		['additionalFields', { countryId: 'US' }, `'Country ID' must be a whole number, not "US"`],
	])('a bad value in %s is refused before the first step', async (field, value, message) => {
		const run = await registerPerson([dora], { [field]: value });
		expect(run.failed[0]!.json.message).toBe(message);
		expect(detailsOf(run.failed[0])).toMatchObject({ reason: 'invalidInput', step: null });
		expect(zenoti.requests()).toEqual([]);
	});
});

describe("'Check Only'", () => {
	it('tells what each step would do to new, known, registered and repeated people', async () => {
		zenoti.registered(known.ben);
		const ben = { ...ada, email: 'ben@example.com' };
		const otherWorkshop = { ...dora, workshopId: 12345 };
		const run = await registerPerson([dora, ada, ben, { ...dora }, { ...ada }, otherWorkshop], {
			options: { checkOnly: true },
		});
		expect(outcomes(run.success)).toEqual([
			['wouldCreate', 'wouldCreate', 'wouldCreate'],
			['wouldCreate', 'unchanged', 'wouldCreate'],
			['unchanged', 'unchanged', 'unchanged'],
			['unchanged', 'unchanged', 'unchanged'],
			['unchanged', 'unchanged', 'unchanged'],
			['wouldCreate', 'unchanged', 'wouldCreate'],
		]);
		expect(zenoti.writes()).toEqual([]);
	});
});
