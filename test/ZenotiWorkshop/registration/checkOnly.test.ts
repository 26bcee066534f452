import type { IDataObject } from 'n8n-workflow';

import { detailsOf, known, located } from '../zenotiRun';
import { ada, ben, useRegister } from './registerRun';

const { register, writes, zenoti } = useRegister();

const check = async (items: IDataObject[], options: IDataObject = {}) =>
	await register(items, { ...options, checkOnly: true });

describe("'Check Only' of Register", () => {
	it('tells who would be registered from who is registered or waitlisted', async () => {
		const { id } = zenoti.registered(known.ben);
		zenoti.registered(known.cleo, { status: 'Waitlisted' });
		const run = await check([ada, ben, { ...ada, guestId: known.cleo }, { ...ada }]);
		expect(run.success.map(({ json }) => json.outcome)).toEqual([
			'wouldCreate',
			'unchanged',
			'waitlisted',
			'unchanged',
		]);
		expect(run.success[1]!.json).toMatchObject({ registrationId: String(id), id, status: 0 });
		expect(writes()).toEqual([]);
		expect(zenoti.provider.diary.every(({ method }) => method === 'GET')).toBe(true);
	});

	it("fails for who is registered when 'If Already Registered' says so", async () => {
		const { id } = zenoti.registered(known.ada);
		const run = await check([ada], { ifAlreadyRegistered: 'fail' });
		expect(run.failed[0]!.json).toMatchObject({
			error: `Could not register guest ${known.ada} for workshop 11900: The guest has registration ${id} for this workshop already. Set 'If Already Registered' to 'Succeed' to accept this. [item 0]`,
			details: { reason: 'rejected' },
		});
	});

	it('fails for a guest whom Zenoti does not know', async () => {
		const run = await check([{ ...ada, guestId: '33333333-3333-4333-8333-999999999999' }]);
		expect(detailsOf(run.failed[0])).toMatchObject({ reason: 'notFound', providerCode: 414 });
	});

	it('sees a cancelled registration as none', async () => {
		zenoti.registered(known.ada, { status: 'Cancelled' });
		const run = await check([ada]);
		expect(run.success[0]!.json.outcome).toBe('wouldCreate');
	});
});

it.each([
	['cancel', 'wouldRemove'],
	['checkIn', 'wouldUpdate'],
	['undoCheckIn', 'wouldUpdate'],
])(
	"'Check Only' of %s sends nothing, because Zenoti shows no single registration",
	async (operation, outcome) => {
		const run = await zenoti.run({
			operation,
			parameters: {
				workshopId: known.workshop,
				registrationId: '120001',
				sessionId: located('id', known.session),
				options: { checkOnly: true },
			},
		});
		expect(run.success).toMatchObject([{ json: { outcome, registrationId: '120001' } }]);
		expect(zenoti.requests()).toEqual([]);
	},
);
