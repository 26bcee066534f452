import { describePartOfEvent } from '../partOfEvent';

describePartOfEvent({
	resource: 'registrationType',
	idField: 'regTypeId',
	label: 'Registration Type',
	path: '/reg-types',
	simple:
		'id,name,public_short_name,admin_short_name,description,capacity,min_group_size,max_group_size',
	allFields: 11,
	recordsOf: ({ regTypes }) => regTypes as never,
});
