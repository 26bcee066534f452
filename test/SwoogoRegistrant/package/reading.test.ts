import { describePartOfEvent } from '../partOfEvent';

describePartOfEvent({
	resource: 'package',
	idField: 'packageId',
	label: 'Package',
	path: '/packages',
	simple:
		'id,name,public_short_name,admin_short_name,description,capacity,min_group_size,max_group_size',
	allFields: 11,
	recordsOf: ({ packages }) => packages as never,
});
