import type { INodeParameters } from 'n8n-workflow';

import { booking, centerId, deliver, guestId, openZenotiTriggers } from './zenotiTrigger';

const { openTrigger } = openZenotiTriggers();

const otherCenter = '99999999-9999-4999-8999-999999999999';
const center = (value: string) => ({ __rl: true, mode: 'id', value });
const guestEvent = {
	event_id: 'guest-event',
	event_type: 'Guest.Created',
	data: { id: guestId, center_id: centerId },
};
const aClass = { class_id: 11370, workshop_id: 11370, track_id: -1 };

test.each<[string, INodeParameters, unknown, boolean]>([
	['an event that is chosen', { events: ['Class.Booking.Created'] }, booking(), true],
	['one that is not', { events: ['Class.Booking.Cancelled'] }, booking(), false],
	[
		'one that Zenoti spells in other letters',
		{ events: ['Class.Booking.NoShow'] },
		booking({}, 'class.booking.noshow'),
		true,
	],
	['one nobody knows', { events: ['*'] }, booking({}, 'Class.Booking.Invented'), true],
	['the center', { filters: { centerId: center(centerId) } }, booking(), true],
	[
		'the center in capitals and without dashes',
		{ filters: { centerId: center(centerId.replaceAll('-', '').toUpperCase()) } },
		booking(),
		true,
	],
	['another center', { filters: { centerId: center(otherCenter) } }, booking(), false],
	['no center', { filters: { centerId: center(centerId) } }, booking({ center_id: null }), false],
	['the workshop', { filters: { workshopId: ' 11900 ' } }, booking(), true],
	[
		'the workshop as text',
		{ filters: { workshopId: 11900 } },
		booking({ workshop_id: '11900' }),
		true,
	],
	['another workshop', { filters: { workshopId: '11901' } }, booking(), false],
	['no workshop', { filters: { workshopId: '11900' } }, guestEvent, false],
	['a workshop', { filters: { workshopBookingsOnly: true } }, booking(), true],
	['a class', { filters: { workshopBookingsOnly: true } }, booking(aClass), false],
	['a class, unfiltered', {}, booking(aClass), true],
	['no booking', { filters: { workshopBookingsOnly: true } }, guestEvent, true],
	['an empty center filter', { filters: { centerId: center('') } }, booking(), true],
])('%s: %j', async (_what, parameters, sent, starts) => {
	const host = await openTrigger(parameters);

	expect(await deliver(host.localUrl(), sent)).toBe(200);
	expect(host.started).toHaveLength(starts ? 1 : 0);
});

test('what the filters leave out is not remembered', async () => {
	const host = await openTrigger({ filters: { workshopId: '11901' } });
	await deliver(host.localUrl(), booking());

	expect(host.stored).toEqual({});
});

test.each<[string, INodeParameters, string]>([
	[
		'a center that is no ID',
		{ filters: { centerId: center('Downtown') } },
		`Could not listen for events of Zenoti: 'Center' must be an ID of 32 letters and digits, not "Downtown"`,
	],
	[
		'a workshop that is no number',
		{ filters: { workshopId: 'Yoga' } },
		`Could not listen for events of Zenoti: 'Workshop ID' must be a whole number, not "Yoga"`,
	],
])('publishing is refused with %s', async (_case, parameters, message) => {
	await expect(openTrigger(parameters)).rejects.toThrow(message);
});

test('publishing with details is refused without a credential', async () => {
	await expect(openTrigger({ options: { fetchDetails: true } }, null)).rejects.toThrow(
		"Could not listen for events of Zenoti: 'Fetch Details' asks Zenoti, and no credential is chosen",
	);
});
