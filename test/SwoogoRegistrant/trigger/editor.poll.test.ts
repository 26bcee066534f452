import { loadChoices } from '../../support/editor';
import { told, useWatchedEvent, watchedEvent } from './watchedEvent';

const swoogo = useWatchedEvent();

test('a test shows the five who changed last, each as what they are, and moves nothing', async () => {
	for (let i = 0; i < 10; i++) {
		swoogo.setTime(i);
		swoogo.register();
	}
	swoogo.setTime(20);
	swoogo.change(5002, { registration_status: 'cancelled' });
	swoogo.change(5003, { registration_status: 'attended' });
	const trigger = await swoogo.publish();
	const sample = (await swoogo.test()) ?? [];
	expect(told(sample).sort()).toEqual(
		['checkedIn 5003', 'cancelled 5002', 'created 5010', 'created 5009', 'created 5008'].sort(),
	);
	expect(sample[0]).toMatchObject({ eventId: `${watchedEvent}`, first_name: 'Guest' });

	const late = swoogo.register();
	await swoogo.test();
	expect(told(await trigger.poll())).toEqual([`created ${late}`]);
});

test('a test shows only what the workflow would get', async () => {
	swoogo.register();
	expect(told((await swoogo.test({ events: ['updated'] })) ?? [])).toEqual(['updated 5001']);
	await expect(swoogo.test({ events: ['cancelled'] })).rejects.toThrow(
		"There is nobody to show yet. The trigger is set up rightly. To test the workflow, register somebody, or change 'Trigger On'.",
	);
});

test('the events are offered by name, all of them, those of the same name told apart by their days', async () => {
	swoogo.provider.state.events.clear();
	for (let id = 1; id <= 450; id++) {
		const name = `Forum ${String(id % 441).padStart(3, '0')}`;
		const start_date = `2031-01-${String((id % 28) + 1).padStart(2, '0')}`;
		swoogo.provider.state.events.set(id, { id, name, start_date, capacity: null });
	}
	const choices = await loadChoices(
		{
			node: { type: 'n8n-nodes-event-registration.swoogoRegistrantTrigger', parameters: {} },
			credentials: swoogo.credentials(),
		},
		'getEvents',
	);
	expect(choices).toHaveLength(450);
	expect(new Set(choices.map(({ name }) => name)).size).toBe(450);
	expect(choices.map(({ value }) => value)).toContain('441');
});
