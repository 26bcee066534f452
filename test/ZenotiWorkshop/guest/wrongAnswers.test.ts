import type { IDataObject } from 'n8n-workflow';

import { detailsOf, known, located, useZenoti } from '../zenotiRun';

const zenoti = useZenoti();
const guestId = located('id', known.ada);
const dora = { email: 'dora@example.com', firstName: 'Dora', lastName: 'Novak' };
const run = async (operation: string, parameters: IDataObject, resource = 'guest') =>
	await zenoti.run({ resource, operation, parameters, onError: 'continueErrorOutput' });
const writes = () => zenoti.provider.diary.filter(({ method }) => method !== 'GET');
const guestWith = (email: string) =>
	[...zenoti.provider.state.guests.values()].filter(
		({ personal_info: { email: own } }) => own === email,
	);

describe.each([
	['get', {}],
	['update', { updateFields: { city: 'Columbus' } }],
])('%s', (operation, parameters) => {
	it.each([
		['no error and no guest', { error: null }],
		['words about it', { message: 'Try again later' }],
		['something wrapped around it', { guest: { id: known.ada } }],
		['somebody else', { id: known.ben, personal_info: { email: 'ben@example.com' } }],
		['a word', '"text"'],
	])('does nothing with %s in place of the guest', async (_, body) => {
		zenoti.answerNext(`/guests/${known.ada}`, 200, body);
		const { success, failed } = await run(operation, { guestId, ...parameters });
		expect(success).toEqual([]);
		expect(failed).toMatchObject([
			{ json: { details: { reason: 'unexpectedAnswer' } }, pairedItem: { item: 0 } },
		]);
		expect(writes()).toEqual([]);
	});
});

it.each([
	['null', null],
	['empty', []],
])(
	'a search whose guests are %s although it counts one creates nobody again',
	async (_, guests) => {
		zenoti.answerNext('/guests/search', 200, {
			guests,
			page_info: { total: 1, page: 1, size: 100 },
		});
		const centerId = located('id', known.center);
		const { failed } = await run('findOrCreate', { centerId, ...dora });
		expect(detailsOf(failed[0])).toMatchObject({ reason: 'unexpectedAnswer' });
		expect(writes()).toEqual([]);
	},
);

it.each([
	['about somebody else', { id: known.ben, personal_info: { email: 'ben@example.com' } }],
	['with an ID that is none', { id: 7, personal_info: { email: dora.email } }],
])('an answer %s registers nobody but the new guest', async (_, body) => {
	zenoti.provider.faults.add({
		match: { method: 'POST', path: '/guests$' },
		effect: { kind: 'status', code: 200, body, when: 'after' },
	});
	const place = { workshopId: known.workshop, trackId: known.track };
	const centerId = located('id', known.center);
	const { success } = await run('registerPerson', { ...place, centerId, ...dora }, 'registration');
	const [created] = guestWith(dora.email);
	expect(success).toMatchObject([
		{ json: { outcome: 'created', guestId: created!.id }, pairedItem: { item: 0 } },
	]);
	expect(zenoti.provider.ledger.map(({ action, person }) => [action, person])).toEqual([
		['guest.created', dora.email],
		['register', dora.email],
	]);
});

it.each([[''], [false], [{ code: null, message: null }], [{ code: 0, message: '' }]])(
	'a registration that is answered with the error %j is one',
	async (error) => {
		zenoti.provider.faults.add({
			match: { method: 'POST', path: '/registrations$' },
			effect: { kind: 'status', code: 200, body: { error }, when: 'after' },
		});
		const place = { workshopId: known.workshop, trackId: known.track };
		const centerId = located('id', known.center);
		const { success } = await run('register', { ...place, centerId, guestId }, 'registration');
		expect(success).toMatchObject([
			{ json: { outcome: 'created', registrationId: expect.any(String) } },
		]);
	},
);

it('a refusal with 403 that speaks of a rate limit is waited for, not taken for a missing permission', async () => {
	zenoti.provider.faults.add({
		match: { path: '/guests/' },
		effect: {
			kind: 'status',
			code: 403,
			body: { message: 'API rate limit exceeded' },
			headers: { 'retry-after': '1' },
		},
	});
	const { success } = await run('get', { guestId });
	expect(success).toHaveLength(1);
});
