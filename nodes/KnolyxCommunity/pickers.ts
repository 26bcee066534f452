import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';

import { labelWith, listSearchOf } from '../shared/editor';
import { attendeesPath, readAttendee } from './attendance/attendees';
import { communityId, eventId } from './fields';
import { COURSES_PATH, WORKGROUPS_PATH, eventsPath, knolyx } from './knolyx';

const labels = {
	[communityId.name]: communityId.displayName,
	[eventId.name]: eventId.displayName,
};

/** What the editor asks while somebody fills in the form. Knolyx offers no search, so its lists are sifted here. */
export const methods = {
	listSearch: {
		searchEvents: listSearchOf(knolyx, {
			attempt: 'list the events',
			labels,
			list: (form) => ({ path: eventsPath(form.integerId('communityId')) }),
			entry: (record) => entryOf(record.id, record, record.startDateTime),
		}),
		searchAttendees: listSearchOf(knolyx, {
			attempt: 'list the attendees',
			labels,
			list: (form) => ({
				path: attendeesPath(form.integerId('communityId'), form.integerId('eventId')),
			}),
			entry(record) {
				const { userId, email, name } = readAttendee(record);
				return entryOf(userId, { name }, email);
			},
		}),
		searchWorkgroups: listSearchOf(knolyx, {
			attempt: 'list the workgroups',
			list: () => ({ path: WORKGROUPS_PATH }),
			entry: (record) => entryOf(record.id, record),
		}),
		searchCourses: listSearchOf(knolyx, {
			attempt: 'list the courses',
			list: () => ({ path: COURSES_PATH }),
			entry: (record) => entryOf(record.id, record),
		}),
	},
};

// Only a course's `title` and a workgroup's `name` are documented; what events are called is not. A date is shown as it
// came, because its time zone is not documented.
function entryOf(
	id: unknown,
	{ title, name, subject }: IDataObject,
	...details: unknown[]
): INodeListSearchItems | undefined {
	if (typeof id !== 'number' && typeof id !== 'string') return undefined;
	const words = [title, name, subject].find((each) => typeof each === 'string' && each.trim());
	return { name: labelWith(words, ...details, id), value: String(id) };
}
