import { expectFailure, known, located, useSwoogo } from '../swoogoRun';

const swoogo = useSwoogo();

const parameters = { eventId: located('id', '={{ $json.eventId }}') };
const get = async (eventId: unknown) =>
	await swoogo.run({
		resource: 'event',
		operation: 'get',
		parameters,
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

test('an event is read with one request that names every documented field', async () => {
	const run = await get(' 700 ');
	expect(swoogo.requests()).toEqual(['GET /events/700']);
	const [{ query }] = swoogo.sent('GET', /./);
	expect(String(query.fields).split(',')).toHaveLength(25);
	expect(run.success).toEqual([
		{ json: swoogo.provider.state.events.get(known.event), pairedItem: { item: 0 } },
	]);
	expect(run.hints[0].message).toBe('1 item: 1 record read.');
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
