import { at, otherEvent, told, useWatchedEvent, watchedEvent } from './watchedEvent';

const swoogo = useWatchedEvent();

const cancelled = { registration_status: 'cancelled' };
const confirmed = { registration_status: 'confirmed' };
const attended = { registration_status: 'attended' };

test('who registers is announced once, with ids and the simplified record', async () => {
	const trigger = await swoogo.publish();
	const id = swoogo.register();

	expect(await trigger.poll()).toEqual([
		{
			event: 'created',
			eventId: `${watchedEvent}`,
			registrantId: `${id}`,
			id,
			group_id: id,
			contact_id: id + 100_000,
			email: `guest.${id}@example.com`,
			first_name: 'Guest',
			last_name: `${id}`,
			company: '',
			registration_status: 'confirmed',
			registered_at: at(0),
			updated_at: at(0),
		},
	]);
	expect(await trigger.poll()).toEqual([]);
	expect(trigger.failures).toEqual([]);
});

test('each thing that happens has one name', async () => {
	const trigger = await swoogo.publish();
	const id = swoogo.register();
	const news: string[][] = [];
	let seconds = 0;
	for (const changes of [
		{},
		{ company: 'Northwind' },
		attended,
		confirmed,
		attended,
		cancelled,
		{ notes: 'Called in' },
		confirmed,
		cancelled,
	]) {
		swoogo.setTime((seconds += 60));
		if (Object.keys(changes).length > 0) swoogo.change(id, changes);
		news.push(told(await trigger.poll()));
	}

	expect(news.flat()).toEqual(
		[
			'created',
			'updated',
			'checkedIn',
			'updated',
			'checkedIn',
			'cancelled',
			'updated',
			'updated',
			'cancelled',
		].map((kind) => `${kind} ${id}`),
	);
});

test('what happened between two polls is told in its order, and what was undone as one update', async () => {
	const trigger = await swoogo.publish();
	const early = swoogo.register();
	await trigger.poll();

	swoogo.setTime(10);
	const both = swoogo.register();
	swoogo.change(both, cancelled);
	swoogo.setTime(20);
	const inside = swoogo.register();
	swoogo.change(inside, attended);
	swoogo.setTime(30);
	swoogo.change(early, cancelled);
	swoogo.setTime(40);
	swoogo.change(early, confirmed);

	expect(told(await trigger.poll())).toEqual([
		`created ${both}`,
		`cancelled ${both}`,
		`created ${inside}`,
		`checkedIn ${inside}`,
		`updated ${early}`,
	]);
});

test('only the chosen kinds start the workflow', async () => {
	const trigger = await swoogo.publish({ events: ['cancelled', 'created'] });
	const id = swoogo.register();
	swoogo.change(id, attended);
	expect(told(await trigger.poll())).toEqual([`created ${id}`]);

	swoogo.setTime(60);
	swoogo.change(id, { company: 'Northwind' });
	expect(told(await trigger.poll())).toEqual([]);

	swoogo.setTime(120);
	swoogo.change(id, cancelled);
	expect(told(await trigger.poll())).toEqual([`cancelled ${id}`]);
});

test('who had cancelled or attended before the start and is changed now is updated', async () => {
	const gone = swoogo.register();
	const there = swoogo.register();
	swoogo.change(gone, cancelled);
	swoogo.change(there, attended);
	swoogo.setTime(60);
	swoogo.register();
	const trigger = await swoogo.publish();

	swoogo.setTime(120);
	swoogo.change(gone, { notes: 'Refunded' });
	swoogo.change(there, { notes: 'Got a badge' });
	expect(told(await trigger.poll())).toEqual([`updated ${gone}`, `updated ${there}`]);

	swoogo.setTime(180);
	swoogo.change(gone, attended);
	swoogo.change(there, cancelled);
	expect(told(await trigger.poll())).toEqual([`checkedIn ${gone}`, `cancelled ${there}`]);
});

test('several events are told apart, whether their IDs are chosen, listed or computed', async () => {
	for (const eventIds of [
		[`${watchedEvent}`, `${otherEvent}`],
		`${watchedEvent}, ${otherEvent}`,
		`={{ [${watchedEvent}, ${otherEvent}] }}`,
	]) {
		const trigger = await swoogo.publish({ eventIds });
		const [one, other] = [swoogo.register(), swoogo.register({ event_id: otherEvent })];
		const news = await trigger.poll();
		expect(news.map(({ eventId, registrantId }) => [eventId, registrantId])).toEqual([
			[`${watchedEvent}`, `${one}`],
			[`${otherEvent}`, `${other}`],
		]);
		expect(await trigger.poll()).toEqual([]);
	}
});

describe('The record', () => {
	test('is whole without Simplify', async () => {
		const trigger = await swoogo.publish({ simplify: false });
		swoogo.register({ job_title: 'Producer' });
		const [item] = await trigger.poll();
		expect(item).toMatchObject({
			job_title: 'Producer',
			secure_id: 'SECURE5001',
			cancelled_at: null,
		});
	});

	test('has the fields that were asked for, custom answers among them', async () => {
		const trigger = await swoogo.publish({ options: { fields: 'email, c_17' } });
		const id = swoogo.register({ c_17: 'Vegetarian' });
		expect(await trigger.poll()).toEqual([
			{
				event: 'created',
				eventId: `${watchedEvent}`,
				registrantId: `${id}`,
				id,
				email: `guest.${id}@example.com`,
				c_17: 'Vegetarian',
			},
		]);
	});

	test('may be asked for differently later: nobody is announced again for that', async () => {
		const trigger = await swoogo.publish();
		swoogo.register();
		await trigger.poll();
		await trigger.republish(swoogo.parametersWith({ options: { fields: 'email' } }));
		await trigger.republish(swoogo.parametersWith({ simplify: false }));
		await trigger.poll();
		expect(trigger.started).toHaveLength(1);
	});
});
