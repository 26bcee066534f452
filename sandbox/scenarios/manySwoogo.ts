import { changeRegistrant } from '../swoogo/changes';
import { swoogoContact } from '../swoogo/contacts';
import { swoogoQuestion } from '../swoogo/questions';
import { swoogoRegistrant, type SwoogoState } from '../swoogo/state';
import { nthMoment, nthPerson, nthRecord, times } from './manyNames';

/**
 * Events; and in the first of them registration types, packages, sessions, four questions (one of each
 * kind), and registrants with their contacts. Of ten registrants the first is the primary of a group
 * with the next three, the fifth is cancelled and the sixth pending; three were changed in each second.
 */
export function fillSwoogoWithMany(state: SwoogoState, count = 450) {
	const eventIds = times(count, (index) => addEvent(state, index));
	const [eventId] = eventIds;
	return {
		eventId,
		eventIds,
		...addParts(state, eventId),
		sessionIds: times(count, (index) => addSession(state, index, eventId)),
		...addPeople(state, count, eventId),
	};
}

function addEvent(state: SwoogoState, index: number): number {
	const id = 1_000_001 + index;
	const { name, city, date, startTime, endTime } = nthRecord(index, 'Event');
	state.events.set(id, {
		id,
		name,
		status: 'live',
		start_date: date,
		start_time: startTime,
		end_date: date,
		end_time: endTime,
		timezone: 'Europe/London',
		capacity: null,
		description: `In ${city}`,
		created_at: nthMoment(index),
		updated_at: nthMoment(index),
	});
	return id;
}

function addSession(state: SwoogoState, index: number, eventId: number): number {
	const id = 2_000_001 + index;
	const { name, city, date, startTime, endTime } = nthRecord(index, 'Session');
	state.sessions.set(id, {
		id,
		event_id: eventId,
		name,
		admin_short_name: city,
		date,
		start_time: startTime,
		end_time: endTime,
		use_event_timezone: true,
		timezone: 'Europe/London',
		capacity: null,
		location_id: null,
		track_id: null,
		session_status: 'active',
		created_at: nthMoment(index),
		updated_at: nthMoment(index),
	});
	return id;
}

function addParts(state: SwoogoState, event_id: number) {
	const regTypeIds = ['Delegate', 'Speaker', 'Press'].map((name, index) => {
		const id = 3_000_001 + index;
		state.regTypes.set(id, { id, event_id, name, capacity: null });
		return id;
	});
	const packageIds = ['Full pass', 'Day pass'].map((name, index) => {
		const id = 4_000_001 + index;
		state.packages.set(id, { id, event_id, name, capacity: null });
		return id;
	});
	const eventId = event_id;
	const choices = ['Monday', 'Tuesday', 'Wednesday'];
	const questions = [
		swoogoQuestion({ id: 5_001, eventId, name: 'Dietary needs', kind: 'text' }),
		swoogoQuestion({
			id: 5_002,
			eventId,
			name: 'Shirt',
			kind: 'singleChoice',
			choices: ['S', 'M'],
		}),
		swoogoQuestion({ id: 5_003, eventId, name: 'Days', kind: 'multipleChoice', choices }),
		swoogoQuestion({ id: 5_004, eventId, name: 'Photos allowed', kind: 'checkbox' }),
	];
	for (const question of questions) state.questions.set(question.id, question);
	return { regTypeIds, packageIds, questionIds: questions.map(({ id }) => id) };
}

function addPeople(state: SwoogoState, count: number, eventId: number) {
	const firstRegistrantId = 6_000_001;
	const contactIds = times(count, (index) => {
		const id = 7_000_001 + index;
		state.contacts.set(id, swoogoContact({ ...nthPerson(index), id, at: nthMoment(index) }));
		return id;
	});
	const registrantIds = times(count, (index) => {
		const id = firstRegistrantId + index;
		const place = index % 10;
		const groupId = place <= 3 ? id - place : id;
		const at = nthMoment(index);
		const contactId = contactIds[index];
		const person = { ...nthPerson(index), id, eventId, groupId, contactId, at };
		const registration_status = { 4: 'cancelled', 5: 'pending' }[place] ?? 'confirmed';
		changeRegistrant(swoogoRegistrant(person), { registration_status }, state, at);
		return id;
	});
	return { contactIds, registrantIds };
}
