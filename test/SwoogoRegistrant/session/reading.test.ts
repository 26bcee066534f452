import { describePartOfEvent } from '../partOfEvent';

describePartOfEvent({
	resource: 'session',
	idField: 'sessionId',
	label: 'Session',
	path: '/sessions',
	simple: 'id,event_id,location_id,name,date,start_time,end_time,timezone,capacity,session_status',
	allFields: 19,
	recordsOf: ({ sessions }) => sessions as never,
});
