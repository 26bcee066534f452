import type { KnolyxState } from '../knolyx/state';
import { swoogoRegistrant, type SwoogoState } from '../swoogo/state';
import {
	addZenotiRegistration,
	zenotiGuest,
	zenotiWorkshop,
	type ZenotiState,
} from '../zenoti/state';
import {
	exampleCompanies,
	exampleIds,
	exampleKnownPeople,
	exampleSpecialPeople,
} from './exampleRows';

const { centerId, swoogoEventId } = exampleIds;

/** Fills Zenoti: one center, a workshop with room, a full one, and every known person as a guest. */
export function fillZenotiExample(state: ZenotiState): void {
	state.centers.set(centerId, {
		id: centerId,
		code: 'C01',
		name: 'Downtown',
		timeZoneName: 'Eastern Standard Time',
	});
	const { workshopId, trackId, fullWorkshopId, fullTrackId } = exampleIds;
	const workshops = [
		zenotiWorkshop({ id: workshopId, name: 'Breathwork Day', tracks: { [trackId]: 40 } }),
		zenotiWorkshop({ id: fullWorkshopId, name: 'Sound Bath', tracks: { [fullTrackId]: 2 } }),
	];
	for (const workshop of workshops) state.workshops.set(workshop.id, workshop);
	for (const [index, { firstName, lastName, email }] of exampleKnownPeople().entries()) {
		addGuest(state, index + 1, { firstName, lastName, email });
	}
	for (const number of [91, 92]) {
		const guestId = addGuest(state, number, {
			firstName: 'Early',
			lastName: `Bird ${number}`,
			email: `early.bird.${number}@example.com`,
		});
		const wish = { workshopId: fullWorkshopId, trackId: fullTrackId, guestId, centerId };
		addZenotiRegistration(state, wish);
	}
	const [already] = state.guests.withKey(exampleSpecialPeople.alreadyRegistered);
	addZenotiRegistration(state, { workshopId, trackId, guestId: already.id, centerId });
}

function addGuest(
	state: ZenotiState,
	number: number,
	person: { firstName: string; lastName: string; email: string },
): string {
	const id = `33333333-3333-4333-8333-${String(number).padStart(12, '0')}`;
	const phone = { country_code: 225, number: `20255501${String(number).padStart(2, '0')}` };
	state.guests.set(id, zenotiGuest({ ...person, id, centerId, phone, code: `G${number}` }));
	return id;
}

/** Fills Knolyx: one community, its event, a workgroup that opens it and one that does not. */
export function fillKnolyxExample(state: KnolyxState): void {
	const { communityId, knolyxEventId, workgroupId, workgroupWithoutAccessId } = exampleIds;
	state.communities.set(communityId, { id: communityId, name: 'Makers' });
	const spring = {
		id: workgroupId,
		name: 'Spring cohort',
		opensCommunities: [communityId],
		members: new Map(),
	};
	state.workgroups.set(workgroupId, spring);
	state.workgroups.set(workgroupWithoutAccessId, {
		id: workgroupWithoutAccessId,
		name: 'Trainers',
		opensCommunities: [],
		members: new Map(),
	});
	const email = exampleSpecialPeople.alreadyRegistered;
	const user = { id: 50000, firstName: 'Grace', lastName: 'Okafor', email, gender: 'FEMALE' };
	state.users.set(user.id, user);
	spring.members.set(email, { email, removalDate: null });
	state.events.set(knolyxEventId, {
		id: knolyxEventId,
		communityId,
		title: 'Open studio',
		startDateTime: '2031-03-04 08:00:00',
		endDateTime: '2031-03-04 10:00:00',
		attendees: new Set([user.id]),
	});
	state.courses.set(311, {
		id: 311,
		title: 'Onboarding basics',
		description: 'First week',
		level: 'BEGINNER',
		duration: 45,
		numberOfStudentsEnrolled: 12,
		fromTrainingTracker: false,
		avatar: null,
	});
}

/** Fills Swoogo: one event, a group per company, and every known person as an ungrouped registrant. */
export function fillSwoogoExample(state: SwoogoState): void {
	state.events.set(swoogoEventId, {
		id: swoogoEventId,
		name: 'Sample Summit',
		status: 'live',
		start_date: '2031-03-04',
		start_time: '09:00:00',
		end_date: '2031-03-05',
		end_time: '17:00:00',
		timezone: 'Europe/London',
		capacity: null,
	});
	state.regTypes.set(31, { id: 31, event_id: swoogoEventId, name: 'Delegate', capacity: null });
	state.packages.set(41, { id: 41, event_id: swoogoEventId, name: 'Full pass', capacity: null });
	state.sessions.set(61, { id: 61, event_id: swoogoEventId, name: 'Keynote', capacity: null });
	for (const { name, coordinator, groupId } of exampleCompanies) {
		const [firstName, lastName] = coordinator;
		const email = `${firstName}.${lastName}@example.com`.toLowerCase();
		addRegistrant(state, { id: groupId, firstName, lastName, email, company: name });
	}
	for (const [index, person] of exampleKnownPeople().entries()) {
		const isMember = person.email === exampleSpecialPeople.alreadyRegistered;
		addRegistrant(state, {
			...person,
			id: 5101 + index,
			groupId: isMember ? person.groupId : undefined,
		});
	}
}

function addRegistrant(
	state: SwoogoState,
	person: {
		id: number;
		firstName: string;
		lastName: string;
		email: string;
		company: string;
		groupId?: number;
	},
): void {
	const contactId = person.id + 100_000;
	state.registrants.set(
		person.id,
		swoogoRegistrant({ ...person, eventId: swoogoEventId, contactId }),
	);
	state.contacts.set(contactId, {
		id: contactId,
		email: person.email,
		first_name: person.firstName,
		last_name: person.lastName,
		company: person.company,
	});
}
