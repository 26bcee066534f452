import type { KnolyxState } from '../knolyx/state';
import type { SwoogoState } from '../swoogo/state';
import {
	addZenotiRegistration,
	zenotiGuest,
	zenotiWorkshop,
	type ZenotiState,
} from '../zenoti/state';
import { nthPerson, nthRecord, times } from './manyNames';
import { fillSwoogoWithMany } from './manySwoogo';

/** The ids of what `seedMany` made, oldest first. */
export interface ManyIds {
	zenoti: ReturnType<typeof fillZenotiWithMany>;
	knolyx: ReturnType<typeof fillKnolyxWithMany>;
	swoogo: ReturnType<typeof fillSwoogoWithMany>;
}

/**
 * Adds so many (450) centers, guests and registrations, community events, workgroups, courses, users
 * and attendees, Swoogo events, sessions, registrants and contacts. Some have the same name and differ
 * in date and place; the ids are the same every time. Nothing of it is in the ledger.
 */
export function seedMany(
	sandbox: {
		zenoti: { state: ZenotiState };
		knolyx: { state: KnolyxState };
		swoogo: { state: SwoogoState };
	},
	{ count = 450 }: { count?: number } = {},
): ManyIds {
	return {
		zenoti: fillZenotiWithMany(sandbox.zenoti.state, count),
		knolyx: fillKnolyxWithMany(sandbox.knolyx.state, count),
		swoogo: fillSwoogoWithMany(sandbox.swoogo.state, count),
	};
}

const guid = (start: string, index: number) =>
	`${start}-0000-4000-8000-${String(index + 1).padStart(12, '0')}`;

/** Centers, guests of the first center, and a workshop that all of them are registered for. */
export function fillZenotiWithMany(state: ZenotiState, count = 450) {
	const centerIds = times(count, (index) => {
		const id = guid('cccccccc', index);
		const { name, city } = nthRecord(index, 'Center');
		const code = `C${index + 1}`;
		state.centers.set(id, { id, code, name, city, timeZoneName: 'Eastern Standard Time' });
		return id;
	});
	const [centerId] = centerIds;
	const [workshopId, trackId] = [19_000, 1_900];
	const tracks = { [trackId]: count + 50 };
	const workshop = zenotiWorkshop({ id: workshopId, name: 'Breathwork Day', tracks });
	state.workshops.set(workshopId, workshop);
	const guestIds = times(count, (index) => {
		const id = guid('99999999', index);
		const phone = { country_code: 225, number: String(2_025_550_000 + index) };
		const code = `M${index + 1}`;
		state.guests.set(id, zenotiGuest({ ...nthPerson(index), id, centerId, phone, code }));
		return id;
	});
	const registrationIds = guestIds.map(
		(guestId) => addZenotiRegistration(state, { workshopId, trackId, guestId, centerId }).id,
	);
	const sessionId = workshop.sessions[0].id;
	return { centerIds, centerId, workshopId, trackId, sessionId, guestIds, registrationIds };
}

/** Events of one community, workgroups that open it, courses, and users who all attend the first event. */
export function fillKnolyxWithMany(state: KnolyxState, count = 450) {
	const communityId = 90;
	state.communities.set(communityId, { id: communityId, name: 'Crowd' });
	const userIds = times(count, (index) => {
		const id = 6_000_001 + index;
		state.users.set(id, { id, ...nthPerson(index), gender: 'NON-BINARY' });
		return id;
	});
	const eventIds = times(count, (index) => {
		const id = 1_000_001 + index;
		const { name: title, city: location, date, startTime, endTime } = nthRecord(index, 'Event');
		const [startDateTime, endDateTime] = [`${date} ${startTime}`, `${date} ${endTime}`];
		const attendees = new Set(index === 0 ? userIds : []);
		const span = { startDateTime, endDateTime };
		state.events.set(id, { id, communityId, title, location, ...span, attendees });
		return id;
	});
	const workgroupIds = times(count, (index) => {
		const id = 2_000_001 + index;
		const { name } = nthRecord(index, 'Workgroup');
		state.workgroups.set(id, { id, name, opensCommunities: [communityId], members: new Map() });
		return id;
	});
	const courseIds = times(count, (index) => addCourse(state, index));
	return { communityId, eventId: eventIds[0], eventIds, workgroupIds, courseIds, userIds };
}

function addCourse(state: KnolyxState, index: number): number {
	const id = 3_000_001 + index;
	const { name: title, city } = nthRecord(index, 'Course');
	state.courses.set(id, {
		id,
		title,
		description: `Taught in ${city}`,
		level: 'BEGINNER',
		duration: 45,
		numberOfStudentsEnrolled: 0,
		fromTrainingTracker: false,
		avatar: null,
	});
	return id;
}
