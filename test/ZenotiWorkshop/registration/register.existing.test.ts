import { detailsOf, known } from '../zenotiRun';
import { ada, registrations, useRegister } from './registerRun';

const { register, writes, zenoti } = useRegister();

describe('a guest who is registered already', () => {
	it.each([
		['Registered', 'unchanged', 0],
		['Enrolled', 'unchanged', 8],
		['Waitlisted', 'waitlisted', 4],
	] as const)(
		'with status %s comes out as %s with that registration',
		async (status, outcome, number) => {
			const { id } = zenoti.registered(known.ada, { status });
			const run = await register([ada]);
			expect(run.success).toEqual([
				{
					json: {
						outcome,
						workshopId: '11900',
						trackId: '1201',
						guestId: known.ada,
						centerId: known.center,
						registrationId: String(id),
						id,
						status: number,
					},
					pairedItem: { item: 0 },
				},
			]);
			expect(zenoti.requests()).toEqual([
				`POST ${registrations}`,
				`GET /v1/guests/${known.ada}/registrations?page=1&size=100`,
			]);
			expect(writes()).toEqual([]);
		},
	);

	it('is recognised as waitlisted when Zenoti sends statuses by name', async () => {
		zenoti.registered(known.ada, { status: 'Waitlisted' });
		zenoti.provider.state.enumsAs = 'name';
		const run = await register([ada]);
		expect(run.success[0]!.json).toMatchObject({ outcome: 'waitlisted', status: 'Waitlisted' });
	});

	it('gets the registration in force, not an earlier one that was cancelled', async () => {
		for (const status of ['Cancelled', 'ClassCancelled', 'Rejected'] as const) {
			zenoti.registered(known.ada, { status });
		}
		zenoti.registered(known.ada, { workshopId: known.fullWorkshop });
		const { id } = zenoti.registered(known.ada);
		const run = await register([ada]);
		expect(run.success[0]!.json).toMatchObject({
			outcome: 'unchanged',
			registrationId: String(id),
		});
	});

	it('is found among hundreds of earlier registrations', async () => {
		for (let number = 1; number <= 230; number++) {
			zenoti.registered(known.ada, { workshopId: 20000 + number, status: 'Closed' });
		}
		const { id } = zenoti.registered(known.ada);
		const run = await register([ada]);
		expect(run.success[0]!.json).toMatchObject({ registrationId: String(id) });
		expect(zenoti.requests()).toHaveLength(1 + 3);
	});

	it('comes out as unchanged without a registration id when Zenoti does not show it', async () => {
		zenoti.registered(known.ada);
		zenoti.answerNext('guests/', 403, { ErrorCode: 602 });
		const run = await register([ada]);
		expect(run.success).toEqual([
			{
				json: {
					outcome: 'unchanged',
					workshopId: '11900',
					trackId: '1201',
					guestId: known.ada,
					centerId: known.center,
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it("fails when 'If Already Registered' says so, without any lookup", async () => {
		zenoti.registered(known.ada);
		const run = await register([ada], { ifAlreadyRegistered: 'fail' });
		expect(run.failed).toMatchObject([
			{
				json: {
					error: `Could not register guest ${known.ada} for workshop 11900: Guest is already enrolled to the workshop or is on the waiting list. Set 'If Already Registered' to 'Succeed' to accept this. [item 0]`,
					details: { reason: 'rejected', httpStatus: 400, providerCode: 1010, retryable: false },
				},
			},
		]);
		expect(zenoti.requests()).toHaveLength(1);
	});

	it('is registered anew after a cancellation', async () => {
		zenoti.registered(known.ada, { status: 'Cancelled' });
		const run = await register([ada]);
		expect(run.success[0]!.json.outcome).toBe('created');
	});
});

describe('a full workshop', () => {
	const full = { workshopId: known.fullWorkshop, trackId: known.fullTrack, guestId: known.ada };

	it('turns the guest away and says how to join the waiting list', async () => {
		const run = await register([full]);
		expect(run.failed[0]!.json).toMatchObject({
			error: `Could not register guest ${known.ada} for workshop 11950: Workshop capacity exceeded, cannot register to Workshop. Set 'If Full' to 'Join Waitlist', or choose another track. [item 0]`,
			message: 'Workshop capacity exceeded, cannot register to Workshop',
			details: {
				reason: 'full',
				httpStatus: 400,
				providerCode: 1011,
				retryable: false,
				step: null,
			},
		});
		expect(writes()).toEqual([]);
	});

	it("puts the guest on the waiting list when 'If Full' says so, in a second request", async () => {
		const run = await register([full], { ifFull: 'joinWaitlist', additionalBody: '{"notes":"x"}' });
		expect(run.success[0]!.json).toMatchObject({ outcome: 'waitlisted', registrationId: '120002' });
		const body = {
			notes: 'x',
			track_id: known.fullTrack,
			guest_id: known.ada,
			center_id: known.center,
		};
		expect(zenoti.provider.diary.map((entry) => entry.body)).toEqual([
			body,
			{ ...body, waitlist: true },
		]);
		expect(writes()).toEqual([['waitlist', 'ada@example.com']]);
		expect(run.hints[0]!.message).toBe('1 person: 1 waitlisted.');
	});

	it('does not ask for the waiting list while there is room', async () => {
		const run = await register([ada], { ifFull: 'joinWaitlist' });
		expect(run.success[0]!.json.outcome).toBe('created');
		expect(zenoti.requests()).toHaveLength(1);
	});

	it('recognises a guest who is on its waiting list already', async () => {
		await register([full], { ifFull: 'joinWaitlist' });
		const again = await register([full], { ifFull: 'joinWaitlist' });
		expect(again.success[0]!.json).toMatchObject({
			outcome: 'waitlisted',
			registrationId: '120002',
		});
		expect(writes()).toHaveLength(1);
	});

	it('fails plainly when even the waiting list is refused', async () => {
		const refusal = {
			code: 1009,
			message: 'Workshop is not open for registrations, cannot add guest to waitlist',
		};
		zenoti.provider.faults.add({
			match: { bodyIncludes: '"waitlist":true' },
			effect: { kind: 'status', code: 400, body: { error: refusal } },
		});
		const run = await register([full], { ifFull: 'joinWaitlist' });
		expect(detailsOf(run.failed[0])).toMatchObject({ reason: 'notOpen', providerCode: 1009 });
	});
});
