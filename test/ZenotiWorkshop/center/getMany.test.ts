import type { IDataObject } from 'n8n-workflow';

import { known, useZenoti } from '../zenotiRun';

const zenoti = useZenoti();

const getMany = async (parameters: IDataObject = {}) =>
	await zenoti.run({ resource: 'center', operation: 'getMany', parameters });

const open = (count: number) => {
	for (let number = 1; number <= count; number++) {
		const id = `88888888-8888-4888-8888-${String(100 + number).padStart(12, '0')}`;
		zenoti.provider.state.centers.set(id, { id, code: '', name: '', timeZoneName: '' });
	}
};

zenoti.describeContract({
	resource: 'center',
	operation: 'getMany',
	parameters: {},
	rows: [{ row: 1 }, { row: 2 }, { row: 3 }],
	ownData: () => ({}),
	writes: false,
	expressionFields: [],
	request: { method: 'GET', path: '/centers$' },
});

it('lists the centers, one item each', async () => {
	const run = await getMany();
	expect(zenoti.requests()).toEqual(['GET /v1/centers?page=1&size=50']);
	expect(run.success).toMatchObject([
		{ json: { id: known.center, name: 'Downtown' }, pairedItem: { item: 0 } },
		{ json: { id: known.otherCenter, name: 'Harbor' }, pairedItem: { item: 0 } },
	]);
});

it('brings at most ten fields of a center, flat', async () => {
	zenoti.answerNext('centers', 200, {
		centers: [
			{
				id: known.center,
				code: 'C01',
				name: 'Downtown',
				display_name: 'Downtown Studio',
				description: 'Long text',
				address_info: { address_1: '1 Main Street', city: 'Columbus', zip_code: '43085' },
				contact_info: { phone_1: { display_number: '202 555 0100' }, email: 'c@example.com' },
				location: { time_zone: { standard_name: 'Eastern Standard Time' } },
				settings: {},
			},
		],
		error: null,
	});
	const run = await getMany();
	expect(run.success.map(({ json }) => json)).toEqual([
		{
			id: known.center,
			code: 'C01',
			name: 'Downtown',
			display_name: 'Downtown Studio',
			address_1: '1 Main Street',
			city: 'Columbus',
			zip_code: '43085',
			email: 'c@example.com',
			phone: '202 555 0100',
			time_zone: 'Eastern Standard Time',
		},
	]);
});

it('brings centers as Zenoti sends them without Simplify', async () => {
	const run = await getMany({ simplify: false });
	expect(run.success[0]!.json).toMatchObject({
		id: known.center,
		location: { time_zone: { standard_name: 'Eastern Standard Time' } },
	});
});

it('lists all centers of a large organization', async () => {
	open(248);
	const run = await getMany({ returnAll: true });
	expect(run.success).toHaveLength(250);
	expect(zenoti.requests()).toHaveLength(3);
});

it('lists no more centers than the limit', async () => {
	open(248);
	const run = await getMany({ limit: 3 });
	expect(run.success).toHaveLength(3);
	expect(zenoti.requests()).toEqual(['GET /v1/centers?page=1&size=3']);
});

it('accepts a base URL that already ends with /v1', async () => {
	const { url } = zenoti.provider;
	const run = await zenoti.run({
		resource: 'center',
		operation: 'getMany',
		baseUrl: ` ${url}/v1/ `,
	});
	expect(run.success).toHaveLength(2);
	expect(zenoti.requests()).toEqual(['GET /v1/centers?page=1&size=50']);
});
