import type { IDataObject } from 'n8n-workflow';

import { PublishedTrigger, testInEditor, type TriggerSettings } from '../../support/polling';
import { byId, communityId, eventId, members, openKnolyx, otherEventId } from '../knolyxCommunity';

const { knolyx, credentials, arrange } = openKnolyx();

beforeEach(() => arrange());

const settingsFor = (
	parameters: IDataObject = {},
	further: Partial<TriggerSettings> = {},
): TriggerSettings => ({
	node: {
		type: 'n8n-nodes-event-registration.knolyxCommunityAttendanceTrigger',
		parameters: {
			events: ['registered', 'cancelled'],
			communityId,
			eventId: byId(eventId),
			...parameters,
		} as never,
	},
	credentials: credentials(),
	...further,
});

const publish = async (parameters?: IDataObject, further?: Partial<TriggerSettings>) =>
	await PublishedTrigger.publish(settingsFor(parameters, further));

const attendees = (id = eventId) => knolyx().state.events.get(id)!.attendees;

/** `count` further users who attend. */
function crowd(count: number): number[] {
	return Array.from({ length: count }, (_, i) => {
		const id = 60_001 + i;
		const [firstName, lastName, email] = ['Guest', `${id}`, `guest.${id}@example.com`];
		knolyx().state.users.set(id, { id, firstName, lastName, email, gender: 'NON-BINARY' });
		attendees().add(id);
		return id;
	});
}

const told = (items: IDataObject[]) => items.map(({ event, userId }) => `${event} ${userId}`);

const [ines, omar] = members;

test('who is there when the workflow is published is only remembered, who comes is announced once', async () => {
	attendees().add(ines!.id);
	const trigger = await publish();
	attendees().add(omar!.id);
	expect(await trigger.poll()).toEqual([
		{
			event: 'registered',
			communityId: `${communityId}`,
			eventId: `${eventId}`,
			userId: `${omar!.id}`,
			id: omar!.id,
			name: 'Omar Haddad',
			email: omar!.email,
		},
	]);
	await trigger.poll();
	await trigger.restart();
	expect([trigger.started.length, trigger.failures]).toEqual([1, []]);
});

test('with Existing Attendees Too everybody is announced once', async () => {
	const ids = crowd(250);
	const trigger = await publish({ startWith: 'existingAttendeesToo' });
	await trigger.poll();
	expect(told(trigger.started)).toEqual(ids.map((id) => `registered ${id}`));
});

describe('A cancellation', () => {
	test('is announced once, when two polls in a row miss somebody', async () => {
		attendees().add(ines!.id).add(omar!.id);
		const trigger = await publish();
		attendees().delete(ines!.id);
		expect(await trigger.poll()).toEqual([]);
		expect(await trigger.poll()).toEqual([
			{
				event: 'cancelled',
				communityId: `${communityId}`,
				eventId: `${eventId}`,
				userId: `${ines!.id}`,
			},
		]);
		expect(await trigger.poll()).toEqual([]);

		attendees().add(ines!.id);
		expect(told(await trigger.poll())).toEqual([`registered ${ines!.id}`]);
	});

	test('is none when only one reading misses somebody', async () => {
		attendees().add(ines!.id).add(omar!.id);
		const trigger = await publish();
		for (let i = 0; i < 3; i++) {
			attendees().delete(ines!.id);
			await trigger.poll();
			attendees().add(ines!.id);
			await trigger.poll();
		}
		expect([trigger.started, trigger.failures]).toEqual([[], []]);
	});

	test('names the e-mail address when it is to be remembered; without that none is kept', async () => {
		attendees().add(ines!.id).add(omar!.id);
		const [plain, named] = [await publish(), await publish({ options: { rememberEmails: true } })];
		expect(JSON.stringify(plain.memory)).not.toContain('example');
		attendees().delete(ines!.id);
		await named.poll();
		expect(await named.poll()).toMatchObject([{ event: 'cancelled', email: ines!.email }]);
		expect(JSON.stringify(named.memory)).not.toContain('ines');
	});

	test('of many within two polls is announced as long as no single poll misses more than 25', async () => {
		const ids = crowd(60);
		const trigger = await publish();
		const leaving = [ids.slice(0, 20), ids.slice(20, 40)];
		for (const left of leaving) {
			left.forEach((id) => attendees().delete(id));
			await trigger.poll();
		}
		attendees().add(omar!.id);
		await trigger.poll();
		expect(told(trigger.executions[0]!)).toEqual(leaving[0]!.map((id) => `cancelled ${id}`));
		expect(told(trigger.executions[1]!)).toEqual([
			...leaving[1]!.map((id) => `cancelled ${id}`),
			`registered ${omar!.id}`,
		]);
		expect(trigger.failures).toEqual([]);
	});

	test('of the last attendee is announced', async () => {
		attendees().add(ines!.id);
		const trigger = await publish();
		attendees().clear();
		await trigger.poll();
		expect(told(await trigger.poll())).toEqual([`cancelled ${ines!.id}`]);
		expect(trigger.failures).toEqual([]);
	});
});

describe('A list that is not complete announces nothing', () => {
	const hold =
		"so it is taken for incomplete. Nothing was announced. If they have really left, switch on 'Announce Mass Cancellations' until the next poll.";

	test('an empty one, however often it comes', async () => {
		const ids = crowd(3);
		const trigger = await publish();
		attendees().clear();
		for (let i = 0; i < 4; i++) await trigger.poll();
		expect(trigger.started).toEqual([]);
		expect(trigger.failures).toHaveLength(4);
		expect(trigger.failures[3]!.message).toBe(
			`Could not look for changes of the attendance: The list is empty, although 3 people were on it, ${hold}`,
		);

		ids.forEach((id) => attendees().add(id));
		expect(await trigger.poll()).toEqual([]);
		expect(trigger.failures).toHaveLength(4);
	});

	test('one that lacks more than 25 people at once, however often it comes', async () => {
		const ids = crowd(250);
		const trigger = await publish();
		ids.slice(100, 126).forEach((id) => attendees().delete(id));
		const late = omar!.id;
		attendees().add(late);
		for (let i = 0; i < 3; i++) await trigger.poll();
		expect(trigger.started).toEqual([]);
		expect(trigger.failures[2]!.message).toContain(
			`26 of 250 people are missing from the list at once, ${hold}`,
		);

		ids.forEach((id) => attendees().add(id));
		expect(told(await trigger.poll())).toEqual([`registered ${late}`]);
	});

	test('one that lacks more than 25 people besides those who were missing before', async () => {
		const ids = crowd(60);
		const trigger = await publish();
		ids.slice(0, 20).forEach((id) => attendees().delete(id));
		await trigger.poll();
		ids.slice(20, 46).forEach((id) => attendees().delete(id));
		await trigger.poll();
		expect(trigger.started).toEqual([]);
		expect(trigger.failures[0]!.message).toContain(
			`26 of 40 people are missing from the list at once, ${hold}`,
		);
	});

	test('one that is believed on purpose announces them all', async () => {
		const ids = crowd(60);
		const trigger = await publish();
		attendees().clear();
		await trigger.poll();
		await trigger.republish(
			settingsFor({ options: { announceMassCancellations: true } }).node.parameters,
		);
		await trigger.poll();
		expect(told(trigger.started).sort()).toEqual(ids.map((id) => `cancelled ${id}`).sort());
	});

	test.each([
		['a page is cut short', { kind: 'status', code: 200, body: { list: [] } }],
		['a page is repeated', { kind: 'repeatPage' }],
		['a page is broken', { kind: 'malformedJson' }],
		['a page is refused', { kind: 'status', code: 403 }],
		['a page is no list', { kind: 'status', code: 200, body: { a: 1 } }],
	] as const)('one of which %s', async (_, effect) => {
		crowd(250);
		const trigger = await publish();
		knolyx().faults.add({ match: { path: 'attendees', nth: 2, times: 'always' }, effect });
		for (let i = 0; i < 3; i++) await trigger.poll();
		expect(trigger.started).toEqual([]);
		expect(trigger.failures).toHaveLength(3);
		knolyx().faults.clear();
		await trigger.poll();
		expect([trigger.started, trigger.failures.length]).toEqual([[], 3]);
	});

	test('one that does not name the IDs', async () => {
		const trigger = await publish();
		const body = { list: [{ name: 'Ines Duarte' }] };
		knolyx().faults.add({
			match: { path: 'attendees' },
			effect: { kind: 'status', code: 200, body },
		});
		await trigger.poll();
		expect(trigger.failures[0]!.message).toContain('does not name the user IDs of all of them');
	});
});

test('somebody who moves to another page while the list is read at the start is not new afterwards', async () => {
	const ids = crowd(150);
	knolyx().latencyMs = 50;
	const publishing = publish();
	while (knolyx().diary.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
	attendees().delete(ids[0]!);
	const trigger = await publishing;
	knolyx().latencyMs = 0;
	await trigger.poll();
	await trigger.poll();
	expect(told(trigger.started)).toEqual([`cancelled ${ids[0]}`]);
});

test.each([['bareArray', 100] as const, ['list', 20] as const])(
	'5,000 attendees in the wrapper %s, %i a page, take less than 40 kB to remember',
	async (listWrapper, maximumPageSize) => {
		Object.assign(knolyx().state, { listWrapper, maximumPageSize });
		const ids = crowd(5000);
		const trigger = await publish();
		expect(JSON.stringify(trigger.memory).length).toBeLessThan(40_000);
		attendees().delete(ids[4321]!);
		await trigger.poll();
		expect(told(await trigger.poll())).toEqual([`cancelled ${ids[4321]}`]);
	},
	60_000,
);

test('another event starts anew', async () => {
	crowd(30);
	const trigger = await publish();
	attendees(otherEventId).add(ines!.id);
	await trigger.republish(settingsFor({ eventId: byId(otherEventId) }).node.parameters);
	await trigger.poll();
	expect([trigger.started, trigger.failures]).toEqual([[], []]);
});

describe('A test in the editor', () => {
	test('shows up to five attendees as the workflow will get them, and moves nothing', async () => {
		const ids = crowd(8);
		const sample = (await testInEditor(settingsFor())) ?? [];
		expect(told(sample)).toEqual(ids.slice(0, 5).map((id) => `registered ${id}`));
		const [gone] = (await testInEditor(settingsFor({ events: ['cancelled'] }))) ?? [];
		expect(gone).toEqual({
			event: 'cancelled',
			communityId: `${communityId}`,
			eventId: `${eventId}`,
			userId: `${ids[0]}`,
		});
	});

	test('says so when nobody attends', async () => {
		await expect(testInEditor(settingsFor())).rejects.toThrow('There is nobody to show yet.');
	});

	test('says which field is empty', async () => {
		await expect(testInEditor(settingsFor({ communityId: '' }))).rejects.toThrow(
			"'Community ID' is empty. Fill it in, or check its expression.",
		);
	});
});
