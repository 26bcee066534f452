import type { KnolyxState } from '../knolyx/state';
import { swoogoRegistrant, type SwoogoState } from '../swoogo/state';
import { zenotiWorkshop, type ZenotiState } from '../zenoti/state';

/** The ids that the smaller examples use, apart from those of the main example, so that none disturbs another. */
export const moreExampleIds = {
	smallWorkshopId: 12000,
	smallTrackId: 1301,
	courseId: 312,
	courseWorkgroupId: 812,
	sheetEventId: 800,
	deskEventId: 801,
	fromEventId: 802,
	toEventId: 803,
	syncEventId: 804,
	syncGroupId: 8041,
} as const;

/** A person of a smaller example. */
export interface ExamplePerson {
	firstName: string;
	lastName: string;
	email: string;
}

function person(firstName: string, lastName: string): ExamplePerson {
	return { firstName, lastName, email: `${firstName}.${lastName}@example.com`.toLowerCase() };
}

/** Who is where before the smaller examples run, and who is in their sheets. */
export const moreExamplePeople = {
	/** Registered for the sheet's event, but no longer in the sheet. */
	noLongerInSheet: [person('Old', 'Entry'), person('Gone', 'Away')],
	/** Registered for the sheet's event and in the sheet. */
	inBoth: [person('Rana', 'Aziz'), person('Piet', 'Vos'), person('Lena', 'Graf')],
	/** In the sheet only. */
	newInSheet: [person('Nico', 'Serra'), person('Amy', 'Wong'), person('Olga', 'Reyes')],
	/** Registered for the event with the check-in desk. */
	atDesk: [person('Tara', 'Singh'), person('Milo', 'Costa'), person('Jun', 'Park')],
	/** Registered for the event that people are moved from. */
	moving: [person('Eva', 'Lund'), person('Sam', 'Okoye')],
	/** Want the workshop that has two places. */
	eager: [person('Ida', 'Berg'), person('Noah', 'Klein'), person('Vera', 'Toth')],
	/** Paid for the course. */
	paying: [person('Kofi', 'Mensah'), person('Dana', 'Levi')],
};

/** Adds the workshop with two places. */
export function addZenotiExamples(state: ZenotiState): void {
	const { smallWorkshopId: id, smallTrackId } = moreExampleIds;
	state.workshops.set(
		id,
		zenotiWorkshop({ id, name: 'Clay Evening', tracks: { [smallTrackId]: 2 } }),
	);
}

/** Adds a course and the workgroup that gets access to it. */
export function addKnolyxExamples(state: KnolyxState): void {
	const { courseId, courseWorkgroupId } = moreExampleIds;
	state.workgroups.set(courseWorkgroupId, {
		id: courseWorkgroupId,
		name: 'Paid course',
		opensCommunities: [],
		members: new Map(),
	});
	state.courses.set(courseId, {
		id: courseId,
		title: 'Glazing in depth',
		description: 'Eight evenings',
		level: 'ADVANCED',
		duration: 480,
		numberOfStudentsEnrolled: 0,
		fromTrainingTracker: false,
		avatar: null,
	});
}

/** Adds four events and the people who are registered for them. */
export function addSwoogoExamples(state: SwoogoState): void {
	const { sheetEventId, deskEventId, fromEventId, toEventId, syncEventId } = moreExampleIds;
	const { noLongerInSheet, inBoth, atDesk, moving } = moreExamplePeople;
	addEvent(state, sheetEventId, 'Winter Summit', [...noLongerInSheet, ...inBoth]);
	addEvent(state, deskEventId, 'Open House', atDesk);
	addEvent(state, fromEventId, 'Studio Weekend, May', moving);
	addEvent(state, toEventId, 'Studio Weekend, June', []);
	// The first of an event's people gets the id that the group has.
	addEvent(state, syncEventId, 'Members Day', [person('Team', 'Lead')]);
}

function addEvent(state: SwoogoState, eventId: number, name: string, people: ExamplePerson[]) {
	state.events.set(eventId, {
		id: eventId,
		name,
		status: 'live',
		start_date: '2031-05-10',
		start_time: '10:00:00',
		end_date: '2031-05-11',
		end_time: '17:00:00',
		timezone: 'Europe/London',
		capacity: null,
	});
	for (const [index, { firstName, lastName, email }] of people.entries()) {
		const id = eventId * 10 + index + 1;
		state.registrants.set(id, swoogoRegistrant({ id, eventId, firstName, lastName, email }));
	}
}
