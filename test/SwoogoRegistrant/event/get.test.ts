import type { IDataObject } from 'n8n-workflow';

import { expectFailure, known, located, useSwoogo } from '../swoogoRun';

const swoogo = useSwoogo();

const parameters = { eventId: located('id', '={{ $json.eventId }}') };
const get = async (eventId: unknown, further: IDataObject = {}) =>
	await swoogo.run({
		resource: 'event',
		operation: 'get',
		parameters: { ...parameters, ...further },
		items: [{ eventId: eventId as number }],
	});

swoogo.describeContract({
	resource: 'event',
	operation: 'get',
	parameters: parameters as never,
	arrangeFurther() {
		for (let id = 701; id < 716; id++) {
			swoogo.provider.state.events.set(id, { id, name: `Event ${id}`, capacity: null });
		}
	},
	rows: Array.from({ length: 16 }, (_, index) => ({ eventId: 700 + index })),
	ownData: ({ eventId }) => ({ id: eventId }),
	writes: false,
	expressionFields: ['eventId'],
	request: { method: 'GET', path: '/events/' },
});

const simple = 'id,name,status,start_date,start_time,end_date,end_time,timezone,url,capacity';

test('an event is read with one request for the ten fields that most workflows need', async () => {
	const run = await get(' 700 ');
	expect(swoogo.requests()).toEqual(['GET /events/700']);
	expect(swoogo.sent('GET', /./)[0].query).toEqual({ fields: simple });
	expect(run.success).toEqual([
		{ json: swoogo.provider.state.events.get(known.event), pairedItem: { item: 0 } },
	]);
	expect(run.hints[0].message).toBe('1 item: 1 record read.');
});

test('without Simplify every documented field is asked for', async () => {
	Object.assign(swoogo.provider.state.events.get(known.event)!, { description: 'Two days' });
	const run = await get(known.event, { simplify: false });
	const fields = String(swoogo.sent('GET', /./)[0].query.fields).split(',');
	expect(fields).toHaveLength(25);
	expect(run.success).toMatchObject([{ json: { id: 700, description: 'Two days' } }]);
});

test('an event that does not exist is not found', async () => {
	expectFailure(await get(999), {
		message: 'Object not found.',
		reason: 'notFound',
		httpStatus: 404,
		error:
			'Could not get event 999: Object not found. Check the IDs of this row: it is absent, or not accessible to this credential. [item 0]',
	});
});

test('something that is no id is refused, unsent', async () => {
	expectFailure(await get('Sample Summit'), {
		message: '\'Event\' must be a whole number, not "Sample Summit"',
		reason: 'invalidInput',
	});
	expect(swoogo.provider.diary).toEqual([]);
});
